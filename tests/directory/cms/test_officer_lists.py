"""The officers' lists: states in words, search, filters, many at once, spreadsheets."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from directory.models import (
    Provider,
    Service,
)
from tests.directory.cms.pages import LIST, listed
from tests.factories.core import TeamFactory
from tests.factories.directory import (
    ImportSourceFactory,
    LocationFactory,
    ProviderFactory,
    ServiceFactory,
    TermFactory,
    VocabularyFactory,
)
from tests.factories.people import person

pytestmark = pytest.mark.django_db


class TestList:
    def test_the_number_of_queries_does_not_grow_with_the_rows(self, cms):
        def queries():
            with CaptureQueriesContext(
                connection,
            ) as captured:
                cms.get(reverse(LIST))
            return len(captured)

        team, source = TeamFactory(), ImportSourceFactory()
        ServiceFactory.create_batch(5, owner=team, source=source)
        queries()
        few = queries()
        for service in ServiceFactory.create_batch(20, owner=team, source=source):
            service.save_revision()
        Service.objects.update(last_confirmed_at=timezone.now(), review_due=timezone.localdate())

        assert queries() == few

    def test_states_are_said_in_words(self, cms):
        editor = person("Editors")
        ServiceFactory(name="A live")
        waiting = ServiceFactory(name="B waiting")
        waiting.save_revision(user=editor)
        waiting.get_workflow().start(waiting, editor)
        ServiceFactory(name="C draft", live=False)
        ServiceFactory(name="D paused", status="paused", status_reason="Works")
        ServiceFactory(name="E closed", status="closed", live=False)
        ServiceFactory(name="F was paused", status="paused", status_reason="Works", status_until=date(2026, 5, 3))

        table = cms.get(reverse(LIST)).context["table"]

        states = [next(column for column in table.columns.values() if column.name == "state")]
        words = [str(states[0].get_value(row)) for row in table.data]
        assert words == [
            "Live",
            "Live, changes waiting, being checked",
            "Draft",
            "Paused",
            "Archived",
            "Was paused until 3 May 2026",
        ]

    def test_an_overdue_check_is_marked_with_a_word(self, cms):
        ServiceFactory(review_due=timezone.localdate() - timedelta(days=1))

        assert "Overdue:" in cms.get(reverse(LIST)).content.decode()

    @pytest.mark.parametrize("words", ["swim satur", "K7M2P", "k7m2p", "ss2 6er", "Seaside"])
    def test_it_is_found_by_name_code_postcode_and_provider(self, cms, words):
        provider = ProviderFactory(name="Seaside charity")
        hall = LocationFactory(postcode="SS2 6ER")
        ServiceFactory(name="Saturday swim", short_code="K7M2P", provider=provider, at=[hall])
        ServiceFactory(name="Something else")

        assert listed(cms.get(reverse(LIST), {"q": words})) == ["Saturday swim"]

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ({"check": "overdue"}, ["late"]),
            ({"check": "year"}, ["draft", "late", "paused"]),
            ({"state": "draft"}, ["draft"]),
            ({"state": "paused"}, ["paused"]),
            ({"state": "live"}, ["checked", "late"]),
            ({"state": "nonsense"}, ["checked", "draft", "late", "paused"]),
            ({"provider_kind": "nhs"}, ["checked"]),
            ({"p": "10000"}, ["checked", "draft", "late", "paused"]),
        ],
    )
    def test_filters(self, cms, query, found):
        later = timezone.localdate() + timedelta(days=90)
        now = timezone.now()
        ServiceFactory(name="checked", review_due=later, last_confirmed_at=now, provider=ProviderFactory(kind="nhs"))
        ServiceFactory(name="late", review_due=timezone.localdate() - timedelta(days=1))
        ServiceFactory(name="paused", status="paused", status_reason="Works", review_due=later)
        ServiceFactory(name="draft", live=False)

        assert listed(cms.get(reverse(LIST), query)) == found

    def test_filters_by_owner_source_and_term(self, cms):
        type_of_help = VocabularyFactory(slug="type")
        clubs = TermFactory(vocabulary=type_of_help)
        team, source = TeamFactory(), ImportSourceFactory()
        ServiceFactory(name="ours", owner=team, source=source, terms=[clubs])
        ServiceFactory(name="theirs")

        for query in ({"owner": team.pk}, {"source": source.pk}, {"type": clubs.pk}, {"term": clubs.pk}):
            assert listed(cms.get(reverse(LIST), query)) == ["ours"], query


class TestManyAtOnce:
    def bulk(self, cms, action, query, **data):
        return cms.post(f"/cms/bulk/directory/service/{action}/?{query}", data, follow=True)

    def test_confirming(self, cms, officer):
        one, two, other = ServiceFactory.create_batch(3)

        self.bulk(cms, "confirm", f"id={one.pk}&id={two.pk}")

        assert set(Service.objects.filter(last_confirmed_by=officer)) == {one, two}
        assert Service.objects.get(pk=other.pk).last_confirmed_at is None

    def test_all_means_all_that_the_filters_found(self, cms, officer):
        late = ServiceFactory(review_due=timezone.localdate() - timedelta(days=1))
        ServiceFactory(review_due=timezone.localdate() + timedelta(days=90))

        self.bulk(cms, "confirm", "id=all&check=overdue")

        assert list(Service.objects.filter(last_confirmed_by=officer)) == [late]

    def test_all_means_all_that_the_words_found(self, cms, officer):
        swim = ServiceFactory(name="Saturday swim")
        ServiceFactory(name="Choir")

        self.bulk(cms, "confirm", "id=all&q=swim")

        assert list(Service.objects.filter(last_confirmed_by=officer)) == [swim]

    def test_looking_at_the_question_changes_nothing(self, cms):
        service = ServiceFactory()

        cms.get(f"/cms/bulk/directory/service/confirm/?id={service.pk}")

        assert Service.objects.get().last_confirmed_at is None

    @pytest.mark.parametrize("ids", ["", "id=abc", "id=99999999999999999999", "id=-1", "id=all&owner=abc"])
    def test_ids_that_are_none_are_not_found(self, cms, ids):
        assert cms.get(f"/cms/bulk/directory/service/confirm/?{ids}").status_code == 404

    def test_archiving_needs_a_reason(self, cms):
        service = ServiceFactory()

        self.bulk(cms, "archive", f"id={service.pk}", reason="")
        assert Service.objects.get().live

        self.bulk(cms, "archive", f"id={service.pk}", reason="Stopped in March")
        assert not Service.objects.get().live

    def test_a_provider_in_use_stops_the_archiving_and_is_named(self, cms):
        service = ServiceFactory(provider=ProviderFactory(name="Seaside charity"))
        idle = ProviderFactory()

        response = cms.post(
            f"/cms/bulk/directory/provider/archive/?id={idle.pk}&id={service.provider_id}", {"reason": "Gone"}
        )

        assert "Seaside charity" in response.content.decode()
        assert Provider.objects.filter(live=True).count() == 2

    def test_handing_over(self, cms):
        service, team = ServiceFactory(), TeamFactory()

        self.bulk(cms, "set-owner", f"id={service.pk}", owner=team.pk)

        assert Service.objects.get().owner == team

    def test_exporting_the_ticked_rows(self, cms):
        one = ServiceFactory(name="=cmd")
        ServiceFactory(name="Not this one")

        response = cms.post(f"/cms/bulk/directory/service/export/?id={one.pk}", {"file_format": "csv"})

        rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
        assert [row[0] for row in rows] == ["Name", "'=cmd"]


class TestExport:
    @pytest.mark.parametrize("file_format", ["xlsx", "csv"])
    def test_the_list_leaves_as_a_spreadsheet_with_an_entry_in_the_audit_trail(self, cms, officer, file_format):
        ServiceFactory.create_batch(2)

        response = cms.get(reverse(LIST), {"export": file_format})

        assert "attachment" in response["Content-Disposition"]
        entry = ModelLogEntry.objects.get(action="directory.export")
        assert entry.user == officer
        assert entry.data["rows"] == 2

    def test_it_holds_what_the_filters_found(self, cms):
        ServiceFactory(name="Saturday swim")
        ServiceFactory(name="Choir")

        response = cms.get(reverse(LIST), {"export": "csv", "q": "swim"})

        assert "Choir" not in response.content.decode("utf-8-sig")

    def test_its_queries_do_not_grow_with_the_rows(self, cms, django_assert_max_num_queries):
        hall = LocationFactory()
        for _number in range(15):
            ServiceFactory(at=[hall], terms=[TermFactory()])

        with django_assert_max_num_queries(25):
            cms.get(reverse(LIST), {"export": "xlsx"})

    def test_the_review_group_reads_but_takes_nothing_out(self, client):
        client.force_login(person("Review group"))
        ServiceFactory()

        response = client.get(reverse(LIST), {"export": "csv"})

        assert "Content-Disposition" not in response

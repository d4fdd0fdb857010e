"""What officers do in the CMS, through its pages."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import ModelLogEntry
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from directory.models import (
    ImportSource,
    LocalOfferQuestion,
    Location,
    Provider,
    Service,
    ServiceAnswer,
    ServicePhoto,
    SlugHistory,
    Term,
)
from localoffer.core.models import Team
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

LIST = "wagtailsnippets_directory_service:list"
PARTS = ("photos", "steps", "links", "service_locations", "schedules", "contacts", "answers")


@pytest.fixture
def officer(db):
    return person("Officers")


@pytest.fixture
def cms(client, officer):
    """The CMS as an officer sees it."""
    client.force_login(officer)
    return client


def form_of(service=None, **facts):
    """The whole form of a service as the browser would send it."""
    data = {
        "name": "Saturday swim",
        "slug": "",
        "provider": "",
        "coverage": "area",
        "owner": "",
        "price_from": "",
    }
    if service:
        data |= {"name": service.name, "slug": service.slug, "provider": service.provider_id}
        data |= {"owner": service.owner_id or ""}
    parts = {name: inline_formset(facts.pop(name, [])) for name in PARTS}
    return nested_form_data(data | parts) | facts


def add(cms, **facts):
    return cms.post(reverse("wagtailsnippets_directory_service:add"), form_of(**facts))


def edit(cms, service, **facts):
    return cms.post(reverse("wagtailsnippets_directory_service:edit", args=[service.pk]), form_of(service, **facts))


def errors_of(response):
    return response.context["form"].errors


def listed(response):
    return [service.name for service in response.context["object_list"]]


class TestWriting:
    def test_a_name_and_a_provider_are_enough_for_a_draft(self, cms):
        add(cms, provider=ProviderFactory().pk)

        service = Service.objects.get()
        assert (service.slug, service.live) == ("saturday-swim", False)

    def test_without_a_provider_the_message_stands_at_the_field(self, cms):
        response = add(cms)

        assert list(errors_of(response)) == ["provider"]

    def test_two_services_of_one_name_get_two_addresses(self, cms):
        provider = ProviderFactory().pk
        add(cms, provider=provider)
        add(cms, provider=provider)

        assert set(Service.objects.values_list("slug", flat=True)) == {"saturday-swim", "saturday-swim-2"}

    def test_a_taken_address_is_refused_at_the_field(self, cms):
        ServiceFactory(slug="swim")

        response = add(cms, provider=ProviderFactory().pk, slug="swim")

        assert list(errors_of(response)) == ["slug"]

    def test_an_address_that_leads_elsewhere_is_refused_too(self, cms):
        SlugHistory.objects.create(kind="service", slug="swim", object_id=ServiceFactory().pk)

        response = add(cms, provider=ProviderFactory().pk, slug="swim")

        assert list(errors_of(response)) == ["slug"]

    def test_nothing_is_published_without_an_owner_team(self, cms):
        response = add(cms, provider=ProviderFactory().pk, **{"action-publish": "1"})

        assert list(errors_of(response)) == ["owner"]
        assert not Service.objects.filter(live=True).exists()

    def test_with_an_owner_it_goes_live_and_gets_a_date_for_its_first_check(self, cms):
        add(cms, provider=ProviderFactory().pk, owner=TeamFactory(review_months=3).pk, **{"action-publish": "1"})

        service = Service.objects.get()
        assert service.live
        assert service.review_due > timezone.localdate() + timedelta(days=80)

    # Wagtail leaves a temporary file of a picture to the garbage collector.
    @pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
    def test_a_photo_without_words_waits_as_a_draft_but_is_not_published(self, cms):
        service = ServiceFactory(owner=TeamFactory())
        image = Image.objects.create(title="Hall", file=get_test_image_file())
        photo = {"image": image.pk, "text": "", "ORDER": 1}

        edit(cms, service, photos=[photo])
        response = edit(cms, service, photos=[photo], **{"action-publish": "1"})

        assert not ServicePhoto.objects.exists()
        assert "text" in response.context["form"].formsets["photos"].forms[0].errors

    def test_a_changed_address_of_a_published_service_leads_on(self, cms):
        service = ServiceFactory(slug="old", owner=TeamFactory())

        edit(cms, service, slug="new", **{"action-publish": "1"})

        assert Service.objects.get().slug == "new"
        assert SlugHistory.objects.get().slug == "old"

    def test_days_are_ticked(self, cms):
        service = ServiceFactory(owner=TeamFactory())
        data = form_of(service, **{"action-publish": "1"})
        data |= {
            "schedules-TOTAL_FORMS": "1",
            "schedules-0-days": ["MO", "WE"],
            "schedules-0-days-other": "",
            "schedules-0-frequency": "WEEKLY",
            "schedules-0-interval": "1",
            "schedules-0-season": "always",
            "schedules-0-ORDER": "1",
        }

        cms.post(reverse("wagtailsnippets_directory_service:edit", args=[service.pk]), data)

        assert Service.objects.get().schedules.get().days == "MO,WE"

    def test_partners_are_kept_and_added(self, cms):
        one, two = ProviderFactory(), ProviderFactory()
        service = ServiceFactory(owner=TeamFactory())

        edit(cms, service, **{"partners": [one.pk], "partners-add": two.pk, "action-publish": "1"})

        assert set(Service.objects.get(pk=service.pk).partners.all()) == {one, two}

    def test_a_copy_has_its_own_address_and_parts(self, cms):
        original = ServiceFactory(slug="swim", at=[LocationFactory()])

        page = cms.get(reverse("wagtailsnippets_directory_service:copy", args=[original.pk]))

        form = page.context["form"]
        assert form.instance.pk is None
        assert form.initial["slug"] == ""
        assert [child.instance.pk for child in form.formsets["service_locations"].forms] == [None]

    def test_saving_a_copy_leaves_the_original_its_parts(self, cms):
        hall = LocationFactory()
        original = ServiceFactory(slug="swim", at=[hall])
        place = {"id": "", "location": hall.pk, "ORDER": 1}
        data = form_of(provider=original.provider_id, service_locations=[place])

        cms.post(reverse("wagtailsnippets_directory_service:add"), data | {"service_locations-INITIAL_FORMS": "1"})

        copy = Service.objects.exclude(pk=original.pk).get()
        assert [service.service_locations.count() for service in (original, copy)] == [1, 1]


class TestTerms:
    def test_of_some_lists_only_one_can_be_chosen(self, cms):
        level = VocabularyFactory(several=False, label="Level")
        one, two = TermFactory(vocabulary=level), TermFactory(vocabulary=level)

        response = edit(cms, ServiceFactory(), terms=[one.pk, two.pk])

        assert "Level" in errors_of(response)["terms"][0]

    def test_radio_buttons_and_checkboxes_arrive_together(self, cms):
        level, needs = VocabularyFactory(several=False, slug="level"), VocabularyFactory(slug="needs")
        one, two = TermFactory(vocabulary=level), TermFactory(vocabulary=needs)
        service = ServiceFactory(owner=TeamFactory())

        edit(cms, service, **{"terms": [two.pk], "terms-level": one.pk, "action-publish": "1"})

        assert set(Service.objects.get().terms.all()) == {one, two}

    def test_terms_that_are_worked_out_are_not_offered_and_not_lost(self, cms):
        online = TermFactory(rule={"online": True}, label="Worked out online")
        service = ServiceFactory(owner=TeamFactory(), terms=[online])
        page = cms.get(reverse("wagtailsnippets_directory_service:edit", args=[service.pk])).content.decode()

        edit(cms, service, **{"action-publish": "1"})

        assert "Worked out online" not in page
        assert list(Service.objects.get().terms.all()) == [online]

    def test_terms_of_places_are_offered_to_places_only(self, cms):
        ramp = TermFactory(vocabulary=VocabularyFactory(scope="place"), label="A ramp at the door")

        service = cms.get(reverse("wagtailsnippets_directory_service:add")).content.decode()
        place = cms.get(reverse("wagtailsnippets_directory_location:add")).content.decode()

        assert (ramp.label in service, ramp.label in place) == (False, True)


class TestModeration:
    def submitted(self, **facts):
        editor = person("Editors")
        service = ServiceFactory(live=False, **facts)
        service.save_revision(user=editor)
        service.get_workflow().start(service, editor)
        return Service.objects.get(pk=service.pk)

    def approve(self, cms, service):
        state = service.current_workflow_task_state
        return cms.post(
            reverse("wagtailsnippets_directory_service:workflow_action", args=[service.pk, "approve", state.pk]),
            follow=True,
        )

    def test_an_officer_approves_and_it_is_live(self, cms):
        service = self.submitted(owner=TeamFactory())

        self.approve(cms, service)

        assert Service.objects.get(pk=service.pk).live

    def test_what_is_missing_is_said_instead_of_published(self, cms):
        service = self.submitted(owner=None)

        response = self.approve(cms, service)

        assert not Service.objects.get(pk=service.pk).live
        assert "Choose the team that keeps this up to date." in response.content.decode()

    def test_an_address_taken_in_the_meantime_is_said_too(self, cms):
        service = self.submitted(owner=TeamFactory(), slug="swim")
        revision = service.latest_revision
        revision.content["slug"] = "taken"
        revision.save()
        ServiceFactory(slug="taken")

        self.approve(cms, service)

        assert not Service.objects.get(pk=service.pk).live


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
        for service in ServiceFactory.create_batch(45, owner=team, source=source)[:20]:
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

        table = cms.get(reverse(LIST)).context["table"]

        states = [next(column for column in table.columns.values() if column.name == "state")]
        words = [str(states[0].get_value(row)) for row in table.data]
        assert words == ["Live", "Live, changes waiting, being checked", "Draft", "Paused", "Archived"]

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


class TestRunning:
    def post(self, cms, name, listing, kind="service", **data):
        return cms.post(reverse(f"directory_cms:{name}", args=[kind, listing.pk]), data, follow=True)

    def test_still_right(self, cms, officer):
        service = ServiceFactory()

        self.post(cms, "confirm", service)

        assert Service.objects.get().last_confirmed_by == officer

    def test_a_pause_without_a_reason_is_asked_for_it_at_the_field(self, cms):
        response = self.post(cms, "status", ServiceFactory(), status="paused")

        assert list(errors_of(response)) == ["reason"]

    def test_a_pause_with_a_reason_and_an_end(self, cms):
        until = timezone.localdate() + timedelta(days=10)

        self.post(cms, "status", ServiceFactory(), status="paused", reason="Works", until=until.isoformat())

        service = Service.objects.get()
        assert (service.status, service.status_reason, service.status_until) == ("paused", "Works", until)

    @pytest.mark.parametrize("days", [-1, 5000])
    def test_a_date_of_the_next_check_is_near_and_to_come(self, cms, days):
        day = timezone.localdate() + timedelta(days=days)

        response = self.post(cms, "review-date", ServiceFactory(), review_due=day.isoformat())

        assert list(errors_of(response)) == ["review_due"]

    def test_archiving_one(self, cms):
        self.post(cms, "archive", ServiceFactory(), reason="Stopped in March")

        assert not Service.objects.get().live

    def test_the_button_unpublish_asks_for_a_reason_instead(self, cms):
        service = ServiceFactory()

        response = cms.post(reverse("wagtailsnippets_directory_service:unpublish", args=[service.pk]))

        assert response["Location"] == reverse("directory_cms:archive", args=["service", service.pk])
        assert Service.objects.get().live


class TestMerging:
    def test_both_stand_side_by_side_before_anything_happens(self, cms):
        keep = ServiceFactory(summary="Our words.")
        drop = ServiceFactory(summary="Their words.")

        page = cms.get(reverse("directory_cms:merge", args=["service", keep.pk]), {"other": drop.pk})

        assert {"Our words.", "Their words."} <= {text for row in page.context["rows"] for text in (row.keep, row.drop)}
        assert Service.objects.count() == 2

    def test_the_officer_says_which_one_stays(self, cms):
        one, two = ServiceFactory(), ServiceFactory()

        cms.post(reverse("directory_cms:merge", args=["service", one.pk]) + f"?other={two.pk}", {"keep": str(two.pk)})

        assert list(Service.objects.all()) == [two]

    @pytest.mark.parametrize("other", ["same", "99999", "x"])
    def test_a_wrong_choice_is_said_kindly(self, cms, other):
        service = ServiceFactory()
        other = service.pk if other == "same" else other

        page = cms.get(reverse("directory_cms:merge", args=["service", service.pk]), {"other": other})

        assert page.status_code == 200
        assert page.context["form"].errors

    def test_waiting_changes_stop_it_with_a_message(self, cms):
        keep, drop = ServiceFactory(), ServiceFactory()
        keep.save_revision()

        page = cms.post(
            reverse("directory_cms:merge", args=["service", keep.pk]) + f"?other={drop.pk}", {"keep": str(keep.pk)}
        )

        assert "not published yet" in page.content.decode()
        assert Service.objects.count() == 2

    def test_what_looks_alike_is_suggested(self, cms):
        service = ServiceFactory(name="Saturday swim")
        twin = ServiceFactory(name="saturday Swim")
        ServiceFactory(name="Choir")

        page = cms.get(reverse("directory_cms:merge", args=["service", service.pk]))

        assert list(page.context["suggestions"]) == [twin]


class TestLists:
    def delete(self, cms, record):
        name = f"wagtailsnippets_{record._meta.app_label}_{record._meta.model_name}:delete"
        return cms.post(reverse(name, args=[record.pk]))

    def test_a_term_in_use_stays_and_the_officer_learns_by_how_many(self, cms):
        term = TermFactory()
        ServiceFactory(terms=[term])

        response = self.delete(cms, term)

        assert response.status_code == 409
        assert "is used by 1 record" in response.content.decode()
        assert Term.objects.filter(pk=term.pk).exists()

    def test_a_parent_whose_part_is_in_use_stays_too(self, cms):
        vocabulary = VocabularyFactory()
        parent = TermFactory(vocabulary=vocabulary)
        ServiceFactory(terms=[TermFactory(vocabulary=vocabulary, parent=parent)])

        assert self.delete(cms, parent).status_code == 409

    def test_many_at_once_are_guarded_as_well(self, cms):
        term = TermFactory()
        ServiceFactory(terms=[term])

        cms.post(f"/cms/bulk/directory/term/delete/?id={term.pk}")

        assert Term.objects.filter(pk=term.pk).exists()

    def test_a_term_that_nobody_uses_goes(self, cms):
        term = TermFactory()

        self.delete(cms, term)

        assert not Term.objects.filter(pk=term.pk).exists()

    def test_what_others_hang_on_stays(self, cms):
        team = TeamFactory()
        service = ServiceFactory(owner=team, at=[LocationFactory()])
        question = LocalOfferQuestion.objects.create(text="How do you involve parents?")
        ServiceAnswer.objects.create(service=service, question=question, answer="Twice a year.")

        for record in (team, question):
            assert self.delete(cms, record).status_code == 409

        assert Team.objects.exists()

    def test_a_place_that_only_a_draft_names_stays(self, cms):
        hall = LocationFactory(live=False)
        service = ServiceFactory()
        service.service_locations.add(service.service_locations.model(location=hall))
        service.save_revision()

        assert self.delete(cms, hall).status_code == 409
        assert Location.objects.exists()

    def test_the_list_of_terms_counts_their_use(self, cms):
        term = TermFactory(label="Used by three")
        ServiceFactory.create_batch(2, terms=[term])
        place = LocationFactory()
        place.terms.set([term])
        place.save()

        rows = cms.get(reverse("wagtailsnippets_directory_term:list")).context["object_list"]

        assert next(row for row in rows if row.pk == term.pk).uses == 3

    def test_empty_boxes_for_codes_and_rules_mean_none(self, cms):
        vocabulary = VocabularyFactory()
        data = {
            "vocabulary": vocabulary.pk,
            "label": "Swimming",
            "slug": "swimming",
            "order": "1",
            "public": "on",
            "external_codes": "",
            "rule": "",
        }

        cms.post(reverse("wagtailsnippets_directory_term:add"), data)

        term = Term.objects.get(slug="swimming")
        assert (term.external_codes, term.rule) == ({}, {})
        assert term in Term.objects.picked_by_hand()

    def test_an_import_source_without_columns_can_be_saved(self, cms):
        data = {"name": "Register", "slug": "register", "kind": "table", "review_months": "6", "column_map": ""}

        cms.post(reverse("wagtailsnippets_directory_importsource:add"), data)

        assert ImportSource.objects.get().column_map == {}


class TestHome:
    def test_checks_and_drafts_wait_in_one_list_and_the_numbers_are_those_of_the_rows(self, cms):
        editor = person("Editors")
        ServiceFactory(name="Late club", review_due=timezone.localdate() - timedelta(days=1))
        draft = ServiceFactory(name="New club", live=False)
        draft.save_revision(user=editor)
        draft.get_workflow().start(draft, editor)

        page = cms.get("/cms/").content.decode()

        assert "Checks due: 1" in page
        assert "Late club" in page
        assert "New club" in page
        assert listed(cms.get(reverse(LIST), {"check": "overdue"})) == ["Late club"]
        assert listed(cms.get(reverse(LIST), {"state": "checking"})) == ["New club"]

    def test_nothing_waiting_is_said(self, cms):
        assert "Nothing is waiting for you." in cms.get("/cms/").content.decode()

    def test_somebody_who_only_reads_sees_no_work_and_no_buttons(self, client):
        client.force_login(person("Review group"))
        ServiceFactory(name="Late club", review_due=timezone.localdate() - timedelta(days=1))

        page = client.get("/cms/").content.decode()

        assert "Late club" not in page
        assert "New service" not in page


class TestPreview:
    def test_a_draft_is_shown_as_the_public_page_with_a_mark(self, cms):
        service = ServiceFactory(summary="Old words.")
        service.summary = "New words."
        revision = service.save_revision()

        page = cms.get(
            reverse("wagtailsnippets_directory_service:revisions_view", args=[service.pk, revision.pk])
        ).content.decode()

        assert "New words." in page
        assert "Families do not see this version." in page

    def test_a_place_has_no_page_to_preview(self):
        assert not Location().is_previewable()


class TestSettings:
    def test_a_colour_that_is_too_pale_is_refused_at_the_field(self, cms, site_tree):
        address = reverse("wagtailsettings:edit", args=["core", "councilsettings", site_tree.pk])
        data = nested_form_data(
            {
                "council_name": "A council",
                "place_name": "A place",
                "product_name": "Local Offer",
                "brand_colour": "#ffff00",
                "link_colour": "#0b5394",
                "neighbouring_offers": inline_formset([]),
                "navigation_items": inline_formset([]),
            }
        )

        response = cms.post(address, data)

        assert "4.5" in response.context["form"].errors["brand_colour"][0]

from datetime import date

import pytest
from django.utils import timezone
from wagtail.models import ReferenceIndex
from wagtail.search.backends import get_search_backend

from directory.imports import merge
from directory.imports.records import ImportFailure
from directory.imports.resolving import take_from_source
from directory.imports.table import TableAdapter
from directory.imports.tables import open_table
from directory.models import (
    ImportRun,
    Location,
    Provider,
    ProviderIdentifier,
    SearchChange,
    Service,
    SlugHistory,
    SourceRecord,
    Term,
)
from localoffer.core.models import LastPublishing
from tests.factories.directory import ImportSourceFactory, ProviderFactory, ServiceFactory

from .conftest import applied, table_of
from .steps import changes, checked, imported, problems, writes_of_listings

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _terms(terms):
    """Every test here may use the terms."""


class TestLooking:
    def test_a_look_changes_nothing_of_the_directory(self, source):
        with writes_of_listings() as writes:
            run = checked(source, table_of({}))

        assert writes == []
        assert run.counts == {"new": {"service": 1, "provider": 1, "location": 1}}
        assert Service.objects.count() == 0

    def test_a_broken_file_leaves_a_failed_run_and_no_rows(self, source):
        run = checked(source, table_of({}, {"id": "2", "text": 'no end" of quote'}))

        assert run.status == ImportRun.Status.FAILED
        assert "quotation mark" in run.failure
        assert run.rows.count() == 0

    def test_a_newer_look_replaces_the_older_one(self, source):
        older = checked(source, table_of({}))

        checked(source, table_of({}))

        older.refresh_from_db()
        assert older.status == ImportRun.Status.DISCARDED


class TestFirstImport:
    def test_live_rows_have_owner_review_date_and_source(self, source):
        imported(source, {}, dated=date(2026, 3, 1))

        service = Service.objects.get()
        assert service.live
        assert service.owner == source.owner
        assert service.review_due > timezone.localdate()
        assert service.source_dated == date(2026, 3, 1)
        assert service.last_confirmed_at is None

    def test_rows_of_a_source_that_is_not_trusted_arrive_as_drafts(self, source):
        source.arrives_live = False
        source.save()

        imported(source, {})

        assert not Service.objects.get().live
        assert Service.objects.get().has_unpublished_changes

    def test_every_part_arrives(self, source):
        imported(source, {})

        service = Service.objects.get()
        assert service.provider.name == "Estuary Games"
        assert [term.slug for term in service.terms.all()] == ["autism"]
        assert service.contacts.get().phone == "01702 960 100"
        assert service.service_locations.get().location.postcode == "SS9 1ZZ"
        assert service.summary == "Chess for all."

    def test_names_that_are_the_same_get_addresses_of_their_own(self, source):
        ServiceFactory(name="Chess club", slug="chess-club")

        imported(source, {}, {"id": "2"}, {"id": "3"})

        assert set(Service.objects.values_list("slug", flat=True)) == {
            "chess-club",
            "chess-club-2",
            "chess-club-3",
            "chess-club-4",
        }

    def test_search_is_told(self, source):
        imported(source, {})

        touched = [pk for change in SearchChange.objects.all() for pk in change.service_ids]
        assert Service.objects.get().pk in touched

    @pytest.mark.indexes
    def test_officers_find_it_and_see_what_leads_to_it(self, source):
        imported(source, {})

        service = Service.objects.get()
        found = get_search_backend().search(service.name, Service.objects.all())
        assert list(found) == [service]
        assert ReferenceIndex.get_references_to(service.provider).filter(object_id=service.pk).exists()

    def test_a_provider_known_from_elsewhere_is_not_made_twice(self, source):
        known = ProviderFactory(name="Estuary Games Ltd")
        ProviderIdentifier.objects.create(provider=known, scheme="charity", value="1234567")
        source.column_map["columns"]["notes"] = "provider.identifiers.charity"
        source.save()

        run = imported(source, {"notes": "1234567"})

        assert Provider.objects.get() == known
        assert ("Estuary Games", "name", True) in changes(run)

    def test_three_rows_and_three_hundred_take_the_same_number_of_queries_for_each_batch(
        self, source, django_assert_max_num_queries
    ):
        run = checked(source, table_of(*({"id": str(n), "name": f"Club {n}"} for n in range(300))))

        with django_assert_max_num_queries(130):
            applied(run)


class TestSecondImport:
    def test_the_same_file_writes_nothing(self, source):
        imported(source, {}, {"id": "2", "name": "Draughts"})
        run = checked(source, table_of({}, {"id": "2", "name": "Draughts"}))

        with writes_of_listings() as writes:
            applied(run)

        assert writes == []
        assert run.counts == {"unchanged": {"service": 2, "provider": 1, "location": 2}}

    def test_a_change_of_the_source_is_taken_up(self, source):
        imported(source, {})

        run = imported(source, {"text": "Chess and draughts.", "needs": "A;H", "phone": "01702 960 199"})

        service = Service.objects.get()
        assert service.description == "Chess and draughts."
        assert {term.slug for term in service.terms.all()} == {"autism", "hi"}
        assert service.contacts.get().phone == "01702 960 199"
        assert {field for _title, field, _kept in changes(run)} == {"description", "summary", "terms", "contacts"}

    def test_the_difference_says_what_becomes_what(self, source):
        imported(source, {})

        run = checked(source, table_of({"phone": "01702 960 199"}))

        change = next(row for row in run.rows.all() if row.changes).changes[0]
        assert (change["label"], change["old"], change["new"]) == ("contacts", "01702 960 100", "01702 960 199")

    def test_a_newer_date_of_the_data_is_noted(self, source):
        imported(source, {}, dated=date(2026, 1, 1))
        before = Service.objects.get().updated_at

        imported(source, {}, dated=date(2026, 2, 1))

        service = Service.objects.get()
        assert service.source_dated == date(2026, 2, 1)
        assert service.updated_at == before


class TestOfficersEdits:
    def test_an_edit_survives_when_the_source_says_the_same(self, source):
        imported(source, {})
        Service.objects.update(description="Our words")

        run = imported(source, {})

        assert Service.objects.get().description == "Our words"
        assert changes(run) == []

    def test_an_edit_survives_and_is_listed_when_the_source_changes(self, source):
        imported(source, {})
        Service.objects.update(description="Our words")

        run = imported(source, {"text": "Their new words"})

        assert Service.objects.get().description == "Our words"
        assert ("Chess club", "description", True) in changes(run)

    def test_a_conflict_is_listed_once(self, source):
        imported(source, {})
        Service.objects.update(description="Our words")
        imported(source, {"text": "Their new words"})

        run = imported(source, {"text": "Their new words"})

        assert changes(run) == []

    def test_an_officer_may_take_the_sources_words_after_all(self, source, django_user_model):
        imported(source, {})
        Service.objects.update(description="Our words")
        run = imported(source, {"text": "Their new words"})
        row = run.rows.get(kind="service")

        take_from_source(row=row, field="description", user=django_user_model.objects.create(username="officer"))

        assert Service.objects.get().description == "Their new words"

    def test_terms_are_added_and_taken_away_one_by_one(self, source):
        imported(source, {"needs": "A"})
        service = Service.objects.get()
        service.terms.add(Term.objects.get(slug="semh"))
        service.save()

        imported(source, {"needs": "H"})

        assert {term.slug for term in Service.objects.get().terms.all()} == {"semh", "hi"}

    def test_a_listing_that_an_officer_deleted_does_not_come_back(self, source):
        imported(source, {})
        Service.objects.get().delete()

        run = imported(source, {})

        assert Service.objects.count() == 0
        assert "deleted" in str(problems(run))


class TestDrafts:
    @pytest.fixture
    def draft(self, source):
        """A published service with a pending draft that changes its summary."""
        imported(source, {})
        service = Service.objects.get()
        service.summary = "A draft of ours."
        service.save_revision()
        return Service.objects.get()

    def test_the_draft_takes_up_what_the_source_changes(self, source, draft):
        imported(source, {"text": "Chess and draughts. More."})

        words = Service.objects.get().get_latest_revision_as_object()
        assert words.description == "Chess and draughts. More."

    def test_the_drafts_own_words_stay_and_are_listed(self, source, draft):
        run = imported(source, {"text": "Chess and draughts. More."})

        words = Service.objects.get().get_latest_revision_as_object()
        assert words.summary == "A draft of ours."
        assert Service.objects.get().summary == "Chess and draughts."
        conflicts = [change for row in run.rows.all() for change in row.changes if change["draft"]]
        assert [change["field"] for change in conflicts] == ["summary"]

    def test_publishing_the_draft_later_keeps_what_the_source_changed(self, source, draft):
        imported(source, {"text": "Chess and draughts. More.", "phone": "01702 960 199", "needs": "H"})

        Service.objects.get().latest_revision.publish()

        service = Service.objects.get()
        assert service.description == "Chess and draughts. More."
        assert service.contacts.get().phone == "01702 960 199"
        assert {term.slug for term in service.terms.all()} == {"hi"}

    def test_a_publishing_from_before_the_import_cannot_be_undone(self, source):
        imported(source, {})
        service = Service.objects.get()
        service.save_revision().publish()
        service.refresh_from_db()
        service.summary = "A draft of ours."
        service.save_revision()
        assert LastPublishing.objects.to_undo(service)

        imported(source, {"text": "Chess and draughts. More."})

        assert LastPublishing.objects.to_undo(service) is None

    def test_an_edited_listing_gets_a_new_version_in_its_history(self, source):
        imported(source, {})
        Service.objects.get().save_revision().publish()
        before = Service.objects.get().revisions.count()

        imported(source, {"text": "Chess and draughts."})

        service = Service.objects.get()
        assert service.revisions.count() == before + 1
        assert service.get_latest_revision_as_object().description == "Chess and draughts."
        assert service.live_revision == service.latest_revision
        assert not service.has_unpublished_changes


class TestVanished:
    def test_a_row_that_vanishes_is_proposed_and_stays(self, source):
        imported(source, {}, {"id": "2", "name": "Draughts"})

        run = imported(source, {})

        assert run.counts["vanished"] == {"service": 1}
        assert Service.objects.filter(live=True).count() == 2
        assert SourceRecord.objects.get(external_id="2", vanished_at__isnull=False, content_type__model="service")

    def test_a_row_that_returns_is_no_longer_proposed(self, source):
        imported(source, {}, {"id": "2", "name": "Draughts"})
        imported(source, {})

        imported(source, {}, {"id": "2", "name": "Draughts"})

        assert not SourceRecord.objects.filter(vanished_at__isnull=False, content_type__model="service").exists()

    def test_a_file_with_some_of_the_rows_proposes_nothing(self, source):
        imported(source, {}, {"id": "2", "name": "Draughts"})

        run = imported(source, {}, partial=True)

        assert "vanished" not in run.counts

    def test_a_row_that_cannot_be_read_has_not_vanished(self, source):
        imported(source, {}, {"id": "2", "name": "Draughts"})

        run = imported(source, {}, {"id": "2", "name": "", "who": ""})

        assert "vanished" not in run.counts
        assert run.counts["error"] == {"service": 1}

    def test_when_a_rejected_row_has_no_id_nothing_is_proposed(self, source):
        imported(source, {}, {"id": "2", "name": "Draughts"})

        run = imported(source, {}, {"id": ""})

        assert "vanished" not in run.counts


class TestDeciding:
    def test_a_run_is_accepted_once(self, source):
        run = checked(source, table_of({}))
        merge.accept(run)

        with pytest.raises(ImportFailure):
            merge.accept(run)

    def test_an_edit_between_look_and_acceptance_survives(self, source):
        imported(source, {})
        run = checked(source, table_of({"text": "Their new words"}))
        Service.objects.update(description="Our words")

        applied(run)

        assert Service.objects.get().description == "Our words"

    def test_a_run_that_breaks_in_the_middle_leaves_nothing_half_done(self, source, monkeypatch):
        run = checked(source, table_of({}))
        monkeypatch.setattr("directory.imports.merge.search.touch", lambda ids: 1 / 0)

        with pytest.raises(ZeroDivisionError):
            merge.apply(merge.accept(run))

        assert Service.objects.count() == Provider.objects.count() == Location.objects.count() == 0

    def test_a_large_run_goes_on_where_it_broke_off(self, source, monkeypatch):
        monkeypatch.setattr("directory.imports.merge.AT_ONCE", 5)
        monkeypatch.setattr("directory.imports.merge.BATCH", 4)
        run = merge.accept(checked(source, table_of(*({"id": str(n), "name": f"Club {n}"} for n in range(10)))))
        original, calls = merge.apply_rows, []

        def break_off(*args):
            calls.append(args)
            if len(calls) == 6:
                raise ConnectionError
            original(*args)

        monkeypatch.setattr("directory.imports.merge.apply_rows", break_off)
        with pytest.raises(ConnectionError):
            merge.apply(run)
        half = Service.objects.count()
        run = ImportRun.objects.get(pk=run.pk)
        merge.apply(run)

        assert 0 < half < 10
        assert Service.objects.count() == 10
        assert run.status == ImportRun.Status.DONE


class TestMoving:
    def test_a_listing_with_a_new_number_keeps_its_row_and_its_old_address(self, source):
        imported(source, {})
        service = Service.objects.get()
        run = merge.start(source)
        run = merge.check(run, Renumbered(source))

        applied(run)

        moved = Service.objects.get()
        assert moved.pk == service.pk
        assert moved.external_id == "99"
        assert moved.slug == "chess-academy"
        assert SlugHistory.objects.get(slug="chess-club").object_id == service.pk


class Renumbered:
    """An adapter whose only service has a new id."""

    def __init__(self, source):
        self.adapter = TableAdapter(source, open_table(table_of({"id": "99", "name": "Chess academy"})))

    def rows(self):
        for row in self.adapter.rows():
            for record in row.records:
                if record.external_id == "99":
                    record.formerly = ("1",)
            yield row


def test_two_sources_do_not_mix_their_ids(source):
    other = ImportSourceFactory(slug="other", arrives_live=True, column_map=source.column_map)

    imported(source, {})
    imported(other, {"name": "Another club", "who": "Somebody else"})

    assert Service.objects.count() == 2

from datetime import datetime

import pytest
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import ModelLogEntry

from directory import actions, search
from directory.models import (
    ProviderIdentifier,
    Schedule,
    Service,
    ServiceContact,
    ServiceLocation,
    SlugHistory,
    SourceRecord,
)
from tests.factories.core import StatutoryItemFactory, TeamFactory
from tests.factories.directory import (
    ImportSourceFactory,
    LocationFactory,
    ProviderFactory,
    ServiceFactory,
    TermFactory,
    VocabularyFactory,
)
from tests.factories.people import person

NOON = datetime(2026, 3, 24, 12, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def officer(db):
    return person("Officers")


@pytest.fixture
def touched(monkeypatch):
    """Ids of services that the search was told about."""
    told = []
    monkeypatch.setattr(search, "touch", lambda ids: told.extend(ids))
    return told


def entries(listing, action):
    content_type = ContentType.objects.get_for_model(type(listing))
    return ModelLogEntry.objects.filter(content_type=content_type, object_id=str(listing.pk), action=action)


@pytest.mark.django_db
class TestMergingServices:
    def merge(self, keep, drop, officer):
        return actions.merge_services(keep=keep, drop=drop, user=officer)

    def test_the_other_record_goes_and_its_addresses_lead_to_the_one_that_stays(self, officer):
        keep, drop = ServiceFactory(slug="keep"), ServiceFactory(slug="drop", short_code="K7M2P")
        actions.rename_slug(listing=drop, slug="dropped", user=officer)

        self.merge(keep, drop, officer)

        assert not Service.objects.filter(pk=drop.pk).exists()
        led = SlugHistory.objects.filter(object_id=keep.pk).values_list("kind", "slug")
        assert set(led) == {("service", "drop"), ("service", "dropped"), ("code", "k7m2p")}

    def test_its_words_win_and_what_it_lacks_is_filled(self, officer):
        keep = ServiceFactory(summary="Our words.", description="")
        drop = ServiceFactory(summary="Their words.", description="More.")

        kept = self.merge(keep, drop, officer)

        assert (kept.summary, kept.description) == ("Our words.", "More.")

    def test_ages_are_filled_together_or_not_at_all(self, officer):
        keep, drop = ServiceFactory(min_age=None, max_age=4), ServiceFactory(min_age=8, max_age=12)

        kept = self.merge(keep, drop, officer)

        assert (kept.min_age, kept.max_age) == (None, 4)

    def test_places_and_their_times_are_united(self, officer):
        hall, pool = LocationFactory(), LocationFactory()
        keep, drop = ServiceFactory(at=[hall]), ServiceFactory(at=[hall, pool])
        Schedule.objects.create(service=keep, location=hall, days="MO")
        Schedule.objects.create(service=drop, location=pool, days="TU")
        Schedule.objects.create(service=drop, location=hall, days="WE")

        kept = self.merge(keep, drop, officer)

        assert set(kept.service_locations.values_list("location", flat=True)) == {hall.pk, pool.pk}
        assert set(kept.schedules.values_list("days", flat=True)) == {"MO", "TU"}

    def test_contacts_move_only_where_the_one_that_stays_has_none(self, officer):
        keep, drop = ServiceFactory(), ServiceFactory()
        ServiceContact.objects.create(service=drop, phone="01632 960100")

        assert self.merge(keep, drop, officer).contacts.get().phone == "01632 960100"

    def test_terms_are_united_but_not_where_only_one_is_allowed(self, officer):
        level, needs = VocabularyFactory(several=False), VocabularyFactory(several=True)
        universal, targeted = TermFactory(vocabulary=level), TermFactory(vocabulary=level)
        autism, adhd = TermFactory(vocabulary=needs), TermFactory(vocabulary=needs)
        keep, drop = ServiceFactory(terms=[universal, autism]), ServiceFactory(terms=[targeted, adhd])

        assert set(self.merge(keep, drop, officer).terms.all()) == {universal, autism, adhd}

    def test_the_next_import_finds_the_record_that_stays(self, officer):
        source = ImportSourceFactory()
        keep, drop = ServiceFactory(), ServiceFactory()
        content_type = ContentType.objects.get_for_model(Service)
        record = SourceRecord.objects.create(
            source=source, external_id="7", content_type=content_type, object_id=drop.pk, last_seen_at=NOON
        )

        self.merge(keep, drop, officer)

        record.refresh_from_db()
        assert record.target == keep

    def test_evidence_for_the_law_is_united(self, officer):
        item = StatutoryItemFactory()
        keep, drop = ServiceFactory(), ServiceFactory()
        drop.statutory_items.set([item])
        drop.save()

        assert list(self.merge(keep, drop, officer).statutory_items.all()) == [item]

    def test_editing_goes_on_from_the_merged_record(self, officer):
        keep, drop = ServiceFactory(description=""), ServiceFactory(description="More.")

        kept = self.merge(keep, drop, officer)

        assert kept.latest_revision.as_object().description == "More."
        assert not kept.has_unpublished_changes

    def test_what_went_stands_in_the_audit_trail(self, officer):
        keep, drop = ServiceFactory(), ServiceFactory(name="Swim club")

        self.merge(keep, drop, officer)

        assert entries(keep, "directory.merge").get().data["dropped"]["name"] == "Swim club"

    def test_the_search_forgets_one_and_looks_at_the_other(self, officer, touched):
        keep, drop = ServiceFactory(), ServiceFactory()

        self.merge(keep, drop, officer)

        assert {keep.pk, drop.pk} <= set(touched)

    def test_it_is_refused_while_changes_wait(self, officer):
        keep, drop = ServiceFactory(), ServiceFactory()
        keep.summary = "Not published yet."
        keep.save_revision()

        with pytest.raises(actions.MergeRefused):
            self.merge(keep, drop, officer)

    def test_a_record_is_not_merged_with_itself(self, officer):
        service = ServiceFactory()

        with pytest.raises(actions.MergeRefused):
            self.merge(service, service, officer)


@pytest.mark.django_db
class TestMergingProviders:
    def merge(self, keep, drop, officer):
        return actions.merge_providers(keep=keep, drop=drop, user=officer)

    def test_services_belong_to_the_one_that_stays_whatever_they_named_the_other_for(self, officer):
        keep, drop = ProviderFactory(), ProviderFactory(slug="drop")
        run, paid = ServiceFactory(provider=drop), ServiceFactory(commissioner=drop)
        both = ServiceFactory()
        both.partners.set([keep, drop])
        both.save()

        self.merge(keep, drop, officer)

        assert Service.objects.get(pk=run.pk).provider == keep
        assert Service.objects.get(pk=paid.pk).commissioner == keep
        assert list(Service.objects.get(pk=both.pk).partners.all()) == [keep]
        assert SlugHistory.objects.get(kind="provider", slug="drop").object_id == keep.pk

    def test_a_draft_that_names_the_other_can_still_be_opened_and_published(self, officer):
        keep, drop = ProviderFactory(), ProviderFactory()
        service = ServiceFactory(owner=TeamFactory())
        service.provider = drop
        revision = service.save_revision()

        self.merge(keep, drop, officer)
        revision.refresh_from_db()
        revision.publish()

        assert Service.objects.get(pk=service.pk).provider == keep

    def test_registrations_are_united(self, officer):
        keep, drop = ProviderFactory(), ProviderFactory()
        for provider, value in ((keep, "1"), (drop, "1"), (drop, "2")):
            ProviderIdentifier.objects.create(provider=provider, scheme="charity", value=value)

        kept = self.merge(keep, drop, officer)

        assert sorted(kept.identifiers.values_list("value", flat=True)) == ["1", "2"]

    def test_members_move_and_nobody_belongs_to_itself(self, officer):
        drop = ProviderFactory()
        keep, member = ProviderFactory(parent=drop), ProviderFactory(parent=drop)

        self.merge(keep, drop, officer)

        keep.refresh_from_db()
        member.refresh_from_db()
        assert (keep.parent, member.parent) == (None, keep)

    def test_services_of_both_are_searched_anew(self, officer, touched):
        keep, drop = ProviderFactory(), ProviderFactory()
        services = [ServiceFactory(provider=keep), ServiceFactory(provider=drop)]

        self.merge(keep, drop, officer)

        assert {service.pk for service in services} <= set(touched)


def test_a_place_that_moves_with_a_merge_exists_once(officer):
    hall = LocationFactory()
    keep, drop = ServiceFactory(at=[hall]), ServiceFactory(at=[hall])

    actions.merge_services(keep=keep, drop=drop, user=officer)

    assert ServiceLocation.objects.get().service == keep

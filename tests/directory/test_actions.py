from datetime import date, datetime

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import ModelLogEntry

from directory import actions, search
from directory.models import (
    Provider,
    Service,
    SlugHistory,
)
from tests.factories.core import TeamFactory
from tests.factories.directory import (
    ProviderFactory,
    ServiceFactory,
)
from tests.factories.people import person

pytestmark = pytest.mark.django_db
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


class TestConfirming:
    def test_it_records_who_and_when_and_sets_the_next_check_by_the_owners_months(self, officer):
        service = ServiceFactory(owner=TeamFactory(review_months=3))

        actions.confirm_services(services=[service], user=officer, now=NOON)

        service.refresh_from_db()
        assert (service.last_confirmed_at, service.last_confirmed_by) == (NOON, officer)
        assert service.review_due == date(2026, 6, 24)

    def test_without_an_owner_the_next_check_is_in_six_months(self, officer):
        service = ServiceFactory()

        actions.confirm_services(services=[service], user=officer, now=NOON)

        service.refresh_from_db()
        assert service.review_due == date(2026, 9, 24)

    def test_the_words_did_not_change_so_the_date_of_change_stays(self, officer):
        service = ServiceFactory()
        before = Service.objects.get(pk=service.pk).updated_at

        actions.confirm_services(services=[service], user=officer, now=NOON)

        assert Service.objects.get(pk=service.pk).updated_at == before

    def test_the_audit_trail_and_the_search_learn_of_it(self, officer, touched):
        service = ServiceFactory()
        touched.clear()

        actions.confirm_services(services=[service], user=officer, now=NOON)

        assert entries(service, "directory.confirm").get().user == officer
        assert touched == [service.pk]

    def test_confirming_a_provider_freshens_its_services(self, officer, touched):
        service = ServiceFactory()
        touched.clear()

        actions.confirm_listings(listings=[service.provider], user=officer, now=NOON)

        assert touched == [service.pk]


class TestOwner:
    def test_a_new_owner_stays_when_a_waiting_draft_is_published(self, officer):
        old, new = TeamFactory(), TeamFactory()
        service = ServiceFactory(owner=old)
        service.summary = "New words."
        revision = service.save_revision()

        actions.set_owner(listings=[service], owner=new, user=officer)
        revision.refresh_from_db()
        revision.publish()

        after = Service.objects.get(pk=service.pk)
        assert (after.owner, after.summary) == (new, "New words.")


class TestStatus:
    @pytest.mark.parametrize("status", ["paused", "closed"])
    def test_a_pause_and_a_closure_need_a_reason(self, officer, status):
        with pytest.raises(ValidationError) as error:
            actions.change_status(service=ServiceFactory(), status=status, reason=" ", user=officer)

        assert "reason" in error.value.message_dict

    def test_only_a_pause_has_an_end(self, officer):
        with pytest.raises(ValidationError) as error:
            actions.change_status(
                service=ServiceFactory(), status="closed", reason="Gone", until=date(2030, 1, 1), user=officer
            )

        assert "until" in error.value.message_dict

    def test_closing_notes_the_day(self, officer):
        service = ServiceFactory(status="paused", status_reason="Works", status_until=date(2030, 1, 1))

        actions.change_status(service=service, status="closed", reason="Gone", user=officer)

        service.refresh_from_db()
        assert service.status_until == timezone.localdate()

    def test_archiving_a_closed_service_keeps_the_day_on_which_it_closed(self, officer):
        service = ServiceFactory(status="closed", status_reason="Gone", status_until=date(2026, 5, 3))

        actions.archive_services(services=[service], reason="Gone", user=officer)

        service.refresh_from_db()
        assert (service.live, service.status_until) == (False, date(2026, 5, 3))

    def test_opening_again_forgets_the_reason(self, officer):
        service = ServiceFactory(status="paused", status_reason="Building work", status_until=date(2030, 1, 1))

        actions.change_status(service=service, status="open", user=officer)

        service.refresh_from_db()
        assert (service.status, service.status_reason, service.status_until) == ("open", "", None)

    def test_a_waiting_draft_keeps_waiting(self, officer):
        service = ServiceFactory(summary="Old words.")
        service.summary = "New words."
        service.save_revision()

        actions.change_status(
            service=Service.objects.get(pk=service.pk), status="paused", reason="Building work", user=officer
        )

        row = Service.objects.get(pk=service.pk)
        assert (row.summary, row.get_latest_revision_as_object().summary) == ("Old words.", "New words.")


class TestArchiving:
    def test_a_service_closes_and_leaves_the_site_but_not_the_database(self, officer, touched):
        service = ServiceFactory()

        actions.archive_services(services=[service], reason="The provider has stopped", user=officer)

        service.refresh_from_db()
        assert (service.live, service.status) == (False, "closed")
        assert entries(service, "directory.archive").get().data["reason"] == "The provider has stopped"
        assert service.pk in touched

    def test_editing_goes_on_from_the_words_on_the_site_not_from_an_old_revision(self, officer):
        """An import changes the live row without a revision."""
        service = ServiceFactory(summary="Words of January.")
        service.save_revision().publish()
        Service.objects.filter(pk=service.pk).update(summary="Words of the import in March.")

        actions.archive_services(services=[service], reason="Gone", user=officer)

        draft = Service.objects.get(pk=service.pk).get_latest_revision_as_object()
        assert draft.summary == "Words of the import in March."

    def test_a_draft_that_was_being_checked_is_called_back(self, officer):
        service = ServiceFactory(owner=TeamFactory())
        service.save_revision(user=officer)
        service.get_workflow().start(service, officer)

        actions.archive_services(services=[service], reason="Gone", user=officer)

        assert Service.objects.get(pk=service.pk).current_workflow_state is None

    def test_a_provider_that_runs_published_services_stays(self, officer):
        service = ServiceFactory()

        with pytest.raises(actions.StillInUse) as refusal:
            actions.archive_providers(providers=[service.provider], reason="Gone", user=officer)

        assert refusal.value.count == 1
        assert Provider.objects.get().live

    def test_a_provider_without_services_is_archived(self, officer):
        provider = ProviderFactory()

        actions.archive_providers(providers=[provider], reason="Gone", user=officer)

        provider.refresh_from_db()
        assert not provider.live


class TestAddresses:
    def test_a_published_change_of_address_is_remembered(self, officer):
        service = ServiceFactory(slug="old-name", owner=TeamFactory())
        service.slug = "new-name"

        service.save_revision().publish(user=officer)

        assert SlugHistory.objects.get(kind="service", slug="old-name").object_id == service.pk

    def test_the_address_of_a_draft_that_nobody_saw_is_not(self):
        service = ServiceFactory(slug="old-name", live=False)
        service.slug = "new-name"

        service.save()

        assert not SlugHistory.objects.exists()

    def test_going_back_to_the_first_address_leaves_no_circle(self, officer):
        service = ServiceFactory(slug="first")

        actions.rename_slug(listing=service, slug="second", user=officer)
        actions.rename_slug(listing=service, slug="first", user=officer)

        assert list(SlugHistory.objects.values_list("slug", flat=True)) == ["second"]

    def test_an_address_that_leads_to_another_record_cannot_be_taken(self, officer):
        moved = ServiceFactory(slug="swimming")
        actions.rename_slug(listing=moved, slug="swimming-club", user=officer)

        with pytest.raises(ValidationError):
            actions.rename_slug(listing=ServiceFactory(), slug="swimming", user=officer)

    def test_a_free_address_is_found_beside_taken_and_former_ones(self, officer):
        ServiceFactory(slug="swim")
        moved = ServiceFactory(slug="swim-2")
        actions.rename_slug(listing=moved, slug="elsewhere", user=officer)

        assert actions.free_slug(Service(name="Swim")) == "swim-3"

    def test_a_name_without_letters_still_gets_an_address(self):
        assert actions.free_slug(Provider(name="☎"))

"""Undoing the publishing of a service, provider or place: families read again what stood there before."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from directory.actions import change_status, rename_slug, set_owner
from directory.models import Location, Service, ServiceStep, SlugHistory
from directory.search import SearchQuery, search
from localoffer.core.models import LastPublishing
from tests.directory.cms.pages import add, edit
from tests.factories.core import TeamFactory
from tests.factories.directory import LocationFactory, ProviderFactory, ServiceFactory
from tests.factories.people import person

pytestmark = pytest.mark.django_db

KINDS = {"service": ServiceFactory, "provider": ProviderFactory, "place": LocationFactory}
PUBLISH = {"action-publish": "1"}
OLD, NEW = "The old name", "The wrong name"


def publish(listing, user=None, **words):
    """Publish the listing with other words, as the editor does."""
    draft = fresh(listing).get_latest_revision_as_object()
    for name, value in words.items():
        setattr(draft, name, value)
    draft.save_revision(user=user).publish(user=user, skip_permission_checks=True)
    return fresh(listing)


def fresh(listing):
    return type(listing).objects.get(pk=listing.pk)


def published_by_mistake(kind="service"):
    """A listing with a version that is right, and a later one that is wrong."""
    listing = publish(KINDS[kind](owner=TeamFactory()), name=OLD)
    return publish(listing, name=NEW)


def address(listing, kind="service"):
    return reverse("directory_cms:undo-publishing", args=[kind, listing.pk])


def undo(client, listing, kind="service"):
    """Press the button of the page that asks."""
    last = LastPublishing.objects.of(listing).first()
    return client.post(address(listing, kind), {"publishing": last.pk if last else ""})


def said(response):
    """What the answer leaves for the next page to say."""
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def found(words):
    return list(search(SearchQuery(words=words, exact=True)).ids)


class TestWhatComesBack:
    @pytest.mark.parametrize("kind", KINDS)
    def test_families_read_what_stood_there_before(self, cms, kind):
        listing = published_by_mistake(kind)

        undo(cms, listing, kind)

        listing = fresh(listing)
        assert listing.name == OLD
        assert listing.has_unpublished_changes
        assert listing.get_latest_revision_as_object().name == NEW

    @pytest.mark.parametrize("kind", KINDS)
    def test_what_was_published_for_the_first_time_goes_off_the_site(self, cms, kind):
        listing = publish(KINDS[kind](owner=TeamFactory(), live=False), name=NEW)

        undo(cms, listing, kind)

        listing = fresh(listing)
        assert (listing.live, listing.first_published_at) == (False, None)
        assert listing.get_latest_revision_as_object().name == NEW

    def test_parts_come_back(self, cms):
        service = ServiceFactory(owner=TeamFactory())
        ServiceStep.objects.create(service=service, title="Ring us.")
        service = publish(service)
        draft = service.get_latest_revision_as_object()
        draft.steps = [ServiceStep(title="Do nothing.")]
        draft.save_revision().publish()

        undo(cms, service)

        assert [step.title for step in fresh(service).steps.all()] == ["Ring us."]

    def test_what_an_import_wrote_without_a_version_comes_back(self, cms):
        service = publish(ServiceFactory(owner=TeamFactory()), name="Older still")
        Service.objects.update(name=OLD)

        undo(cms, publish(service, name=NEW))

        assert fresh(service).name == OLD

    def test_the_search_follows(self, cms):
        service = publish(publish(ServiceFactory(owner=TeamFactory()), name="Trampoline"), name="Archery")
        assert found("archery") == [service.pk]

        undo(cms, service)

        assert (found("trampoline"), found("archery")) == ([service.pk], [])

    def test_a_pause_since_stays(self, cms, officer):
        service = published_by_mistake()
        change_status(service=service, status="paused", reason="The hall is flooded.", user=officer)

        undo(cms, service)

        assert (fresh(service).name, fresh(service).status) == (OLD, "paused")

    def test_an_old_address_comes_back_and_the_new_one_leads_there(self, cms, client):
        service = publish(publish(ServiceFactory(owner=TeamFactory()), slug="old"), slug="new")

        undo(cms, service)

        assert client.get("/services/old/").status_code == 200
        assert client.get("/services/new/")["Location"] == "/services/old/"
        assert SlugHistory.objects.filter(slug="old").count() == 0

    def test_a_hidden_place_is_said(self, cms):
        hall = LocationFactory(name="Hall")
        service = publish(ServiceFactory(owner=TeamFactory(), at=[hall]), name=OLD)
        publish(service, name=NEW)
        Location.objects.update(live=False)

        assert "Hall" in said(undo(cms, service))


class TestRefused:
    def test_to_take_away_who_runs_a_published_service(self, cms):
        provider = publish(ProviderFactory(owner=TeamFactory(), live=False), name=NEW)
        ServiceFactory(provider=provider)

        response = undo(cms, provider, "provider")

        assert fresh(provider).live
        assert "It runs 1 published service." in said(response)

    def test_words_whose_provider_is_not_on_the_site_any_more(self, cms):
        gone, there = ProviderFactory(name="Rowan Trust"), ProviderFactory()
        service = publish(ServiceFactory(owner=TeamFactory()), provider=gone)
        service = publish(service, provider=there)
        gone.unpublish()

        response = undo(cms, service)

        assert fresh(service).provider == there
        assert "“Rowan Trust” runs this and is not published" in said(response)

    def test_what_a_colleague_has_locked(self, cms):
        service = published_by_mistake()
        other = person("Officers", username="other")
        Service.objects.update(locked=True, locked_by=other, locked_at=timezone.now())

        response = undo(cms, service)

        assert fresh(service).name == NEW
        assert "Only other can make changes" in said(response)

    def test_after_it_was_handed_over_to_another_team(self, cms, officer):
        service, team = published_by_mistake(), TeamFactory()
        set_owner(listings=[service], owner=team, user=officer)

        undo(cms, service)

        assert (fresh(service).owner, fresh(service).name) == (team, NEW)

    def test_after_its_address_was_changed(self, cms, officer):
        service = published_by_mistake()
        rename_slug(listing=service, slug="another", user=officer)

        undo(cms, service)

        assert fresh(service).slug == "another"


class TestTheWayThere:
    def test_is_said_right_after_publishing(self, cms):
        service = publish(ServiceFactory(owner=TeamFactory()), name=OLD)

        response = edit(cms, service, name=NEW, **PUBLISH)

        assert address(service) in said(response)
        undo(cms, service)
        assert fresh(service).name == OLD

    def test_is_said_for_a_new_one_too(self, cms):
        response = add(cms, provider=ProviderFactory().pk, owner=TeamFactory().pk, **PUBLISH)

        assert address(Service.objects.get()) in said(response)

    @pytest.mark.parametrize("kind", KINDS)
    def test_stands_in_the_editor_as_long_as_it_is_possible(self, cms, kind):
        listing = published_by_mistake(kind)
        editor = reverse(type(listing).snippet_viewset.get_url_name("edit"), args=[listing.pk])
        assert address(listing, kind) in cms.get(editor).content.decode()

        undo(cms, listing, kind)

        assert address(listing, kind) not in cms.get(editor).content.decode()

    def test_is_not_offered_to_editors(self, client):
        service = published_by_mistake()
        client.force_login(person("Editors"))

        editor = client.get(reverse("wagtailsnippets_directory_service:edit", args=[service.pk]))

        assert editor.status_code == 200
        assert address(service) not in editor.content.decode()

    def test_is_in_the_history_once_it_was_done(self, cms, officer):
        service = published_by_mistake()
        undo(cms, service)

        entry = ModelLogEntry.objects.get(action="core.undo_publishing")
        assert entry.user == officer
        history = cms.get(reverse("wagtailsnippets_directory_service:history", args=[service.pk]))
        assert "Publishing undone" in history.content.decode()

    def test_the_message_leads_to_the_listing(self, cms):
        service = published_by_mistake()

        assert f"/services/{fresh(service).slug}/" in said(undo(cms, service))


@pytest.mark.parametrize("role", ["Editors", "Young editors", "Surgery staff", "Review group", "User managers"])
def test_only_who_may_publish_may_undo(client, role):
    service = published_by_mistake()
    client.force_login(person(role))

    client.get(address(service))
    undo(client, service)

    assert fresh(service).name == NEW

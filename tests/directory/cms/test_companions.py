"""What a service needs beside itself: its provider and its places, published with one press."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from directory.models import Location, Provider, Service
from tests.directory.cms.pages import add, edit, errors_of, form_of
from tests.factories.core import TeamFactory
from tests.factories.directory import LocationFactory, ProviderFactory, ServiceFactory
from tests.factories.people import person

pytestmark = pytest.mark.django_db
PUBLISH = {"action-publish": "1"}


@pytest.fixture
def team():
    return TeamFactory()


@pytest.fixture
def service(team):
    """A draft, with a draft provider and a draft place, as an import brings them."""
    provider = ProviderFactory(name="Rowan Trust", live=False, owner=team)
    hall = LocationFactory(name="Hall", address_1="1 High Street", live=False, owner=team)
    return ServiceFactory(name="Judo", provider=provider, live=False, owner=team, at=[hall])


def needs(service):
    return reverse("directory_cms:companions", args=["service", service.pk])


def messages_of(response):
    return " ".join(str(message) for message in response.context["messages"])


class TestPublishing:
    def test_a_service_waits_for_its_provider(self, cms, service):
        response = edit(cms, service, **PUBLISH)

        assert "“Rowan Trust” runs this and is not published" in str(errors_of(response)["provider"])
        service.refresh_from_db()
        assert not service.live

    def test_so_does_a_new_one(self, cms, team):
        response = add(cms, provider=ProviderFactory(live=False).pk, owner=team.pk, **PUBLISH)

        assert list(errors_of(response)) == ["provider"]
        assert not Service.objects.filter(live=True).exists()

    def test_a_draft_may_be_saved_all_the_same(self, cms, service):
        edit(cms, service, name="Judo for all")

        assert Service.objects.get().get_latest_revision_as_object().name == "Judo for all"

    def test_with_a_published_provider_it_goes_live(self, cms, service):
        Provider.objects.update(live=True)

        edit(cms, service, **PUBLISH)

        service.refresh_from_db()
        assert service.live

    def test_the_officer_hears_that_a_place_is_hidden_and_where_to_change_it(self, cms, service):
        Provider.objects.update(live=True)
        at = service.service_locations.get()
        places = [{"id": at.pk, "location": at.location_id, "ORDER": "1"}]

        response = cms.post(
            reverse("wagtailsnippets_directory_service:edit", args=[service.pk]),
            _with_places(service, places),
            follow=True,
        )

        assert "not published: Hall" in messages_of(response)
        assert needs(service) in response.content.decode()

    def test_nobody_is_bothered_where_nothing_is_hidden(self, cms, team):
        response = cms.post(
            reverse("wagtailsnippets_directory_service:add"),
            _new(provider=ProviderFactory().pk, owner=team.pk),
            follow=True,
        )

        assert "not published" not in messages_of(response)

    def test_approving_waits_for_the_provider_too(self, service):
        assert "provider" in service.publishing_problems()


def _with_places(service, places):
    data = form_of(service, **PUBLISH)
    return data | nested_form_data({"service_locations": inline_formset(places, initial=len(places))})


def _new(**facts):
    return form_of(**facts, **PUBLISH)


class TestOnePress:
    def test_the_editor_names_what_is_hidden(self, cms, service):
        page = cms.get(reverse("wagtailsnippets_directory_service:edit", args=[service.pk])).content.decode()

        assert "Families cannot see these parts of it yet" in page
        assert needs(service) in page

    def test_the_page_shows_what_would_go_live(self, cms, service):
        page = cms.get(needs(service)).content.decode()

        assert "Rowan Trust" in page
        assert "1 High Street" in page

    def test_opening_the_page_publishes_nothing(self, cms, service):
        cms.get(needs(service))

        assert not Provider.objects.filter(live=True).exists()

    def test_provider_and_places_go_live(self, cms, service):
        cms.post(needs(service))

        assert Provider.objects.get().live
        assert Location.objects.get().live
        assert Location.objects.get().first_published_at

    def test_the_words_of_the_latest_draft_go_live(self, cms, service):
        provider = service.provider
        provider.name = "Rowan Family Trust"
        provider.save_revision()

        cms.post(needs(service))

        assert Provider.objects.get().name == "Rowan Family Trust"

    def test_what_is_incomplete_stays_a_draft_and_says_why(self, cms, service):
        Location.objects.update(owner=None)

        page = cms.get(needs(service)).content.decode()
        cms.post(needs(service))

        assert "Choose the team that keeps this up to date." in page
        assert Provider.objects.get().live
        assert not Location.objects.get().live

    def test_what_a_colleague_checks_is_left_to_them(self, cms, service):
        provider = service.provider
        provider.save_revision()
        provider.get_workflow().start(provider, person("Editors"))

        cms.post(needs(service))

        assert not Provider.objects.get().live

    def test_the_places_of_the_draft_count_and_not_those_of_the_site(self, cms, service):
        other = LocationFactory(name="Other hall", live=False, owner=service.owner)
        at = service.service_locations.get()
        at.location = other
        service.service_locations = [at]
        service.save_revision()

        cms.post(needs(service))

        assert Location.objects.get(live=True).name == "Other hall"

    @pytest.mark.parametrize("role", ["Editors", "Review group"])
    def test_whoever_may_not_publish_may_not_here(self, client, service, role):
        client.force_login(person(role))

        assert client.post(needs(service)).status_code in {302, 403}
        assert not Provider.objects.filter(live=True).exists()

    def test_visitors_sign_in_first(self, client, service):
        assert client.post(needs(service)).status_code == 302
        assert not Provider.objects.filter(live=True).exists()

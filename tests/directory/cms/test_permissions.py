"""What roles may not do with records of the directory, whatever they are. Every address has a row in the table of
`tests/structure/permissions/`."""

import pytest
from django.urls import reverse

from directory.models import Location, Provider, Service
from tests.factories.directory import LocationFactory, ServiceFactory
from tests.factories.people import person

OFFICERS, EDITORS = "Officers", "Editors"

pytestmark = pytest.mark.django_db


@pytest.fixture
def service():
    service = ServiceFactory(at=[LocationFactory()])
    service.save_revision().publish()
    return service


@pytest.mark.parametrize(("name", "kind"), [("status", "provider"), ("archive", "place"), ("confirm", "teapot")])
def test_what_a_kind_of_record_does_not_have_is_not_found(client, name, kind):
    client.force_login(person(OFFICERS))

    assert client.get(reverse(f"directory_cms:{name}", args=[kind, 1])).status_code == 404


def test_a_published_listing_is_not_deleted_even_by_a_superuser(client, service):
    client.force_login(person(username="root", is_superuser=True))
    for model in (Service, Provider, Location):
        listing = model.objects.first()

        client.post(reverse(f"wagtailsnippets_directory_{model._meta.model_name}:delete", args=[listing.pk]))
        client.post(f"/cms/bulk/directory/{model._meta.model_name}/delete/?id={listing.pk}")

        assert model.objects.filter(pk=listing.pk).exists()


@pytest.mark.parametrize(("role", "deleted"), [(OFFICERS, True), (EDITORS, False)])
def test_a_draft_that_nobody_saw_can_be_deleted_by_an_officer(client, role, deleted):
    draft = ServiceFactory(live=False)
    client.force_login(person(role))

    client.post(reverse("wagtailsnippets_directory_service:delete", args=[draft.pk]))

    assert Service.objects.filter(pk=draft.pk).exists() is not deleted


def test_an_editor_submits_but_does_not_publish(client, service):
    client.force_login(person(EDITORS))

    page = client.get(reverse("wagtailsnippets_directory_service:edit", args=[service.pk])).content.decode()

    assert 'name="action-submit"' in page
    assert 'name="action-publish"' not in page

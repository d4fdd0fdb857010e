"""Lists of records that Wagtail shows to everybody who may sign in show them only to those who may see them."""

import pytest
from django.urls import reverse

from localoffer.core.middleware.records import model_behind
from localoffer.core.roles import EDITORS, REVIEW_GROUP, SURGERY_STAFF, USER_MANAGERS, YOUNG_EDITORS
from tests.factories.directory import LocationFactory
from tests.factories.people import person

pytestmark = pytest.mark.django_db

CHOOSER = "/cms/snippets/choose/directory/location/"
LOCATION = "wagtailsnippetchoosers_directory_location"


@pytest.fixture
def refuge():
    return LocationFactory(name="A refuge")


def shown(client, role, address):
    client.force_login(person(role))
    return "A refuge" in client.get(address, follow=True).content.decode()


class TestPlacesToChooseFrom:
    @pytest.mark.parametrize(
        ("role", "seen"),
        [(EDITORS, True), (REVIEW_GROUP, True), (SURGERY_STAFF, False), (USER_MANAGERS, False), (YOUNG_EDITORS, False)],
    )
    def test_are_shown_to_those_who_may_see_places(self, client, refuge, role, seen):
        assert shown(client, role, reverse(f"{LOCATION}:choose_results")) is seen

    def test_are_refused_to_a_script_too(self, client, refuge):
        client.force_login(person(USER_MANAGERS))

        response = client.get(reverse(f"{LOCATION}:choose"), headers={"X-Requested-With": "XMLHttpRequest"})

        assert response.status_code == 403

    def test_one_alone_is_not_shown_either(self, client, refuge):
        client.force_login(person(SURGERY_STAFF))

        assert client.get(reverse(f"{LOCATION}:chosen", args=[refuge.pk])).status_code == 302

    def test_visitors_are_sent_to_sign_in(self, client):
        assert "/accounts/login/" in client.get(CHOOSER)["Location"]


@pytest.mark.parametrize(("role", "seen"), [(EDITORS, True), (USER_MANAGERS, False)])
def test_the_page_before_many_are_changed_names_none_to_strangers(client, refuge, role, seen):
    client.force_login(person(role))
    address = reverse("wagtail_bulk_action", args=["directory", "location", "delete"])

    response = client.get(f"{address}?id={refuge.pk}")

    assert (response.status_code == 200) is seen


@pytest.mark.parametrize("kind", ["images", "documents"])
def test_wagtails_api_lists_files_for_those_who_use_them(client, kind):
    client.force_login(person(SURGERY_STAFF))
    assert client.get(f"/cms/api/main/{kind}/").status_code == 302

    client.force_login(person(YOUNG_EDITORS))
    assert client.get(f"/cms/api/main/{kind}/").status_code == 200


def test_a_kind_that_does_not_exist_is_left_to_wagtail():
    assert model_behind("cms/bulk/<str:app_label>/<str:model_name>/", {"app_label": "x", "model_name": "y"}) is None
    assert model_behind("find/", {}) is None

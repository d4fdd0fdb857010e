"""Menus hold what a role works with, and the home is headed by the name of the Local Offer."""

import re

import pytest
from django.urls import reverse
from wagtail.admin.menu import reports_menu, settings_menu
from wagtail.models import Site

from localoffer.core.models import CouncilSettings
from localoffer.core.roles import EDITORS, OFFICERS, USER_MANAGERS, YOUNG_EDITORS
from tests.factories.pages import InformationPageFactory, site_home
from tests.factories.people import person
from tests.factories.young import young_section

pytestmark = pytest.mark.django_db

REPLACED = {"aging-pages", "page-types-usage", "workflow-tasks"}
TECHNICAL = {"collections", "locales", "workflow-tasks", "workflows"}


@pytest.fixture
def administrator():
    return person(username="boss", is_superuser=True)


def entries(menu, rf, user):
    request = rf.get("/cms/")
    request.user = user
    return {item.name for item in menu.menu_items_for_request(request)}


class TestMenus:
    @pytest.mark.parametrize("role", [OFFICERS, EDITORS, YOUNG_EDITORS, USER_MANAGERS])
    def test_nobody_but_administrators_is_offered_technical_settings(self, rf, role):
        assert not entries(settings_menu, rf, person(role)) & TECHNICAL

    def test_administrators_are(self, rf, administrator):
        assert entries(settings_menu, rf, administrator) >= TECHNICAL - {"locales"}

    def test_reports_that_ours_replace_are_offered_to_nobody(self, rf, administrator):
        assert not entries(reports_menu, rf, administrator) & REPLACED
        assert not entries(reports_menu, rf, person(OFFICERS)) & REPLACED

    def test_the_report_of_workflows_is_offered_to_administrators_alone(self, rf, administrator):
        assert "workflows" in entries(reports_menu, rf, administrator)
        assert "workflows" not in entries(reports_menu, rf, person(OFFICERS))

    def test_our_own_reports_stay(self, rf):
        assert {"reading-level", "locked-pages", "site-history"} <= entries(reports_menu, rf, person(OFFICERS))


class TestTheNameOfTheOffer:
    @pytest.mark.parametrize("role", [YOUNG_EDITORS, OFFICERS])
    def test_heads_the_home_instead_of_the_name_of_the_machine(self, client, role):
        site_home()
        young_section()
        CouncilSettings.objects.create(site=Site.objects.get(is_default_site=True), product_name="Our Local Offer")
        client.force_login(person(role))

        html = " ".join(client.get(reverse("wagtailadmin_home")).content.decode().split())

        assert "> Our Local Offer </h1>" in html or ">Our Local Offer</h1>" in html
        assert "localhost" not in html.partition("<main")[2].partition("lo-cms-panel")[0]


def test_the_editor_speaks_of_addresses_and_dates_in_plain_words(client):
    client.force_login(person(OFFICERS))

    html = client.get(reverse("wagtailadmin_pages:edit", args=[InformationPageFactory().pk])).content.decode()

    labels = {" ".join(label.split()) for label in re.findall(r"<label[^>]*>([^<]+)", html)}
    assert "Last part of the address" in html
    assert labels >= {"Title in search engines", "Sentence below it", "On the site from"}
    assert not labels & {"Slug", "Title tag", "Meta description", "Go live date/time", "Expiry date/time"}

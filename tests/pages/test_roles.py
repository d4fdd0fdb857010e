"""What the roles may do with pages, from both sides."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import GroupPagePermission

from localoffer.core.roles import EDITORS, IN_THE_CMS, OFFICERS, PROVIDERS, REVIEW_GROUP, SURGERY_STAFF, YOUNG_EDITORS
from tests.factories import young
from tests.factories.pages import InformationPageFactory, site_home
from tests.factories.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def section():
    return young.young_section()


@pytest.fixture
def young_page(section):
    return young.young_page(section)


def may(page, user):
    """What somebody may do with a page."""
    rights = page.permissions_for_user(user)
    found = {
        "add below": rights.can_add_subpage(),
        "edit": rights.can_edit(),
        "publish": rights.can_publish(),
        "unpublish": rights.can_unpublish(),
        "delete": rights.can_delete(),
        "lock": rights.can_lock(),
        "privacy": rights.can_set_view_restrictions(),
    }
    return {name for name, allowed in found.items() if allowed}


class TestPages:
    def test_officers_do_everything(self):
        page = InformationPageFactory()

        assert may(page, person(OFFICERS)) == {"edit", "publish", "unpublish", "delete", "lock", "privacy"}
        assert "add below" in may(page.get_parent(), person(OFFICERS, username="second"))

    def test_editors_write_drafts(self):
        assert may(InformationPageFactory(), person(EDITORS)) == {"edit"}

    def test_editors_throw_away_a_draft_that_nobody_saw(self):
        assert may(InformationPageFactory(live=False), person(EDITORS)) == {"edit", "delete"}

    @pytest.mark.parametrize("role", [REVIEW_GROUP, SURGERY_STAFF, PROVIDERS])
    def test_others_change_no_page(self, role):
        assert may(InformationPageFactory(), person(role)) == set()


class TestYoungEditors:
    def test_write_in_their_section(self, section, young_page):
        user = person(YOUNG_EDITORS)

        assert may(section, user) == {"add below", "edit"}
        assert may(young_page, user) == {"edit"}

    def test_write_nowhere_else(self, section):
        user = person(YOUNG_EDITORS)

        assert may(InformationPageFactory(), user) == set()
        assert may(site_home(), user) == set()

    def test_may_what_a_council_lets_them_after_the_section_was_made(self, section):
        group = Group.objects.get(name=YOUNG_EDITORS)
        GroupPagePermission.objects.filter(group=group, permission__codename="change_page").delete()

        section.title = "Renamed"
        section.save()

        assert [right.permission.codename for right in group.page_permissions.all()] == ["add_page"]

    def test_open_their_section_and_no_other_editor(self, client, section, young_page):
        other = InformationPageFactory()
        client.force_login(person(YOUNG_EDITORS))

        assert client.get(reverse("wagtailadmin_pages:edit", args=[young_page.pk])).status_code == 200
        assert client.get(reverse("wagtailadmin_pages:edit", args=[other.pk])).status_code == 302

    def test_send_a_draft_to_the_officers(self, client, young_page):
        client.force_login(person(YOUNG_EDITORS))

        html = client.get(reverse("wagtailadmin_pages:edit", args=[young_page.pk])).content.decode()

        assert 'name="action-submit"' in html
        assert 'name="action-publish"' not in html


@pytest.mark.parametrize(("role", "enters"), [*((role, True) for role in IN_THE_CMS), (PROVIDERS, False)])
def test_who_may_enter_the_cms(client, role, enters):
    client.force_login(person(role))

    assert (client.get("/cms/").status_code == 200) is enters

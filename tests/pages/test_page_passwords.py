"""A page that asks for a password or an account: in our frame, without a word of the page, and no circle."""

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from wagtail.models import PageViewRestriction, Site

from localoffer.core.models import CouncilSettings
from tests.factories.pages import InformationPageFactory, site_home
from tests.factories.people import person

pytestmark = pytest.mark.django_db

SECRET = "Moving the centre"
PASSWORD = "harbour"


@pytest.fixture
def page():
    site_home()
    return InformationPageFactory(title=SECRET)


@pytest.fixture
def restriction(page):
    return PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password=PASSWORD
    )


def send(client, page, restriction, password):
    address = f"/_util/authenticate_with_password/{restriction.pk}/{page.pk}/"
    return client.post(address, {"password": password, "return_url": page.get_url()})


def only_for_a_group(page):
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(Group.objects.get(name="Editors"))


class TestPassword:
    def test_it_is_asked_for_in_the_frame_with_the_phone_and_a_way_on(self, client, page, restriction):
        CouncilSettings.objects.create(site=Site.objects.get(), phone="01632 960 100")

        html = client.get(page.get_url()).content.decode()

        assert "This page has a password" in html
        assert 'href="tel:01632960100"' in html.partition("<main")[2].partition("</main>")[0]
        assert 'id="ways-on-q"' in html
        assert SECRET not in html

    def test_a_wrong_one_is_named_beside_the_field_and_sets_no_session(self, client, page, restriction):
        response = send(client, page, restriction, "wrong")

        html = response.content.decode()
        assert "not correct" in html.partition('id="id_password_error"')[2][:200]
        assert "Error:" in html.partition("</title>")[0]
        assert SECRET not in html
        assert settings.SESSION_COOKIE_NAME not in client.cookies

    def test_the_right_one_opens_it_with_a_cookie_as_the_table_says(self, client, page, restriction):
        response = send(client, page, restriction, PASSWORD)

        assert SECRET in client.get(response["Location"]).content.decode()
        cookie = response.cookies[settings.SESSION_COOKIE_NAME]
        assert (cookie["max-age"], cookie["expires"]) == ("", "")
        assert "types the right password of a page" in client.get("/cookies/").content.decode()


class TestAccount:
    def test_who_has_not_signed_in_comes_to_the_way_in_and_back(self, client, page):
        only_for_a_group(page)

        way_in = client.get(client.get(page.get_url())["Location"])

        assert way_in["Location"] == f"/accounts/login/?next={page.get_url()}"

    def test_who_has_signed_in_with_the_wrong_one_is_told_so_and_not_sent_in_a_circle(self, client, page):
        only_for_a_group(page)
        client.force_login(person("Officers"))

        response = client.get(page.get_url(), follow=True)

        assert response.status_code == 403
        assert "You cannot open this page" in response.content.decode()

    def test_who_has_signed_in_with_the_right_one_sees_it(self, client, page):
        only_for_a_group(page)
        client.force_login(person("Editors"))

        assert client.get(page.get_url()).status_code == 200

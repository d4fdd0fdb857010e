import pytest
from django.conf import settings
from django.urls import reverse

from localoffer.core.display import DisplayChoices

HERE = {"Origin": "http://testserver"}


def read_cookie(value, rf):
    request = rf.get("/")
    request.COOKIES[settings.DISPLAY_COOKIE] = value
    return DisplayChoices.from_request(request)


class TestReadingTheCookie:
    def test_allowed_values_are_taken(self, rf):
        choices = read_cookie("theme:dark|size:150", rf)

        assert (choices.theme, choices.size, choices.font) == ("dark", "150", "standard")

    @pytest.mark.parametrize(
        "value",
        ["", "dark", "theme:", "theme:pink", "|||", "theme:dark\x00", "size:15000", "colour:red", ":::", "x" * 5000],
    )
    def test_anything_else_is_ignored(self, rf, value):
        assert read_cookie(value, rf) == DisplayChoices()

    def test_one_odd_value_does_not_spoil_the_others(self, rf):
        choices = read_cookie("theme:pink|motion:less", rf)

        assert choices == DisplayChoices(motion="less")


@pytest.mark.django_db
class TestSaving:
    def test_choices_come_back_as_attributes_of_the_page(self, client):
        client.post(reverse("display"), {"theme": "cream", "size": "125", "spacing": "more", "next": "/cookies/"})

        page = client.get("/cookies/").content.decode()

        assert ' data-size="125" data-spacing="more" data-theme="cream"' in page

    def test_the_visitor_returns_to_the_page_they_came_from(self, client):
        response = client.post(reverse("display"), {"theme": "dark", "next": "/find/?q=talk&age=3"})

        assert response.headers["Location"] == "/find/?q=talk&age=3"

    @pytest.mark.parametrize(
        "elsewhere",
        ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "", "foo", "\U0001f600", "/" + "a" * 3000],
    )
    def test_nobody_is_sent_elsewhere(self, client, elsewhere):
        response = client.post(reverse("display"), {"theme": "dark", "next": elsewhere})

        assert response.headers["Location"] == "/"

    def test_one_cookie_for_a_year_that_scripts_cannot_read(self, client):
        response = client.post(reverse("display"), {"theme": "dark", "size": "100", "next": "/"})

        cookie = response.cookies[settings.DISPLAY_COOKIE]
        assert list(response.cookies) == [settings.DISPLAY_COOKIE]
        assert (cookie.value, cookie["max-age"], cookie["httponly"], cookie["samesite"]) == (
            "theme:dark",
            31_536_000,
            True,
            "Lax",
        )

    def test_values_that_are_not_offered_are_not_kept(self, client):
        response = client.post(reverse("display"), {"theme": "<script>", "size": "9", "font": "wide"})

        assert response.cookies[settings.DISPLAY_COOKIE].value == "font:wide"

    def test_back_to_normal_takes_the_cookie_away(self, client):
        client.post(reverse("display"), {"theme": "dark"})

        response = client.post(reverse("display"), {"do": "reset", "theme": "dark", "next": "/cookies/"})

        assert response.cookies[settings.DISPLAY_COOKIE]["max-age"] == 0
        assert "data-theme" not in client.get("/cookies/").content.decode()

    def test_a_form_of_another_site_is_refused(self, strict_client):
        response = strict_client.post(reverse("display"), {"theme": "dark"}, headers={"Origin": "https://evil.example"})

        assert response.status_code == 403

    def test_our_own_form_needs_no_token(self, strict_client):
        response = strict_client.post(reverse("display"), {"theme": "dark"}, headers=HERE)

        assert response.status_code == 302


@pytest.mark.django_db
class TestThePage:
    def test_what_was_chosen_is_ticked(self, client):
        client.cookies[settings.DISPLAY_COOKIE] = "theme:contrast|layout:simple"

        page = client.get(reverse("display")).content.decode()

        assert 'name="theme" value="contrast" checked' in page
        assert 'name="layout" value="simple" checked' in page

    def test_print_links_lead_to_the_page_the_visitor_came_from(self, client):
        page = client.get(reverse("display"), {"next": "/find/?q=talk"}).content.decode()

        assert 'href="/find/?q=talk&amp;print=large"' in page

    def test_reading_it_sets_no_cookie(self, client):
        assert not client.get(reverse("display")).cookies


@pytest.mark.django_db
class TestOtherWaysToRead:
    def test_large_print_is_one_link_away(self, client):
        page = client.get("/cookies/?print=large").content.decode()

        assert ' data-print="large"' in page
        assert 'href="/cookies/"' in page

    def test_an_unknown_way_is_ignored(self, client):
        assert "data-print" not in client.get("/cookies/?print=huge").content.decode().split("<body")[0]

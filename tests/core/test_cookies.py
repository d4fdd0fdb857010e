import re
from datetime import timedelta

import pytest
from django.conf import settings

from directory import lists
from localoffer.core import display

pytestmark = pytest.mark.django_db
TAG = re.compile(r"<[^>]+>")
YEAR = timedelta(days=365)


def said(client) -> dict[str, str]:
    """How long the page says that each cookie stays, by its name."""
    table = client.get("/cookies/").content.decode().split("<tbody>")[1].split("</tbody>")[0]
    rows = [[TAG.sub("", cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row)] for row in table.split("</tr>")]
    return {cells[0]: cells[3] for cells in rows if cells}


class TestHowLongCookiesStay:
    def test_display_choices_stay_for_the_year_that_is_said(self, client):
        assert timedelta(seconds=display.ONE_YEAR) == YEAR
        assert said(client)[settings.DISPLAY_COOKIE].startswith("1 year,")

    def test_a_list_stays_for_the_days_that_are_said(self, client):
        days = timedelta(seconds=lists.KEEP_SECONDS).days

        assert said(client)[settings.LIST_COOKIE].startswith(f"{days} days after")

    def test_a_session_lasts_the_hours_that_are_said(self, client):
        hours = settings.SESSION_COOKIE_AGE // 3600

        assert f"{hours} hours at most" in said(client)[settings.SESSION_COOKIE_NAME]

    def test_the_token_of_forms_goes_when_the_browser_closes_as_said(self, client):
        token = client.get("/accounts/login/").cookies[settings.CSRF_COOKIE_NAME]

        assert (token["max-age"], token["expires"]) == ("", "")
        assert said(client)[settings.CSRF_COOKIE_NAME] == "Until the browser is closed"


class TestAllCookies:
    def test_the_menu_of_the_cms_is_named_too(self, client):
        assert said(client)["wagtail_sidebar_collapsed"] == "Until the browser is closed"

    def test_none_is_named_that_nothing_sets(self, client):
        assert set(said(client)) == {
            settings.DISPLAY_COOKIE,
            settings.LIST_COOKIE,
            settings.SESSION_COOKIE_NAME,
            settings.CSRF_COOKIE_NAME,
            "messages",
            "wagtail_sidebar_collapsed",
        }

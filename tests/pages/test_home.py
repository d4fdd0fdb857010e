"""The home page of the CMS: top tasks, topics, news and events, and serving it from memory."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from wagtail.models import PageViewRestriction

from localoffer.pages.models import HomePage
from tests.factories.pages import EventPageFactory, HubPageFactory, NewsPageFactory, site_home
from tests.factories.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return site_home()


def shown(client, **cookies):
    client.cookies.load(cookies)
    return client.get("/").content.decode()


class TestHomePage:
    def test_a_new_site_begins_with_one(self, home):
        assert HomePage.objects.count() == 1
        assert home.live

    def test_top_tasks_stand_before_the_topics(self, client, home):
        home.tasks = [("task", {"label": "EHC plans", "about": "How to ask.", "address": "/plans/", "icon": "plan"})]
        home.save(clean=False)
        HubPageFactory(title="Health", show_in_menus=True)

        html = shown(client)

        assert html.index('<a href="/plans/">EHC plans</a>') < html.index(">Health</a></h3>")

    def test_topics_are_the_sections_that_officers_ticked(self, client, home):
        HubPageFactory(title="Health", show_in_menus=True)
        HubPageFactory(title="For councillors", show_in_menus=False)

        html = shown(client)

        assert ">Health</a></h3>" in html
        assert "For councillors" not in html

    def test_news_stand_there_until_their_last_day(self, client, home):
        today = timezone.localdate()
        NewsPageFactory(title="Still new", ends=today)
        NewsPageFactory(title="Over", day=today - timedelta(days=9), ends=today - timedelta(days=1))
        NewsPageFactory(title="Not yet", day=today + timedelta(days=1))

        html = shown(client)

        assert "Still new" in html
        assert "Over" not in html
        assert "Not yet" not in html

    def test_the_next_three_events_stand_there_by_date(self, client, home):
        now = timezone.now()
        for days in (4, 1, 3, 2, -1):
            EventPageFactory(
                title=f"Event in {days}", starts=now + timedelta(days=days), ends=now + timedelta(days=days, hours=1)
            )

        html = shown(client)

        places = [html.index(f"Event in {days}<") for days in (1, 2, 3)]
        assert places == sorted(places)
        assert "Event in 4" not in html
        assert "Event in -1" not in html

    def test_blocks_with_nothing_in_them_stay_away(self, client, home):
        html = shown(client)

        assert ">News</h2>" not in html
        assert ">Events</h2>" not in html


class TestServedFromMemory:
    def test_a_second_visitor_costs_no_query(self, client, home, django_assert_num_queries):
        client.get("/")

        with django_assert_num_queries(0):
            client.get("/")

    def test_what_an_officer_publishes_shows_at_once(self, client, home):
        shown(client)

        hub = HubPageFactory(title="Health", show_in_menus=True)
        hub.save_revision().publish()

        assert "Health" in shown(client)

    def test_each_visitor_gets_their_own_colours(self, client, home):
        shown(client)

        dark = shown(client, **{settings.DISPLAY_COOKIE: "theme:dark"})

        assert 'data-theme="dark"' in dark
        client.cookies.clear()
        assert 'data-theme="dark"' not in shown(client)

    def test_each_visitor_gets_the_length_of_their_own_list(self, client, home):
        shown(client)

        assert "My list (1)" in shown(client, **{settings.LIST_COOKIE: "ABCD1"})
        client.cookies.clear()
        assert "My list" not in shown(client)

    def test_an_address_with_a_query_is_made_afresh(self, client, home):
        plain = shown(client)

        assert client.get("/?print=large").content.decode() != plain
        assert shown(client) == plain

    def test_a_draft_home_page_shows_no_words_of_its_own(self, client, home):
        home.tasks = [("task", {"label": "Secret", "about": "", "address": "/x/", "icon": ""})]
        home.live = False
        home.save(clean=False)

        assert "Secret" not in shown(client)


class TestBeforeTheSiteIsForEverybody:
    @pytest.fixture
    def restriction(self, home):
        HubPageFactory(title="Secret topic", show_in_menus=True)
        return PageViewRestriction.objects.create(page=home, restriction_type=PageViewRestriction.LOGIN)

    def test_the_home_page_asks_for_an_account(self, client, restriction):
        response = client.get("/")

        assert response.status_code == 302
        assert response["Location"].startswith("/_util/login/")

    def test_whoever_signs_in_sees_it(self, client, restriction):
        client.force_login(person("Officers"))

        assert client.get("/").status_code == 200

    def test_what_was_kept_from_before_is_not_shown(self, client, home):
        assert client.get("/").status_code == 200

        PageViewRestriction.objects.create(page=home, restriction_type=PageViewRestriction.LOGIN)

        assert client.get("/").status_code == 302

    def test_it_opens_for_everybody_at_once(self, client, restriction):
        client.get("/")

        restriction.delete()

        assert "Secret topic" in shown(client)

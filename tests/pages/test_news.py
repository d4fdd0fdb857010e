"""News: lists, topics, feed, and pages that come and go by themselves."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone

from tests.factories.pages import HubPageFactory, NewsIndexPageFactory, NewsPageFactory

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def index():
    return NewsIndexPageFactory(title="News")


def shown(client, query=""):
    return client.get(f"/news/{query}").content.decode()


class TestList:
    def test_the_newest_comes_first_and_what_ended_is_left_out(self, client, index):
        today = timezone.localdate()
        NewsPageFactory(title="Older", day=today - timedelta(days=9))
        NewsPageFactory(title="Newest", day=today)
        NewsPageFactory(title="Ended", day=today - timedelta(days=9), ends=today - timedelta(days=1))
        NewsPageFactory(title="Draft", live=False)

        html = shown(client)

        assert html.index("Newest") < html.index("Older")
        assert "Ended" not in html
        assert "Draft" not in html

    def test_twenty_stand_on_a_page(self, client, index):
        today = timezone.localdate()
        for number in range(21):
            NewsPageFactory(title=f"Item {number}.", day=today - timedelta(days=number))

        assert "Item 20." not in shown(client)
        assert "Item 20." in shown(client, "?page=2")
        assert "Item 20." in shown(client, "?page=99")
        assert "Item 0." in shown(client, "?page=x")

    def test_a_topic_narrows_the_list_and_the_paging(self, client, index):
        health, school = HubPageFactory(title="Health", slug="health"), HubPageFactory(title="School", slug="school")
        NewsPageFactory(title="About health", topic=health)
        NewsPageFactory(title="About school", topic=school)

        html = shown(client, "?topic=health")

        assert "About health" in html
        assert "About school" not in html
        assert "About school" in shown(client, "?topic=nonsense")

    def test_a_topic_without_news_is_not_offered(self, client, index):
        HubPageFactory(title="Money", slug="money")
        NewsPageFactory()

        assert "?topic=money" not in shown(client)

    def test_no_news_is_said_with_a_way_on(self, client, index):
        assert "There is no news at the moment." in shown(client)


class TestPage:
    def test_one_that_ended_stays_and_says_so(self, client, index):
        today = timezone.localdate()
        page = NewsPageFactory(day=today - timedelta(days=9), ends=today - timedelta(days=1))

        html = client.get(page.url).content.decode()

        assert "This news has ended." in html
        assert '<meta name="robots" content="noindex">' in html

    def test_a_current_one_does_not(self, client, index):
        assert "This news has ended." not in client.get(NewsPageFactory().url).content.decode()

    def test_its_last_day_is_not_before_its_first(self, index):
        page = NewsPageFactory()
        page.ends = page.day - timedelta(days=1)

        with pytest.raises(ValidationError) as refused:
            page.full_clean()

        assert list(refused.value.message_dict) == ["ends"]


class TestByTheClock:
    def test_it_goes_up_and_comes_down_by_itself(self, client, index, monkeypatch):
        now = timezone.now()
        page = NewsPageFactory(live=False)
        page.go_live_at, page.expire_at = now + timedelta(hours=1), now + timedelta(hours=2)
        page.save_revision().publish()
        seen = [client.get(page.url).status_code]

        for hours in (1, 2):
            monkeypatch.setattr(timezone, "now", lambda hours=hours: now + timedelta(hours=hours, minutes=5))
            call_command("publish_scheduled")
            seen.append(client.get(page.url).status_code)

        assert seen == [404, 200, 410]


class TestFeed:
    def test_is_valid_and_linked_from_the_list(self, client, index, settings):
        settings.BASE_URL = "https://offer.example.org"
        page = NewsPageFactory(title="Clay & paint", summary="Making < things.")

        response = client.get("/news/feed/")

        feed = ElementTree.fromstring(response.content)
        entry = feed.find("a:entry", ATOM)
        assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
        assert all(feed.findtext(f"a:{name}", namespaces=ATOM) for name in ("id", "title", "updated"))
        assert feed.find("a:link[@rel='self']", ATOM).get("href") == "https://offer.example.org/news/feed/"
        assert entry.findtext("a:title", namespaces=ATOM) == "Clay & paint"
        assert entry.findtext("a:id", namespaces=ATOM) == f"urn:uuid:{page.translation_key}"
        assert entry.find("a:link", ATOM).get("href") == f"https://offer.example.org{page.url}"
        assert 'type="application/atom+xml" title="News" href="/news/feed/"' in shown(client)

    def test_ended_news_and_drafts_are_not_in_it(self, client, index):
        today = timezone.localdate()
        NewsPageFactory(day=today - timedelta(days=9), ends=today - timedelta(days=1))
        NewsPageFactory(live=False)

        feed = ElementTree.fromstring(client.get("/news/feed/").content)

        assert feed.findall("a:entry", ATOM) == []

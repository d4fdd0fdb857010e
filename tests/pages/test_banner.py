"""The alert above every page: exact to the second, without a query, one at a time."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from localoffer.core.frame_cache import frame_cache
from localoffer.pages import banner
from localoffer.pages.models import Alert
from tests.factories.pages import AlertFactory, EventIndexPageFactory, site_home

pytestmark = pytest.mark.django_db


def shown(client, address="/cookies/"):
    return client.get(address).content.decode()


class Clock:
    """What `timezone.now` says to the banner."""

    def __init__(self, monkeypatch):
        self.moment = timezone.now()
        monkeypatch.setattr(banner.timezone, "now", lambda: self.moment)


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


class TestShowing:
    @pytest.mark.parametrize("address", ["/cookies/", "/find/", "/", "/not-there/"])
    def test_it_stands_above_the_heading_of_every_page(self, client, address):
        site_home()
        AlertFactory(heading="Phones are down")

        html = shown(client, address)

        assert html.index("Phones are down") < html.index("<h1")

    def test_nothing_stands_there_without_one(self, client):
        assert "lo-alert" not in shown(client)

    def test_the_most_important_one_wins_then_the_newest(self, client):
        now = timezone.now()
        AlertFactory(heading="Old important", level="important", starts=now - timedelta(hours=3))
        AlertFactory(heading="New important", level="important", starts=now - timedelta(hours=2))
        AlertFactory(heading="Newest of all", starts=now - timedelta(hours=1))

        html = shown(client)

        assert "New important" in html
        assert "Old important" not in html
        assert "Newest of all" not in html

    def test_never_together_with_a_summary_of_errors(self, client):
        EventIndexPageFactory()
        AlertFactory(heading="Phones are down")

        html = shown(client, "/events/?age=x")

        assert "There is a problem" in html
        assert "Phones are down" not in html


class TestTimes:
    def test_it_begins_and_ends_on_the_second_though_it_is_remembered(self, client, clock):
        start = clock.moment
        AlertFactory(heading="Phones are down", starts=start + timedelta(hours=1), ends=start + timedelta(hours=2))
        seen = []

        for seconds in (0, 3599, 3600, 7199, 7200):
            clock.moment = start + timedelta(seconds=seconds)
            seen.append("Phones are down" in shown(client))

        assert seen == [False, False, True, True, False]

    def test_the_home_page_that_is_kept_whole_follows_too(self, client, clock):
        site_home()
        start = clock.moment
        AlertFactory(heading="Phones are down", starts=start + timedelta(hours=1), ends=start + timedelta(hours=2))
        seen = []

        for seconds in (0, 3600, 7200):
            clock.moment = start + timedelta(seconds=seconds)
            seen.append("Phones are down" in shown(client, "/"))

        assert seen == [False, True, False]

    def test_it_costs_no_query(self, client, django_assert_num_queries):
        AlertFactory.create_batch(3)
        shown(client)

        with django_assert_num_queries(0):
            assert "lo-alert" in shown(client)

    def test_a_change_shows_at_once(self, client):
        alert = AlertFactory(heading="Phones are down")
        shown(client)

        alert.heading = "Phones work again"
        alert.save()
        assert "Phones work again" in shown(client)

        alert.delete()
        assert "lo-alert" not in shown(client)

    def test_other_processes_hear_of_it(self, rf, client):
        frame_cache.get(rf.get("/"))
        before = frame_cache._number
        AlertFactory()

        frame_cache.get(rf.get("/"))

        assert frame_cache._number != before


class TestRules:
    def test_it_ends_after_a_week_unless_somebody_says_otherwise(self):
        alert = Alert(heading="x", text="y")

        assert timedelta(days=6, hours=23) < alert.ends - alert.starts < timedelta(days=7, hours=1)

    def test_an_end_before_the_start_is_said_beside_the_end(self):
        now = timezone.now()

        with pytest.raises(ValidationError) as refused:
            Alert(heading="x", text="y", starts=now, ends=now).full_clean()

        assert list(refused.value.message_dict) == ["ends"]

    def test_an_end_that_has_passed_is_said_beside_the_end(self):
        now = timezone.now()
        past = {"starts": now - timedelta(days=2), "ends": now - timedelta(minutes=1)}

        with pytest.raises(ValidationError) as refused:
            Alert(heading="x", text="y", **past).full_clean()

        assert "has passed" in refused.value.message_dict["ends"][0]

    def test_the_database_refuses_it_too(self):
        now = timezone.now()

        with pytest.raises(IntegrityError), transaction.atomic():
            Alert.objects.create(heading="x", text="y", starts=now, ends=now)

    @pytest.mark.parametrize("link", ["//evil.example", "https://evil.example", "javascript:alert(1)"])
    def test_its_link_stays_on_this_site(self, link):
        with pytest.raises(ValidationError) as refused:
            Alert(heading="x", text="y", link=link).full_clean()

        assert list(refused.value.message_dict) == ["link"]

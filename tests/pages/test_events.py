"""Events: the list and its filters, the calendar of a month, the page, calendar files, structured data."""

import json
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from wagtail.test.utils.form_data import nested_form_data, streamfield

from localoffer.core.publishing import sentences
from localoffer.core.roles import OFFICERS
from localoffer.pages.models import EventPage
from localoffer.pages.presentation.event_filters import Month
from tests.factories.pages import EventIndexPageFactory, EventPageFactory, HubPageFactory
from tests.factories.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    return EventIndexPageFactory(title="Events")


def shown(client, query=""):
    return client.get(f"/events/{query}").content.decode()


def titles(html):
    return re.findall(r'lo-result__title"><a href="[^"]+">([^<]+)</a>', html)


def in_days(days, **kwargs):
    start = timezone.now() + timedelta(days=days)
    return {"starts": start, "ends": start + timedelta(hours=1)} | kwargs


class TestList:
    def test_one_that_repeats_stands_at_its_next_date(self, client, index):
        EventPageFactory(title="In five days", **in_days(5))
        EventPageFactory(title="Every week, tomorrow", **in_days(-6, repeats="weekly"))

        assert titles(shown(client)) == ["Every week, tomorrow", "In five days"]

    def test_past_ones_are_left_out_and_cancelled_ones_stay(self, client, index):
        EventPageFactory(title="Past", **in_days(-2))
        EventPageFactory(
            title="Stopped", **in_days(-30, repeats="weekly", repeats_until=timezone.localdate() - timedelta(days=9))
        )
        EventPageFactory(title="Off", cancelled=True, **in_days(2))

        html = shown(client)

        assert titles(html) == ["Off"]
        assert "Cancelled:" in html

    def test_the_rule_stands_there_in_words(self, client, index):
        EventPageFactory(**in_days(2, repeats="weekly"))

        assert "Every " in shown(client)

    def test_twenty_stand_on_a_page(self, client, index):
        for number in range(21):
            EventPageFactory(title=f"Event {number}", **in_days(number + 1))

        assert len(titles(shown(client))) == 20
        assert titles(shown(client, "?page=2")) == ["Event 20"]

    def test_no_events_are_said_with_a_way_on(self, client, index):
        html = shown(client)

        assert "No events are planned at the moment." in html
        assert 'href="/find/"' in html

    def test_many_events_cost_as_many_queries_as_few(self, client, index, django_assert_max_num_queries):
        topic = HubPageFactory(slug="health")
        for number in range(30):
            EventPageFactory(topic=topic, **in_days(number, repeats="weekly"))
        shown(client)

        with django_assert_max_num_queries(16):
            shown(client)
        with django_assert_max_num_queries(16):
            shown(client, "?view=calendar")


class TestFilters:
    def test_month_means_a_date_in_that_month(self, client, index):
        later = (timezone.localdate().replace(day=1) + timedelta(days=95)).replace(day=15)
        noon = datetime(later.year, later.month, later.day, 12, tzinfo=timezone.get_default_timezone())
        EventPageFactory(title="Then", starts=noon, ends=noon + timedelta(hours=1))
        EventPageFactory(title="Every week", **in_days(1, repeats="weekly"))
        EventPageFactory(title="Soon", **in_days(1))

        html = shown(client, f"?month={later:%Y-%m}")

        assert sorted(titles(html)) == ["Every week", "Then"]

    def test_topic_age_and_place_narrow(self, client, index):
        health = HubPageFactory(title="Health", slug="health")
        EventPageFactory(title="Fits", topic=health, min_age=5, max_age=11, place_name="Leigh Library")
        EventPageFactory(title="Other topic", min_age=5, max_age=11, place_name="Leigh Library")
        EventPageFactory(title="Too old", topic=health, min_age=12, place_name="Leigh Library")
        EventPageFactory(title="Elsewhere", topic=health, min_age=5, max_age=11, place_name="Pier")

        assert titles(shown(client, "?topic=health&age=11&place=leigh")) == ["Fits"]

    def test_an_event_without_ages_is_for_every_age(self, client, index):
        EventPageFactory(title="For all")

        assert titles(shown(client, "?age=0")) == ["For all"]

    def test_online_is_a_place_too(self, client, index):
        EventPageFactory(title="At home", online=True, place_name="")
        EventPageFactory(title="There")

        assert titles(shown(client, "?place=Online")) == ["At home"]

    def test_a_place_that_is_too_long_is_said_in_plain_words(self, client, index):
        html = shown(client, f"?place={'x' * 78}")

        assert "What you wrote is 18 characters too long. Shorten it to 60." in html

    @pytest.mark.parametrize(
        ("query", "words"),
        [
            ("?age=x", "Enter an age in whole years"),
            ("?age=99", "Enter an age from 0 to 25"),
            ("?month=1999-13", "Choose one of the answers in the list."),
            ("?topic=hack", "Choose one of the answers in the list."),
        ],
    )
    def test_a_bad_value_is_said_beside_its_field_and_the_others_hold(self, client, index, query, words):
        EventPageFactory(title="Here", place_name="Leigh")
        EventPageFactory(title="There", place_name="Pier")

        html = shown(client, f"{query}&place=Leigh")

        assert html.count(words) == 2  # in the summary and beside the field
        assert re.search(r"<title>\s*Error:", html)
        assert titles(html) == ["Here"]

    def test_nothing_fits_is_said_with_a_way_back(self, client, index):
        EventPageFactory()

        html = shown(client, "?place=Nowhere")

        assert "No event to come fits what you chose." in html
        assert "Show all events" in html


class TestCalendar:
    def test_every_date_of_the_month_stands_on_its_day(self, client, index):
        following = (timezone.localdate().replace(day=1) + timedelta(days=40)).replace(day=1)
        first = datetime(following.year, following.month, 1, 10, tzinfo=timezone.get_default_timezone())
        EventPageFactory(title="Weekly club", starts=first, ends=first + timedelta(hours=1), repeats="weekly")

        html = shown(client, f"?view=calendar&month={following:%Y-%m}")

        assert html.count(">Weekly club</a>") in {4, 5}
        assert f"{first:%B %Y}</h2>" in html

    def test_it_begins_with_the_first_month_that_has_an_event(self, client, index):
        first = Month(timezone.localdate().year, timezone.localdate().month).later(2)
        moment = datetime(first.year, first.month, 10, 12, tzinfo=timezone.get_default_timezone())
        EventPageFactory(title="Later fair", starts=moment, ends=moment + timedelta(hours=1))

        html = shown(client, "?view=calendar")

        assert f"{first.words}</h2>" in html
        assert "Later fair" in html
        assert f"The next event is in {first.words}." in html
        assert f"month={first.later(-1).code}" in html
        assert f"month={first.later(1).code}" in html

    def test_a_month_that_was_chosen_is_shown_though_it_is_empty(self, client, index):
        EventPageFactory(starts=timezone.now() + timedelta(days=70))

        html = shown(client, f"?view=calendar&month={timezone.localdate():%Y-%m}")

        assert f"{timezone.localdate():%B %Y}</h2>" in html
        assert "The next event is in" not in html

    def test_months_that_are_too_far_away_show_this_month(self, client, index):
        assert f"{timezone.localdate():%B %Y}</h2>" in shown(client, "?view=calendar&month=2099-01")


class TestPage:
    def test_says_when_where_for_whom_and_how(self, client, index):
        page = EventPageFactory(
            min_age=5,
            max_age=11,
            cost="Free",
            access="Step-free.",
            organiser="Harbour Club (sample)",
            booking_url="https://example.org/book",
            postcode="SS9",
        )

        html = client.get(page.url).content.decode()

        for words in (
            "Hall, SS9",
            "5 to 11",
            "Free",
            "Step-free.",
            "Harbour Club (sample)",
            "You book on example.org",
        ):
            assert words in html
        assert 'href="https://example.org/book"' in html

    def test_a_past_one_says_so_and_is_not_for_search_engines(self, client, index):
        html = client.get(EventPageFactory(**in_days(-2)).url).content.decode()

        assert "This event is over." in html
        assert "noindex" in html
        assert "ld+json" not in html

    def test_a_cancelled_one_says_so_and_takes_no_bookings(self, client, index):
        html = client.get(EventPageFactory(cancelled=True, booking_url="https://example.org/book").url).content.decode()

        assert "This event will not take place." in html
        assert "Book a place" not in html

    def test_structured_data_says_the_next_date(self, client, index, settings):
        settings.BASE_URL = "https://offer.example.org"
        page = EventPageFactory(title="Fun </script> day", **in_days(-6, repeats="weekly", cost="Free"))

        html = client.get(page.url).content.decode()

        data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1])
        assert data["@type"] == "Event"
        assert data["name"] == "Fun </script> day"
        assert data["url"] == f"https://offer.example.org{page.url}"
        assert datetime.fromisoformat(data["startDate"]) == page.starts + timedelta(days=7)
        assert data["location"][0]["name"] == "Hall"
        assert data["isAccessibleForFree"] is True
        assert data["eventStatus"].endswith("EventScheduled")

    def test_an_address_that_is_no_web_address_is_no_link(self, client, index):
        page = EventPageFactory()
        EventPage.objects.filter(pk=page.pk).update(booking_url="javascript:alert(1)")

        assert "javascript:" not in client.get(page.url).content.decode()


class TestChecks:
    @pytest.mark.parametrize(
        ("field", "changes"),
        [
            ("ends", {"ends": -1}),
            ("repeats_until", {"repeats": "weekly", "repeats_until": date(2020, 1, 1)}),
            ("repeats_until", {"repeats": "weekly", "repeats_until": date(9999, 12, 31)}),
            ("repeats", {"repeats_until": date(2099, 1, 1)}),
            ("max_age", {"min_age": 9, "max_age": 5}),
            ("max_age", {"min_age": 9, "max_age": 26}),
            ("min_age", {"min_age": 90}),
            ("contact_phone", {"contact_phone": "ask at the door"}),
            ("contact_phone", {"contact_phone": "12"}),
            ("contact_phone", {"contact_phone": "01632 960100 01632 960200"}),
            ("postcode", {"postcode": "Hall"}),
        ],
    )
    def test_what_cannot_be_is_said_beside_the_field(self, index, field, changes):
        page = EventPageFactory()
        if changes.get("ends"):
            changes["ends"] = page.starts - timedelta(hours=1)
        for name, value in changes.items():
            setattr(page, name, value)

        with pytest.raises(ValidationError) as refused:
            page.full_clean()

        assert list(refused.value.message_dict) == [field]

    @pytest.mark.parametrize(("repeats", "days"), [("weekly", 7), ("fortnightly", 14), ("monthly", 28)])
    def test_each_time_is_over_when_the_next_one_begins(self, index, repeats, days):
        page = EventPageFactory(repeats=repeats)
        page.ends = page.starts + timedelta(days=days, hours=2)

        with pytest.raises(ValidationError) as refused:
            page.full_clean()

        assert "would not be over" in refused.value.message_dict["ends"][0]

    def test_a_week_with_the_hour_of_autumn_in_it_is_a_week(self, index):
        starts, ends = datetime(2026, 10, 20, 9, tzinfo=UTC), datetime(2026, 10, 27, 10, tzinfo=UTC)

        assert EventPageFactory(repeats="weekly", starts=starts, ends=ends).pk

    @pytest.mark.parametrize("phone", ["01632 960100", "+44 1632 960100", "111", "01632 960100 ext. 12", ""])
    def test_numbers_that_can_be_called_are_right(self, index, phone):
        assert EventPageFactory(contact_phone=phone, min_age=0, max_age=25).contact_phone == phone

    def test_a_postcode_is_written_as_the_post_writes_it(self, index):
        assert EventPageFactory(postcode="ss26er", checked=True).postcode == "SS2 6ER"

    def test_it_is_published_only_with_a_place(self, index):
        assert list(EventPageFactory(place_name="").publishing_problems()) == ["place_name"]
        assert EventPageFactory(place_name="", online=True).publishing_problems() == {}


class TestCalendarFiles:
    def event(self, response):
        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        calendar = Calendar.from_ical(response.content)
        assert calendar.walk("VTIMEZONE")
        return calendar.walk("VEVENT")

    def test_one_event_with_its_rule(self, client, index):
        start = datetime(2026, 1, 13, 10, tzinfo=timezone.get_default_timezone())
        page = EventPageFactory(
            title="Group; with, signs",
            starts=start,
            ends=start + timedelta(hours=2),
            repeats="monthly",
            repeats_until=date(2026, 6, 30),
        )

        (event,) = self.event(client.get(f"{page.url}calendar-file/"))

        assert event["summary"] == "Group; with, signs"
        assert event["dtstart"].dt == start
        assert event["dtstart"].params["TZID"] == "Europe/London"
        assert event["rrule"]["byday"] == ["2TU"]
        assert timezone.localdate(event["rrule"]["until"][0]) == date(2026, 6, 30)

    def test_the_name_stays_and_the_number_grows_when_it_is_published_again(self, client, index):
        page = EventPageFactory()
        page.save_revision().publish()
        EventPage.objects.update(last_published_at=timezone.now() - timedelta(hours=1))
        (before,) = self.event(client.get(f"{page.url}calendar-file/"))

        page = EventPage.objects.get(pk=page.pk)
        page.title, page.slug = "Renamed", "renamed"
        page.save_revision().publish()
        (after,) = self.event(client.get("/events/renamed/calendar-file/"))

        assert after["uid"] == before["uid"]
        assert after["sequence"] > before["sequence"]

    def test_a_cancelled_event_takes_itself_out(self, client, index):
        (event,) = self.event(client.get(f"{EventPageFactory(cancelled=True).url}calendar-file/"))

        assert event["status"] == "CANCELLED"

    def test_the_whole_list_is_one_file_without_past_events(self, client, index):
        EventPageFactory(title="To come")
        EventPageFactory(title="Past", **in_days(-2))
        EventPageFactory(title="Draft", live=False)

        events = self.event(client.get("/events/calendar-file/"))

        assert [event["summary"] for event in events] == ["To come"]

    def test_lines_are_folded_and_control_characters_taken_out(self, client, index):
        page = EventPageFactory(summary="Café " * 30)

        content = client.get(f"{page.url}calendar-file/").content

        assert all(len(line) <= 75 for line in content.split(b"\r\n"))


class TestADraftWithoutDates:
    @pytest.fixture
    def officer(self, client):
        user = person(OFFICERS)
        client.force_login(user)
        return user

    def send(self, client, index, **values):
        address = reverse("wagtailadmin_pages:add", args=["pages", "eventpage", index.pk])
        empty = nested_form_data({"title": "Fair", "slug": "fair", "body": streamfield([]), "sources": streamfield([])})
        return client.post(address, empty | {"for_parents": "on"} | values)

    def test_is_saved(self, client, index, officer):
        response = self.send(client, index)

        assert response.status_code == 302
        assert EventPage.objects.get(title="Fair").starts is None

    def test_is_not_published_and_says_what_is_missing(self, client, index, officer):
        response = self.send(client, index, **{"action-publish": "1"})

        assert {"starts", "ends"} <= set(response.context["form"].errors)
        assert not EventPage.objects.exists()

    def test_is_not_approved_and_says_what_is_missing(self, index):
        draft = EventPageFactory(live=False, starts=None, ends=None)

        assert sentences(draft) == ["Starts: Fill this in.", "Ends: Fill this in."]

    def test_is_shown_in_the_preview(self, index):
        draft = EventPageFactory(live=False, starts=None, ends=None)

        html = draft.make_preview_request(None, "").rendered_content

        assert "There is no date yet." in html
        assert ".ics" not in html

    def test_stands_in_no_list_and_no_calendar_even_if_a_program_publishes_it(self, client, index):
        page = EventPageFactory()
        EventPage.objects.update(starts=None, ends=None, over_at=None)

        assert titles(shown(client)) == []
        assert client.get(page.url).status_code == 200
        assert client.get(f"{page.url}calendar-file/").status_code == 404
        assert b"VEVENT" not in client.get("/events/calendar-file/").content

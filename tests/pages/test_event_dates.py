"""When events happen: rules, summer and winter time, and the rule in words."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from localoffer.pages.presentation import event_dates as module
from localoffer.pages.presentation.event_dates import (
    next_occurrence,
    next_occurrences,
    occurrences,
    occurrences_between,
    over_at,
    repeat_words,
)


@dataclass
class Event:
    starts: datetime
    ends: datetime
    repeats: str = ""
    repeats_until: date | None = None


def london(*parts):
    return datetime(*parts, tzinfo=timezone.get_default_timezone())


def event(*parts, hours=2, **kwargs):
    start = london(*parts)
    return Event(start.astimezone(UTC), (start + timedelta(hours=hours)).astimezone(UTC), **kwargs)


def days(found):
    return [time.day for time in found]


class TestOnce:
    def test_it_is_to_come_until_its_end(self):
        fair = event(2026, 12, 5, 10)

        assert next_occurrence(fair, london(2026, 12, 5, 11)).starts == fair.starts
        assert next_occurrence(fair, london(2026, 12, 5, 12, 1)) is None

    def test_one_that_goes_on_overnight_counts_on_the_second_day(self):
        stay = event(2026, 12, 5, 18, hours=16)

        assert days(occurrences_between(stay, date(2026, 12, 6), date(2026, 12, 6))) == [date(2026, 12, 5)]

    def test_one_that_ends_at_midnight_does_not_belong_to_the_next_day(self):
        party = event(2026, 12, 5, 20, hours=4)

        assert days(occurrences_between(party, date(2026, 12, 6), date(2026, 12, 6))) == []


class TestWeekly:
    def test_it_comes_on_the_same_weekday_until_its_last_day(self):
        club = event(2026, 3, 7, 10, repeats="weekly", repeats_until=date(2026, 3, 28))

        assert days(occurrences(club)) == [date(2026, 3, day) for day in (7, 14, 21, 28)]

    def test_every_second_week_skips_the_week_between(self):
        club = event(2026, 3, 7, 10, repeats="fortnightly")

        found = next_occurrences(club, london(2026, 3, 10, 9), 3)

        assert days(found) == [date(2026, 3, 21), date(2026, 4, 4), date(2026, 4, 18)]

    def test_summer_time_does_not_move_it(self):
        club = event(2026, 3, 28, 10, repeats="weekly")

        before, after = next_occurrences(club, london(2026, 3, 27, 9), 2)

        assert (before.starts.hour, after.starts.hour) == (10, 10)
        assert after.starts - before.starts == timedelta(days=7)  # wall clock
        assert after.starts.astimezone(UTC) - before.starts.astimezone(UTC) == timedelta(days=7, hours=-1)

    def test_a_time_that_the_clock_leaves_out_is_an_hour_later(self):
        night = event(2026, 3, 22, 1, 30, hours=1, repeats="weekly")

        missing = next_occurrences(night, london(2026, 3, 28, 9), 1)[0]

        assert (missing.day, missing.starts.hour, missing.starts.minute) == (date(2026, 3, 29), 2, 30)

    def test_it_is_over_when_the_last_day_is_no_day_of_the_rule(self):
        club = event(2026, 11, 7, 10, repeats="weekly", repeats_until=date(2026, 11, 27))  # a Friday

        assert next_occurrence(club, london(2026, 11, 22, 9)) is None
        assert over_at(club) == london(2026, 11, 21, 12)


class TestMonthly:
    def test_it_comes_on_the_same_weekday_of_the_month(self):
        group = event(2026, 1, 13, 10, repeats="monthly")  # the second Tuesday

        found = next_occurrences(group, london(2026, 1, 14, 0), 3)

        assert days(found) == [date(2026, 2, 10), date(2026, 3, 10), date(2026, 4, 14)]

    def test_a_fifth_weekday_is_the_last_one(self):
        group = event(2026, 1, 29, 10, repeats="monthly")  # the fifth Thursday

        assert days(next_occurrences(group, london(2026, 1, 1, 0), 3)) == [
            date(2026, 1, 29),
            date(2026, 2, 26),
            date(2026, 3, 26),
        ]
        assert repeat_words(group) == "The last Thursday of every month"

    def test_it_goes_on_over_the_new_year(self):
        group = event(2026, 11, 3, 10, repeats="monthly")

        assert days(next_occurrences(group, london(2026, 12, 2, 0), 1)) == [date(2027, 1, 5)]


class TestWords:
    @pytest.mark.parametrize(
        ("rule", "until", "words"),
        [
            ("", None, ""),
            ("weekly", date(2026, 3, 28), "Every Saturday until Saturday 28 March 2026"),
            ("weekly", None, "Every Saturday"),
            ("fortnightly", None, "Every second Saturday"),
            ("monthly", None, "The first Saturday of every month"),
        ],
    )
    def test_the_rule_is_said_as_people_say_it(self, rule, until, words):
        assert repeat_words(event(2026, 3, 7, 10, repeats=rule, repeats_until=until)) == words


class TestOver:
    @pytest.mark.parametrize("rule", ["weekly", "fortnightly", "monthly"])
    @pytest.mark.parametrize("nights", [0, 3])
    @pytest.mark.parametrize("day", range(1, 32, 3))
    def test_it_is_over_with_the_last_time_of_all(self, rule, nights, day):
        group = event(2026, 1, day, 10, hours=2 + 24 * nights, repeats=rule, repeats_until=date(2027, 5, 12))

        assert over_at(group) == list(occurrences(group))[-1].ends

    @pytest.mark.parametrize("rule", ["weekly", "fortnightly", "monthly"])
    def test_it_happens_once_where_the_last_day_is_the_first(self, rule):
        group = event(2026, 1, 29, 10, repeats=rule, repeats_until=date(2026, 1, 29))

        assert over_at(group) == group.ends

    def test_a_rule_of_a_thousand_years_is_not_walked_through(self, monkeypatch):
        walked = []
        monkeypatch.setattr(module, "_at", lambda day, clock: walked.append(day) or london(day.year, 1, 1))

        over_at(event(2026, 1, 3, 10, repeats="weekly", repeats_until=date(3026, 1, 1)))

        assert len(walked) < 30


class TestNoEnd:
    def test_a_rule_without_an_end_is_never_over(self):
        assert over_at(event(2026, 3, 7, 10, repeats="weekly")) is None

    def test_the_far_future_does_not_break_it(self):
        assert next_occurrence(event(9999, 12, 25, 10, repeats="weekly"), london(9999, 12, 31, 0)) is None


@given(
    day=st.dates(date(2020, 1, 1), date(2035, 12, 31)),
    hour=st.integers(0, 23),
    rule=st.sampled_from(["weekly", "fortnightly", "monthly"]),
    ahead=st.integers(0, 900),
)
def test_the_next_time_is_the_first_that_a_slow_search_finds(day, hour, rule, ahead):
    """The jump to a week or month agrees with counting from the beginning."""
    club = event(day.year, day.month, day.day, hour, hours=1, repeats=rule)
    now = club.starts + timedelta(days=ahead)

    slow = next(time for time in occurrences(club) if time.ends >= now)

    assert next_occurrence(club, now) == slow

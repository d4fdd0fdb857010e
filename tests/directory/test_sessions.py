"""When a service happens next, in dates, in words and as a calendar file."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil import rrule
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from directory.models import Schedule, SchoolTerm, Service
from directory.models.service_parts import WEEKDAYS
from directory.presentation.calendar_files import calendar_file
from directory.presentation.school_calendar import SchoolCalendar, school_calendar
from directory.presentation.session_words import day_words, session_words, time_words, when_words
from directory.presentation.sessions import next_session, occurrences
from tests.factories.directory import AreaFactory, LocationFactory, ScheduleFactory, ServiceFactory

LONDON = ZoneInfo("Europe/London")
UNKNOWN = SchoolCalendar()
# Autumn 2026: two halves with a week between them, then Christmas.
SCHOOL = SchoolCalendar.of(
    [
        (date(2026, 9, 3), date(2026, 10, 23)),
        (date(2026, 11, 2), date(2026, 12, 18)),
        (date(2027, 1, 4), date(2027, 2, 12)),
    ]
)
TODAY = date(2026, 9, 1)


def at(day, hour=0, minute=0):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON)


def days_of(schedule, first=TODAY, days=60, school=UNKNOWN):
    return list(occurrences(schedule, first, first + timedelta(days=days), school))


class TestOccurrences:
    def test_every_week_comes_on_each_of_its_days(self):
        schedule = Schedule(days="TU,TH")

        assert days_of(schedule, days=8) == [date(2026, 9, 1), date(2026, 9, 3), date(2026, 9, 8)]

    def test_the_first_saturday_of_the_month(self):
        schedule = Schedule(frequency="MONTHLY", days="1SA")

        assert days_of(schedule) == [date(2026, 9, 5), date(2026, 10, 3)]

    def test_the_last_friday_of_the_month(self):
        schedule = Schedule(frequency="MONTHLY", days="-1FR")

        assert days_of(schedule) == [date(2026, 9, 25), date(2026, 10, 30)]

    def test_a_single_date_comes_once(self):
        schedule = Schedule(frequency="ONCE", valid_from=date(2026, 9, 12))

        assert days_of(schedule) == [date(2026, 9, 12)]

    def test_a_single_date_in_the_past_never_comes(self):
        schedule = Schedule(frequency="ONCE", valid_from=date(2026, 8, 12))

        assert days_of(schedule) == []

    def test_every_second_week_counts_from_the_first_date(self):
        schedule = Schedule(days="MO", interval=2, valid_from=date(2026, 8, 31))

        assert days_of(schedule, days=30) == [date(2026, 9, 14), date(2026, 9, 28)]

    def test_every_second_week_without_a_first_date_has_no_dates(self):
        assert days_of(Schedule(days="MO", interval=2)) == []

    def test_term_time_leaves_out_half_term(self):
        schedule = Schedule(days="TU", season="term")

        found = days_of(schedule, first=date(2026, 10, 13), days=24, school=SCHOOL)

        assert found == [date(2026, 10, 13), date(2026, 10, 20), date(2026, 11, 3)]

    def test_holidays_keep_only_half_term(self):
        schedule = Schedule(days="TU", season="holidays")

        assert days_of(schedule, first=date(2026, 10, 13), days=24, school=SCHOOL) == [date(2026, 10, 27)]

    @pytest.mark.parametrize("season", ["term", "holidays"])
    def test_without_term_dates_nothing_is_certain(self, season):
        assert days_of(Schedule(days="TU", season=season)) == []

    def test_after_the_last_known_term_nothing_is_certain(self):
        schedule = Schedule(days="TU", season="holidays")

        assert days_of(schedule, first=date(2027, 2, 13), school=SCHOOL) == []

    def test_a_gap_of_months_between_known_terms_is_not_a_holiday(self):
        gappy = SchoolCalendar.of([(date(2026, 1, 5), date(2026, 2, 13)), (date(2027, 1, 4), date(2027, 2, 12))])

        assert gappy.in_term(date(2026, 6, 1)) is None

    def test_schools_are_shut_on_a_bank_holiday_in_term(self):
        summer = SchoolCalendar.of([(date(2026, 4, 13), date(2026, 5, 22))])

        assert summer.school_is_open(date(2026, 5, 4)) is False

    @pytest.mark.parametrize("days", ["", "XX", "9MO", "0TU", "AB12SA"])
    def test_days_that_mean_nothing_give_no_dates(self, days):
        assert days_of(Schedule(days=days)) == []

    @given(
        days=st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=7, unique=True),
        interval=st.integers(1, 6),
        start=st.dates(date(2025, 1, 1), date(2027, 12, 31)),
        lasts=st.integers(0, 500),
    )
    def test_weeks_agree_with_the_standard(self, days, interval, start, lasts):
        end = start + timedelta(days=lasts)
        schedule = Schedule(days=",".join(days), interval=interval, valid_from=start, valid_to=end)

        expected = rrule.rrule(
            rrule.WEEKLY,
            interval=interval,
            byweekday=[WEEKDAYS.index(day) for day in days],
            dtstart=at(start),
            until=at(end),
        )

        assert list(occurrences(schedule, start - timedelta(days=9), end, UNKNOWN)) == [day.date() for day in expected]

    @given(
        nth=st.sampled_from([1, 2, 3, 4, 5, -1, -2]),
        weekday=st.integers(0, 6),
        interval=st.integers(1, 4),
        start=st.dates(date(2025, 1, 1), date(2027, 12, 31)),
    )
    def test_months_agree_with_the_standard(self, nth, weekday, interval, start):
        schedule = Schedule(frequency="MONTHLY", days=f"{nth}{WEEKDAYS[weekday]}", interval=interval, valid_from=start)
        end = start + timedelta(days=300)

        expected = rrule.rrule(
            rrule.MONTHLY,
            interval=interval,
            byweekday=rrule.weekday(weekday)(nth),
            dtstart=at(start),
            until=at(end),
        )

        assert list(occurrences(schedule, start, end, UNKNOWN)) == [day.date() for day in expected]


@pytest.mark.django_db
class TestNextSession:
    def test_a_session_that_is_going_on_is_the_next_one(self):
        service = ScheduleFactory(days="TU", opens_at=time(9, 30), closes_at=time(11)).service

        found = next_session(service, at(TODAY, 10))

        assert found.starts == at(TODAY, 9, 30)

    def test_a_session_that_is_over_gives_way_to_next_week(self):
        service = ScheduleFactory(days="TU", opens_at=time(9, 30), closes_at=time(11)).service

        assert next_session(service, at(TODAY, 11)).day == date(2026, 9, 8)

    def test_the_earliest_of_several_schedules_wins(self):
        service = ScheduleFactory(days="TH").service
        ScheduleFactory(service=service, days="WE")

        assert next_session(service, at(TODAY)).day == date(2026, 9, 2)

    def test_the_start_keeps_its_local_time_when_the_clocks_change(self):
        service = ScheduleFactory(days="SU", opens_at=time(10)).service

        summer, winter = next_session(service, at(date(2026, 10, 24))), next_session(service, at(date(2026, 10, 26)))

        assert [session.starts.hour for session in (summer, winter)] == [10, 10]
        assert [session.starts.utcoffset() for session in (summer, winter)] == [timedelta(0), timedelta(0)]

    def test_no_schedule_means_no_session(self):
        assert next_session(ServiceFactory(), at(TODAY)) is None

    def test_a_paused_service_starts_again_on_its_day(self):
        service = ScheduleFactory(days="TU").service
        service.status, service.status_until = Service.Status.PAUSED, date(2026, 9, 10)

        assert next_session(service, at(TODAY)).day == date(2026, 9, 15)

    def test_a_service_that_is_paused_without_end_has_none(self):
        service = ScheduleFactory(days="TU").service
        service.status = Service.Status.PAUSED

        assert next_session(service, at(TODAY)) is None

    def test_a_bank_holiday_is_named(self):
        service = ScheduleFactory(days="MO").service

        assert next_session(service, at(date(2026, 8, 28))).bank_holiday == "Late Summer Bank Holiday"

    def test_term_dates_come_from_the_database(self):
        service = ScheduleFactory(days="TU", season="term").service
        SchoolTerm.objects.create(name="Autumn", starts=date(2026, 9, 3), ends=date(2026, 10, 23))

        assert next_session(service, at(TODAY)).day == date(2026, 9, 8)

    def test_a_changed_term_is_known_at_once(self):
        term = SchoolTerm.objects.create(name="Autumn", starts=date(2026, 9, 3), ends=date(2026, 10, 23))
        school_calendar()

        term.delete()

        assert school_calendar() == UNKNOWN


class TestWords:
    @pytest.mark.parametrize(
        ("schedule", "words"),
        [
            (Schedule(days="TU", season="term"), "Every Tuesday in term time"),
            (Schedule(days="TU,TH"), "Every Tuesday and Thursday"),
            (Schedule(days="TH,TU,MO"), "Every Monday, Tuesday and Thursday"),
            (Schedule(days="MO,TU,WE,TH,FR"), "Monday to Friday"),
            (Schedule(days="MO,TU,WE,TH,FR,SA,SU"), "Every day"),
            (Schedule(days="SA", season="holidays"), "Every Saturday in the school holidays"),
            (Schedule(days="1SA", frequency="MONTHLY"), "First Saturday of the month"),
            (Schedule(days="-1FR,1SA", frequency="MONTHLY"), "First Saturday and last Friday of the month"),
            (Schedule(days="MO", interval=2), "Every second week on Monday"),
            (Schedule(days="1MO", frequency="MONTHLY", interval=2), "First Monday of every second month"),
            (Schedule(frequency="ONCE", valid_from=date(2026, 3, 24)), "Tuesday 24 March 2026"),
            (Schedule(days="MO", valid_from=date(2026, 9, 14)), "Every Monday from Monday 14 September 2026"),
            (Schedule(days="MO", valid_to=date(2026, 12, 14)), "Every Monday until Monday 14 December 2026"),
            (Schedule(description="Dates on the website"), "Dates on the website"),
            (Schedule(), "Ask for the days"),
        ],
    )
    def test_days_are_said_as_people_say_them(self, schedule, words):
        assert day_words(schedule, TODAY) == words

    @pytest.mark.parametrize(
        ("opens", "closes", "words"),
        [
            (time(9, 30), time(11), "9.30am to 11am"),
            (time(9), None, "from 9am"),
            (None, time(17), "until 5pm"),
            (None, None, ""),
        ],
    )
    def test_times_are_said_as_people_say_them(self, opens, closes, words):
        assert time_words(Schedule(opens_at=opens, closes_at=closes)) == words

    def test_days_and_times_stand_on_one_line(self):
        schedule = Schedule(days="TU", season="term", opens_at=time(9, 30), closes_at=time(11))

        assert when_words(schedule) == "Every Tuesday in term time, 9.30am to 11am"

    @pytest.mark.django_db
    def test_a_session_is_named_by_date_and_time(self):
        service = ScheduleFactory(days="TU", opens_at=time(9, 30), closes_at=time(11)).service

        assert session_words(next_session(service, at(TODAY))) == "Tuesday 1 September 2026, 9.30am to 11am"


def events_of(service, only=None, now=None):
    return [
        component
        for component in Calendar.from_ical(calendar_file(service, now or at(TODAY), only)).walk()
        if component.name == "VEVENT"
    ]


@pytest.mark.django_db
class TestCalendarFile:
    def test_sessions_all_year_are_one_event_that_repeats(self):
        service = ScheduleFactory(
            days="TU,TH", opens_at=time(9, 30), closes_at=time(11), valid_to=date(2026, 12, 1)
        ).service

        (event,) = events_of(service)

        assert event.start == at(TODAY, 9, 30)
        assert dict(event["rrule"]) == {
            "FREQ": ["WEEKLY"],
            "INTERVAL": [1],
            "BYDAY": ["TU", "TH"],
            "UNTIL": [datetime(2026, 12, 1, 23, 59, 59, tzinfo=ZoneInfo("UTC"))],
        }

    def test_sessions_in_term_time_are_events_of_their_own(self):
        service = ScheduleFactory(days="TU", season="term").service
        SchoolTerm.objects.create(name="Autumn", starts=date(2026, 9, 3), ends=date(2026, 9, 25))

        assert [event.start for event in events_of(service)] == [date(2026, 9, 8), date(2026, 9, 15), date(2026, 9, 22)]

    def test_one_date_can_be_taken_alone(self):
        service = ScheduleFactory(days="TU").service

        (event,) = events_of(service, only=date(2026, 9, 8))

        assert event.start == date(2026, 9, 8)
        assert "rrule" not in event

    def test_times_are_in_the_zone_of_london(self):
        service = ScheduleFactory(days="TU", opens_at=time(9, 30)).service

        text = calendar_file(service, at(TODAY)).decode()

        assert "DTSTART;TZID=Europe/London:20260901T093000" in text
        assert "BEGIN:VTIMEZONE" in text

    def test_the_name_of_an_event_stays_the_same(self):
        service = ScheduleFactory(days="TU").service

        first, second = (events_of(service, now=at(day)) for day in (TODAY, TODAY + timedelta(days=30)))

        assert first[0]["uid"] == second[0]["uid"]

    def test_special_letters_are_escaped_and_long_lines_folded(self):
        service = ScheduleFactory(
            service=ServiceFactory(name="Play; sing, \\ and \N{PARTY POPPER} " + "long " * 30 + "\x07"), days="TU"
        ).service

        text = calendar_file(service, at(TODAY))

        assert b"SUMMARY:Play\\; sing\\, \\\\ and" in text
        assert b"\x07" not in text
        assert all(len(line) <= 75 for line in text.split(b"\r\n"))

    def test_an_area_only_place_is_its_ward(self):
        home = LocationFactory(
            name="12 Acacia Avenue", visibility="area", postcode="SS9 9ZZ", ward=AreaFactory(name="Leigh")
        )
        service = ServiceFactory(at=[home])
        ScheduleFactory(service=service, days="TU")

        text = calendar_file(service, at(TODAY)).decode()

        assert "LOCATION:Leigh" in text
        assert "Acacia" not in text

    def test_no_certain_date_means_no_file(self):
        service = ScheduleFactory(days="TU", season="term").service

        assert calendar_file(service, at(TODAY)) is None

"""When a service happens next: dates of schedules in Open Referral terms.

A date is given only where it is certain. “Every second week” without a first date, or “in term time”
without known term dates, has words but no dates.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from ..models import Schedule, Service
from ..models.service_parts import WEEKDAYS
from .school_calendar import SchoolCalendar, bank_holiday, school_calendar

HORIZON_DAYS = 400
DAYS_IN_WEEK = 7
DAY_CODE = re.compile(r"^([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)$")


@dataclass(frozen=True, order=True)
class DayRule:
    """A day of the week, and which one of the month: 1 is the first, -1 the last, 0 all of them."""

    nth: int
    weekday: int

    def matches(self, day: date) -> bool:
        """Whether this day is such a day."""
        if day.weekday() != self.weekday:
            return False
        if self.nth < 0:
            days_after = monthrange(day.year, day.month)[1] - day.day
            return days_after // DAYS_IN_WEEK + 1 == -self.nth
        return self.nth in {0, (day.day - 1) // DAYS_IN_WEEK + 1}


@dataclass(frozen=True)
class Session:
    """One time that a service happens. Without times of day it is known by its date alone."""

    schedule: Schedule
    day: date

    @property
    def starts(self) -> datetime | None:
        return _at(self.day, self.schedule.opens_at)

    @property
    def ends(self) -> datetime | None:
        return _at(self.day, self.schedule.closes_at)

    @property
    def bank_holiday(self) -> str:
        """The bank holiday on that day: many services are shut then, and few say so."""
        return bank_holiday(self.day)

    def is_over(self, now: datetime) -> bool:
        """Whether it is too late to come: after the end, after a start without an end, or the next day."""
        last_moment = self.ends or self.starts
        return last_moment <= now if last_moment else self.day < timezone.localdate(now)


def day_rules(schedule: Schedule) -> list[DayRule]:
    """The days of a schedule; codes that mean nothing are left out."""
    matches = (DAY_CODE.match(code) for code in schedule.day_codes)
    return [DayRule(nth=int(found[1] or 0), weekday=WEEKDAYS.index(found[2])) for found in matches if found]


def happens_on(schedule: Schedule, day: date, school: SchoolCalendar) -> bool:
    """Whether the schedule says for certain that the service happens on this day."""
    if schedule.frequency == Schedule.Frequency.ONCE:
        return day == schedule.valid_from
    if (schedule.valid_from and day < schedule.valid_from) or (schedule.valid_to and day > schedule.valid_to):
        return False
    return (
        any(rule.matches(day) for rule in day_rules(schedule))
        and _in_turn(schedule, day)
        and _in_season(schedule, day, school)
    )


def occurrences(schedule: Schedule, first: date, last: date, school: SchoolCalendar) -> Iterator[date]:
    """The days from `first` to `last` on which the service happens, both included."""
    if schedule.valid_from:
        first = max(first, schedule.valid_from)
    if schedule.frequency == Schedule.Frequency.ONCE:
        last = min(last, first) if first == schedule.valid_from else first - timedelta(days=1)
    elif schedule.valid_to:
        last = min(last, schedule.valid_to)
    for offset in range((last - first).days + 1):
        day = first + timedelta(days=offset)
        if happens_on(schedule, day, school):
            yield day


def sessions_of(
    schedule: Schedule, now: datetime, school: SchoolCalendar, days: int = HORIZON_DAYS
) -> Iterator[Session]:
    """The sessions of one schedule that are not over, in order."""
    if schedule.season != Schedule.Season.ALWAYS and not school.terms:
        return
    today = timezone.localdate(now)
    for day in occurrences(schedule, today, today + timedelta(days=days), school):
        session = Session(schedule, day)
        if not session.is_over(now):
            yield session


def next_session(service: Service, after: datetime | None = None, at: int | None = None) -> Session | None:
    """The next time that a service happens, or None if no date is certain. `at` is the id of a place.

    A session that is going on counts, because families may still come. A paused service starts again on
    the day until which it is paused; without such a day it has no next session.
    """
    now = _while_running(service, after or timezone.now())
    if now is None:
        return None
    school = school_calendar()
    firsts = (next(sessions_of(schedule, now, school), None) for schedule in schedules_at(service, at))
    return min((session for session in firsts if session), key=_moment, default=None)


def schedules_at(service: Service, place: int | None = None) -> list[Schedule]:
    """The times of a service, or those that hold at one of its places. One at a withdrawn place is left out."""
    shown = [each for each in service.schedules.all() if each.location_id is None or each.location.live]
    return [each for each in shown if place is None or each.location_id in {None, place}]


def current_schedules(service: Service, today: date, place: int | None = None) -> list[Schedule]:
    """The times of a service, or of one of its places, that have not ended."""
    return [each for each in schedules_at(service, place) if not has_ended(each, today)]


def has_ended(schedule: Schedule, today: date) -> bool:
    """Whether the last day of a schedule is over."""
    last = schedule.valid_from if schedule.frequency == Schedule.Frequency.ONCE else schedule.valid_to
    return last is not None and last < today


def _while_running(service: Service, now: datetime) -> datetime | None:
    if service.status == Service.Status.OPEN:
        return now
    if service.status == Service.Status.CLOSED or service.status_until is None:
        return None
    return max(now, timezone.make_aware(datetime.combine(service.status_until, time.min)))


def _moment(session: Session) -> tuple[date, time]:
    return session.day, session.schedule.opens_at or time.min


def _at(day: date, at: time | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, at)) if at else None


def _in_turn(schedule: Schedule, day: date) -> bool:
    """Whether this is one of “every second week”, counted from the week or month of the first date."""
    if schedule.interval == 1:
        return True
    start = schedule.valid_from
    if start is None:
        return False
    if schedule.frequency == Schedule.Frequency.MONTHLY:
        passed = (day.year - start.year) * 12 + day.month - start.month
    else:
        passed = ((day - timedelta(days=day.weekday())) - (start - timedelta(days=start.weekday()))).days // 7
    return passed % schedule.interval == 0


def _in_season(schedule: Schedule, day: date, school: SchoolCalendar) -> bool:
    if schedule.season == Schedule.Season.TERM:
        return school.school_is_open(day)
    if schedule.season == Schedule.Season.HOLIDAYS:
        return school.is_holiday(day)
    return True

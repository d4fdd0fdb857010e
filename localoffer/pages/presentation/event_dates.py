"""When an event happens: the days of its rule, and the rule in words.

Days and times are those of the council's own clock, so an event at 10am is at 10am in summer and in winter.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Protocol

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from directory.presentation.sessions import DayRule

WEEKLY, FORTNIGHTLY, MONTHLY = "weekly", "fortnightly", "monthly"
WEEKS = {WEEKLY: 1, FORTNIGHTLY: 2}
# A month has at most five of a weekday, and some have four: a fifth one is the last one.
FIFTH, LAST = 5, -1
# Nothing repeats for longer than this without somebody looking at it again.
MOST_MONTHS = 600
MOST_YEARS = 10
# From one day of a rule to the next it is never longer: a month, and what a fifth weekday adds.
LONGEST_STEP = timedelta(days=62)


class Repeating(Protocol):
    """What an event says about its times."""

    starts: datetime
    ends: datetime
    repeats: str
    repeats_until: date | None


@dataclass(frozen=True, order=True)
class Occurrence:
    """One time that an event happens, in the council's own time."""

    starts: datetime
    ends: datetime

    @property
    def day(self) -> date:
        return self.starts.date()

    @property
    def last_day(self) -> date:
        """The day on which it ends; midnight belongs to the day before."""
        return (self.ends - timedelta(microseconds=1)).date() if self.ends > self.starts else self.day


def day_rule(event: Repeating) -> DayRule:
    """The day of the week of an event and, where it is monthly, which one of the month."""
    first = timezone.localtime(event.starts)
    nth = (first.day - 1) // 7 + 1 if event.repeats == MONTHLY else 0
    return DayRule(nth=LAST if nth == FIFTH else nth, weekday=first.weekday())


def occurrences(event: Repeating, from_day: date | None = None) -> Iterator[Occurrence]:
    """All times from a day on, in order; without an end where the rule has none."""
    first, last = timezone.localtime(event.starts), timezone.localtime(event.ends)
    nights = last.date() - first.date()
    for day in _days(event, (from_day or first.date()) - nights):
        yield Occurrence(_at(day, first), _at(day + nights, last))


def next_occurrence(event: Repeating, now: datetime) -> Occurrence | None:
    """The next time, or the one that is going on; None when it is over."""
    return next((time for time in occurrences(event, timezone.localdate(now)) if time.ends >= now), None)


def next_occurrences(event: Repeating, now: datetime, most: int) -> list[Occurrence]:
    """The next times, at most so many."""
    coming = (time for time in occurrences(event, timezone.localdate(now)) if time.ends >= now)
    return list(islice(coming, most))


def occurrences_between(event: Repeating, first: date, last: date) -> Iterator[Occurrence]:
    """The times that touch the days from `first` to `last`, both included."""
    for time in occurrences(event, first):
        if time.day > last:
            return
        if time.last_day >= first:
            yield time


def over_at(event: Repeating) -> datetime | None:
    """The moment after which an event never happens again; None where its rule has no end."""
    if not event.repeats:
        return event.ends
    if event.repeats_until is None:
        return None
    lately = max(timezone.localdate(event.starts), event.repeats_until - LONGEST_STEP)
    final = max(occurrences(event, lately), default=None)
    return final.ends if final else event.ends


def repeat_words(event: Repeating) -> str:
    """The rule in words, like “Every Saturday until Saturday 28 March 2026”; empty for an event that happens once."""
    if not event.repeats:
        return ""
    rule = _rule_words(event)
    if event.repeats_until is None:
        return rule
    until = date_format(event.repeats_until, "l j F Y")
    return _("%(rule)s until %(day)s") % {"rule": rule, "day": until}


def _rule_words(event: Repeating) -> str:
    rule = day_rule(event)
    weekday = date_format(timezone.localtime(event.starts), "l")
    if event.repeats == WEEKLY:
        return _("Every %(weekday)s") % {"weekday": weekday}
    if event.repeats == FORTNIGHTLY:
        return _("Every second %(weekday)s") % {"weekday": weekday}
    which = {1: _("first"), 2: _("second"), 3: _("third"), 4: _("fourth"), LAST: _("last")}[rule.nth]
    return _("The %(which)s %(weekday)s of every month") % {"which": which, "weekday": weekday}


def _at(day: date, clock: datetime) -> datetime:
    """A day at the time of day of `clock`; a time that the clock leaves out in spring comes an hour later."""
    made = timezone.make_aware(datetime.combine(day, clock.time()))
    return timezone.localtime(made.astimezone(UTC))


def _days(event: Repeating, from_day: date) -> Iterator[date]:
    """The days of the rule from a day on."""
    first = timezone.localdate(event.starts)
    if not event.repeats:
        days: Iterable[date] = [first]
    elif event.repeats == MONTHLY:
        days = _monthly(first, day_rule(event), from_day)
    else:
        days = _weekly(first, WEEKS[event.repeats], from_day)
    for day in days:
        if event.repeats and event.repeats_until and day > event.repeats_until:
            return
        if day >= from_day:
            yield day


def _weekly(first: date, weeks: int, from_day: date) -> Iterator[date]:
    step = timedelta(weeks=weeks)
    day = first + step * max(0, (from_day - first) // step)
    while day.year < date.max.year:
        yield day
        day += step


def _monthly(first: date, rule: DayRule, from_day: date) -> Iterator[date]:
    start = max(first, from_day).replace(day=1)
    for number in range(MOST_MONTHS):
        month = start.month - 1 + number
        if start.year + month // 12 >= date.max.year:
            return
        day = _in_month(start.year + month // 12, month % 12 + 1, rule)
        if day >= first:
            yield day


def _in_month(year: int, month: int, rule: DayRule) -> date:
    """The day of the rule in a month; the fourth of a weekday is in every month, and so is the last."""
    begin = date(year, month, 1)
    day = begin + timedelta(days=(rule.weekday - begin.weekday()) % 7)
    if rule.nth != LAST:
        return day + timedelta(weeks=rule.nth - 1)
    later = (day + timedelta(weeks=week) for week in (4, 3))
    return next(candidate for candidate in later if candidate.month == month)

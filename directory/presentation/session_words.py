"""Times of a service in words: “Every Tuesday in term time”, “9.30am to 11am”."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from localoffer.core.templatetags.lo_tags import lo_date, lo_time

from ..models import Schedule
from .sessions import DAYS_IN_WEEK, DayRule, Session, day_rules

NTH = {
    1: gettext_lazy("first"),
    2: gettext_lazy("second"),
    3: gettext_lazy("third"),
    4: gettext_lazy("fourth"),
    5: gettext_lazy("fifth"),
    -1: gettext_lazy("last"),
    -2: gettext_lazy("second to last"),
    -3: gettext_lazy("third to last"),
    -4: gettext_lazy("fourth to last"),
    -5: gettext_lazy("fifth to last"),
}
SHORTEST_RUN = 3


def day_words(schedule: Schedule, today: date | None = None) -> str:
    """On which days: “First Saturday of the month”, “Every second Monday until Friday 24 July 2026”."""
    if schedule.frequency == Schedule.Frequency.ONCE:
        return lo_date(schedule.valid_from) if schedule.valid_from else schedule.description
    days = _days(schedule)
    if not days:
        return schedule.description or _("Ask for the days")
    words = _with_dates(_with_season(days, schedule), schedule, today or timezone.localdate())
    return words[0].upper() + words[1:]


def time_words(schedule: Schedule) -> str:
    """At what time: “9.30am to 11am”, “from 9am”, or an empty string."""
    opens, closes = schedule.opens_at, schedule.closes_at
    if opens and closes:
        return _("%(start)s to %(end)s") % {"start": lo_time(opens), "end": lo_time(closes)}
    if opens:
        return _("from %(start)s") % {"start": lo_time(opens)}
    return _("until %(end)s") % {"end": lo_time(closes)} if closes else ""


def when_words(schedule: Schedule) -> str:
    """Days and times on one line: “Every Tuesday in term time, 9.30am to 11am”."""
    return ", ".join(part for part in (day_words(schedule), time_words(schedule)) if part)


def session_words(session: Session) -> str:
    """A session on one line: “Tuesday 17 March 2026, 9.30am to 11am”."""
    return ", ".join(part for part in (lo_date(session.day), time_words(session.schedule)) if part)


def _days(schedule: Schedule) -> str:
    rules = sorted(set(day_rules(schedule)), key=lambda rule: (rule.nth < 0, rule))
    if not rules:
        return ""
    if any(rule.nth for rule in rules):
        return _days_of_month(rules, schedule.interval)
    if schedule.frequency == Schedule.Frequency.MONTHLY and schedule.interval > 1:
        return _("every %(days)s of %(months)s") % {
            "days": _weekdays(rules),
            "months": _every_months(schedule.interval),
        }
    if schedule.interval > 1:
        return _("%(weeks)s on %(days)s") % {
            "weeks": _every_weeks(schedule.interval),
            "days": _weekdays(rules),
        }
    if len(rules) == DAYS_IN_WEEK:
        return _("every day")
    if _is_run(rules):
        return _weekdays(rules)
    return _("every %(days)s") % {"days": _weekdays(rules)}


def _days_of_month(rules: Sequence[DayRule], interval: int) -> str:
    days = _list([f"{NTH[rule.nth]} {WEEKDAYS[rule.weekday]}" if rule.nth else _every_one(rule) for rule in rules])
    if interval > 1:
        return _("%(days)s of %(months)s") % {"days": days, "months": _every_months(interval)}
    return _("%(days)s of the month") % {"days": days}


def _every_one(rule: DayRule) -> str:
    return _("every %(days)s") % {"days": WEEKDAYS[rule.weekday]}


def _every_weeks(interval: int) -> str:
    if interval in NTH:
        return _("every %(nth)s week") % {"nth": NTH[interval]}
    return _("every %(number)s weeks") % {"number": interval}


def _every_months(interval: int) -> str:
    if interval in NTH:
        return _("every %(nth)s month") % {"nth": NTH[interval]}
    return _("every %(number)s months") % {"number": interval}


def _weekdays(rules: Sequence[DayRule]) -> str:
    names = [str(WEEKDAYS[rule.weekday]) for rule in rules]
    if _is_run(rules):
        return _("%(first)s to %(last)s") % {"first": names[0], "last": names[-1]}
    return _list(names)


def _is_run(rules: Sequence[DayRule]) -> bool:
    """Whether these are three or more days in a row."""
    days = [rule.weekday for rule in rules]
    return len(days) >= SHORTEST_RUN and days == list(range(days[0], days[0] + len(days)))


def _list(words: Iterable[str]) -> str:
    return get_text_list(list(words), _("and"))


def _with_season(days: str, schedule: Schedule) -> str:
    if schedule.season == Schedule.Season.TERM:
        return _("%(days)s in term time") % {"days": days}
    if schedule.season == Schedule.Season.HOLIDAYS:
        return _("%(days)s in the school holidays") % {"days": days}
    return days


def _with_dates(words: str, schedule: Schedule, today: date) -> str:
    if schedule.valid_from and schedule.valid_from > today:
        words = _("%(days)s from %(date)s") % {"days": words, "date": lo_date(schedule.valid_from)}
    if schedule.valid_to:
        words = _("%(days)s until %(date)s") % {"days": words, "date": lo_date(schedule.valid_to)}
    return words

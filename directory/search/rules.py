"""Terms that are worked out from facts instead of ticked by hand.

`Term.rule` is a JSON object. All its keys must hold:

- `{"online": true}`, `{"home_visit": true}`, `{"outside_area": true}`: the service says so.
- `{"at_place": true}`: the service happens at a place.
- `{"free": true}`: its price is 0.
- `{"schedule": {...}}`: one and the same time that has not ended has all of
  - `days`: happens on one of these days, like `["SA", "SU"]`; a single date counts for its weekday;
  - `from` and/or `until`: begins between these times of day, or an hour or more of it lies between them;
    a time of day that is not known holds for neither;
  - `season`: `always`, `term` or `holidays`, or a list of them.

A rule that is empty, has a key that is not listed here or a value of another form never holds. A term with
a rule may be ticked by hand as well (an import may know what the facts do not say): either is enough.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
AN_HOUR = 60


@dataclass(frozen=True)
class Time:
    """What a rule asks of a schedule."""

    days: frozenset[str]
    opens: int | None
    """Minutes after midnight."""
    closes: int | None
    season: str


@dataclass(frozen=True)
class Facts:
    """What a rule asks of a service, or of a service at one of its places."""

    online: bool
    home_visit: bool
    outside_area: bool
    at_place: bool
    free: bool
    times: Sequence[Time]


def holds(rule: dict[str, Any], facts: Facts) -> bool:
    """Whether a term with this rule belongs to a service with these facts."""
    try:
        return bool(rule) and all(_part_holds(key, wanted, facts) for key, wanted in rule.items())
    except (AttributeError, TypeError, ValueError):
        return False  # officers type rules by hand; a wrong one must not stop the search


def _part_holds(key: str, wanted: Any, facts: Facts) -> bool:
    if key == "schedule":
        return isinstance(wanted, dict) and any(_time_holds(wanted, each) for each in facts.times)
    if key in ("online", "home_visit", "outside_area", "at_place", "free"):
        return getattr(facts, key) is wanted
    return False


def _time_holds(rule: dict[str, Any], at: Time) -> bool:
    if not rule or not rule.keys() <= {"days", "from", "until", "season"}:
        return False
    if "days" in rule and at.days.isdisjoint(rule["days"]):
        return False
    if "season" in rule and at.season not in _as_list(rule["season"]):
        return False
    return not ({"from", "until"} & rule.keys()) or _lies_between(rule.get("from"), rule.get("until"), at)


def _lies_between(start: str | None, end: str | None, at: Time) -> bool:
    if at.opens is None:
        return False
    first = _minutes(start) if start else 0
    last = _minutes(end) if end else 24 * 60
    if first <= at.opens < last:
        return True
    return at.closes is not None and min(at.closes, last) - max(at.opens, first) >= AN_HOUR


def time_of(
    *, frequency: str, days: str, opens_at: time | None, closes_at: time | None, season: str, valid_from: date | None
) -> Time:
    """The facts of one schedule. `1SA` and `-1FR` are days of a month, so only the weekday counts."""
    codes = frozenset(code.strip().upper()[-2:] for code in days.split(",") if code.strip())
    if not codes and valid_from and frequency in ("ONCE", "WEEKLY"):
        codes = frozenset([WEEKDAYS[valid_from.weekday()]])
    return Time(codes, _of_day(opens_at), _of_day(closes_at), season)


def _of_day(at: time | None) -> int | None:
    return None if at is None else at.hour * 60 + at.minute


def _minutes(text: str) -> int:
    hours, _colon, minutes = text.partition(":")
    return int(hours) * 60 + int(minutes or 0)


def _as_list(value: str | Iterable[str]) -> Iterable[str]:
    return [value] if isinstance(value, str) else value

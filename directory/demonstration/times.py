"""Times of services in one line, as the content files write them.

TU 09:30-11:00 term @hall-leigh         every week, in term time, at that place
1SA 10:00-11:30 @library-shoebury       the first Saturday of each month
every 2 weeks from +3d SA 10:00-11:30   every second Saturday, the first one 3 days from now or later
once +27d SA 10:00-15:00 @arts-studio   one date: the first Saturday 27 days from now or later; without a
                                        day of the week, in exactly 27 days
"""

import re
from dataclasses import dataclass
from datetime import date, time, timedelta

from ..models import Schedule
from ..models.service_parts import WEEKDAYS

LINE = re.compile(
    r"(?:every (?P<interval>\d+) weeks from \+(?P<first>\d+)d )?"
    r"(?:once \+(?P<once>\d+)d(?: (?P<on>[A-Z]{2}))?|(?P<days>[-A-Z0-9,]+)) "
    r"(?P<opens>\d\d:\d\d)-(?P<closes>\d\d:\d\d)"
    r"(?: (?P<season>term|holidays))?"
    r"(?: @(?P<place>[a-z0-9-]+))?"
)


@dataclass(frozen=True)
class WrittenTime:
    """One line, with dates counted from today."""

    values: dict[str, object]
    place: str
    """Slug of the place, or an empty string."""


def read_time(line: str, today: date) -> WrittenTime:
    """The fields of a schedule; raises ValueError on a line that does not follow the notation."""
    match = LINE.fullmatch(line)
    if match is None:
        raise ValueError(f"Not a time: {line}")
    values: dict[str, object] = {
        "opens_at": time.fromisoformat(match["opens"]),
        "closes_at": time.fromisoformat(match["closes"]),
        "season": match["season"] or Schedule.Season.ALWAYS,
    }
    if match["once"]:
        day = today + timedelta(days=int(match["once"]))
        on = next_weekday(day, match["on"]) if match["on"] else day
        values |= {"frequency": Schedule.Frequency.ONCE, "valid_from": on}
    else:
        days = match["days"]
        monthly = any(character.isdigit() for character in days)
        values |= {"days": days, "frequency": Schedule.Frequency.MONTHLY if monthly else Schedule.Frequency.WEEKLY}
    if match["interval"]:
        first = next_weekday(today + timedelta(days=int(match["first"])), match["days"])
        values |= {"interval": int(match["interval"]), "valid_from": first}
    return WrittenTime(values, match["place"] or "")


def next_weekday(day: date, code: str) -> date:
    """The first such day of the week on this day or later."""
    return day + timedelta(days=(WEEKDAYS.index(code) - day.weekday()) % 7)

"""Calendar files (RFC 5545): what every app's events have in common."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event

CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\u2028\u2029]")
# SEQUENCE must grow with each change and fit in 31 bits: minutes since then.
FIRST_CHANGE = datetime(2025, 1, 1, tzinfo=UTC)
CONTENT_TYPE = "text/calendar; charset=utf-8"


def calendar_bytes(name: str, about: str, events: Iterable[Event]) -> bytes:
    """A calendar file with the time zones that its events need."""
    calendar = Calendar()
    calendar.add("prodid", f"-//SEND Local Offer//{about}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", plain_text(name))
    for event in events:
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar.to_ical()


def new_event(uid: str, changed: datetime) -> Event:
    """An event under a name that stays, with a number that grows with each change."""
    event = Event()
    event.add("uid", f"{uid}@{urlsplit(settings.BASE_URL).hostname}")
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", max(0, int((changed - FIRST_CHANGE) / timedelta(minutes=1))))
    return event


def plain_text(text: str) -> str:
    """Text without control characters, which calendars refuse; icalendar escapes and folds the rest."""
    return CONTROL.sub(" ", text)

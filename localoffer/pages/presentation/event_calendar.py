"""Events as calendar files: one event, or all that are to come."""

from datetime import UTC, datetime, time
from typing import Any

from django.apps import apps
from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from icalendar import Event

from directory.models.service_parts import WEEKDAYS
from localoffer.core.calendars import CONTENT_TYPE, calendar_bytes, new_event, plain_text

from .event_dates import MONTHLY, WEEKS, day_rule, repeat_words
from .event_words import where_words

KEEP_SECONDS = 3_600
MOST_EVENTS = 500
# For a page that a program made without publishing it.
NEVER = datetime(2025, 1, 1, tzinfo=UTC)


def event_file(page) -> HttpResponse:
    """One event. A cancelled one says so, and takes itself out of calendars that know it."""
    return _answer(page.title, [calendar_event(page)], f"{page.slug}.ics")


def list_file(index, now: datetime) -> HttpResponse:
    """Every event to come below a list of events."""
    events = apps.get_model("pages", "EventPage").objects.child_of(index).public().to_come(now)[:MOST_EVENTS]
    return _answer(index.title, [calendar_event(page) for page in events.defer_streamfields()], f"{index.slug}.ics")


def calendar_event(page) -> Event:
    """An event under its translation key, which never changes; each publishing raises its number."""
    event = new_event(f"event-{page.translation_key}", page.last_published_at or NEVER)
    event.add(
        "summary", plain_text(_("Cancelled: %(event)s") % {"event": page.title} if page.cancelled else page.title)
    )
    event.add("dtstart", timezone.localtime(page.starts))
    event.add("dtend", timezone.localtime(page.ends))
    if page.repeats:
        event.add("rrule", repeat_rule(page))
    if page.cancelled:
        event.add("status", "CANCELLED")
    if place := where_words(page):
        event.add("location", plain_text(place))
    address = settings.BASE_URL + (page.get_url() or "/")
    event.add("url", address)
    event.add("description", plain_text("\n".join(_notes(page, address))))
    return event


def repeat_rule(page) -> dict[str, Any]:
    """The rule as RFC 5545 writes it. What ends “until” a day includes that day."""
    rule = day_rule(page)
    weekday = WEEKDAYS[rule.weekday]
    if page.repeats == MONTHLY:
        made: dict[str, Any] = {"freq": "monthly", "byday": f"{rule.nth}{weekday}"}
    else:
        made = {"freq": "weekly", "interval": WEEKS[page.repeats], "byday": weekday}
    if page.repeats_until:
        last_moment = datetime.combine(page.repeats_until, time.max.replace(microsecond=0))
        made["until"] = timezone.make_aware(last_moment).astimezone(UTC)
    return made


def _notes(page, address: str) -> list[str]:
    notes = [page.summary, repeat_words(page), page.cost]
    return [*filter(None, notes), _("Check before you go: %(address)s") % {"address": address}]


def _answer(name: str, events: list[Event], filename: str) -> HttpResponse:
    response = HttpResponse(calendar_bytes(name, "Events", events), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    patch_cache_control(response, public=True, max_age=KEEP_SECONDS)
    return response

"""The page of an event: when, where, for whom, how to come, and what search engines read."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from directory.presentation.links import host_of, safe_url

from .event_dates import Occurrence, next_occurrence, next_occurrences, occurrences, repeat_words
from .event_words import ages_of, when_words, where_words

MOST_DATES = 6
SCHEDULED = "https://schema.org/EventScheduled"
CANCELLED = "https://schema.org/EventCancelled"


def event_context(page, now: datetime) -> dict[str, Any]:
    """What the template shows besides the page's own words."""
    shared = {"facts": event_facts(page), "booking_host": host_of(page.booking_url)}
    return shared | (_times(page, now) if page.is_dated else {"when": _("There is no date yet.")})


def _times(page, now: datetime) -> dict[str, Any]:
    times = next_occurrences(page, now, MOST_DATES)
    shown = times[0] if times else next(occurrences(page))
    return {
        "when": when_words(shown),
        "is_over": not times,
        "repeats": repeat_words(page),
        "dates": [when_words(time) for time in times] if page.repeats else [],
        "structured_data": event_data(page, next_occurrence(page, now) or shown),
    }


def event_facts(page) -> list[dict[str, str]]:
    """The box of facts; what is not known is left out."""
    return [
        {"icon": "pin", "label": _("Where"), "value": where_words(page)},
        {"icon": "child", "label": _("Ages"), "value": ages_of(page)},
        {"icon": "coins", "label": _("Cost"), "value": page.cost},
        {"icon": "people", "label": _("Organised by"), "value": page.organiser},
    ]


def event_data(page, time: Occurrence) -> dict[str, Any]:
    """The event as a schema.org Event, at its next time; facts that are not known are left out."""
    address = settings.BASE_URL + (page.get_url() or "/")
    return _known(
        {
            "@context": "https://schema.org",
            "@type": "Event",
            "@id": address,
            "url": address,
            "name": page.title,
            "description": page.summary,
            "startDate": time.starts.isoformat(),
            "endDate": time.ends.isoformat(),
            "eventStatus": CANCELLED if page.cancelled else SCHEDULED,
            "eventAttendanceMode": f"https://schema.org/{_attendance(page)}EventAttendanceMode",
            "location": _locations(page, address),
            "organizer": {"@type": "Organization", "name": page.organiser} if page.organiser else {},
            "typicalAgeRange": _age_range(page),
            "isAccessibleForFree": True if page.cost.strip().lower() == "free" else None,
            "offers": _known({"@type": "Offer", "url": safe_url(page.booking_url)}) if page.booking_url else {},
        }
    )


def _attendance(page) -> str:
    if page.online and page.place_name:
        return "Mixed"
    return "Online" if page.online else "Offline"


def _locations(page, address: str) -> list[dict[str, Any]]:
    places = []
    if page.place_name or page.place_address:
        postal = _known({"@type": "PostalAddress", "streetAddress": page.place_address, "postalCode": page.postcode})
        places.append({"@type": "Place", "name": page.place_name or page.place_address, "address": postal})
    if page.online:
        places.append({"@type": "VirtualLocation", "url": safe_url(page.booking_url) or address})
    return places


def _age_range(page) -> str:
    if page.min_age is None and page.max_age is None:
        return ""
    return f"{page.min_age or 0}-{'' if page.max_age is None else page.max_age}"


def _known(facts: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty."""
    return {name: value for name, value in facts.items() if value}

"""Where and when a service happens, as rows of the table “Times and places” and as places with their facts."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.utils import timezone

from ..models import Location, Schedule, Service, ServiceLocation
from . import wording
from .facts import ACCESS
from .session_words import day_words, time_words
from .sessions import current_schedules

MOST_PLACES = 30
MOST_TIMES = 60


@dataclass(frozen=True)
class TimeRow:
    """One row of the table: days, times, place or how it comes to the family, and the officer's words about them."""

    days: str
    times: str
    place: str
    note: str


@dataclass(frozen=True)
class Place:
    """A place as the public may know it."""

    name: str
    address_lines: tuple[str, ...]
    is_area_only: bool
    access: tuple[str, ...]
    access_notes: str
    directions: str
    notes: str
    contact: ServiceLocation | None
    point: tuple[float, float] | None

    @property
    def map_url(self) -> str:
        """The place on OpenStreetMap, for whoever wants to find the way there; none for an area-only place."""
        if self.is_area_only or self.point is None:
            return ""
        latitude, longitude = self.point
        marker = urlencode({"mlat": f"{latitude:.5f}", "mlon": f"{longitude:.5f}"})
        return f"https://www.openstreetmap.org/?{marker}#map=17/{latitude:.5f}/{longitude:.5f}"


def place_of(location: Location, at: ServiceLocation | None = None) -> Place:
    """What the public may know of a location; of an area-only one, its ward and what access there is."""
    hidden = location.is_area_only
    return Place(
        name=location.public_name,
        address_lines=tuple(line for line in location.public_address_lines if line != location.public_name),
        is_area_only=hidden,
        access=tuple(term.label for term in location.terms.all() if term.public and term.vocabulary.slug == ACCESS),
        access_notes=location.public_access_notes,
        directions=location.public_directions,
        notes=at.notes if at and not hidden else "",
        contact=at if at and at.has_contact else None,
        point=location.public_point,
    )


def places_of(service: Service) -> list[Place]:
    """The places of a service, in the officers' order."""
    return [place_of(at.location, at) for at in service.service_locations.all()]


def time_rows(service: Service, today: date | None = None) -> list[TimeRow]:
    """Rows of the table of times, without those that have ended or whose place is not shown."""
    today = today or timezone.localdate()
    single = _only_place(service)
    elsewhere = "" if service.service_locations.all() else wording.without_place(service)
    return [_row(schedule, single, elsewhere, today) for schedule in current_schedules(service, today)]


def _row(schedule: Schedule, single: Location | None, elsewhere: str, today: date) -> TimeRow:
    days = day_words(schedule, today)
    location = schedule.location or single
    return TimeRow(
        days=days,
        times=time_words(schedule),
        place=one_line(location) if location else elsewhere,
        note=schedule.description if schedule.description != days else "",
    )


def _only_place(service: Service) -> Location | None:
    places = list(service.service_locations.all())
    return places[0].location if len(places) == 1 else None


def one_line(location: Location) -> str:
    """Name and town of a place, as the public may know it."""
    return ", ".join(dict.fromkeys(word for word in (location.public_name, location.public_town) if word))

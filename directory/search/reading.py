"""What search needs of services, read from the database in streams: no model instances, arrays not objects."""

from array import array
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import Q, QuerySet

from ..models import Area, Location, Schedule, Service, ServiceLocation
from .rules import Time, time_of

CHUNK = 10_000
NOWHERE = float("nan")
NEVER = -1
OPEN_END = 127


@dataclass
class Batch:
    """Published services in the order of their ids, in columns; a service's slots follow each other.

    A slot is the service at one place, or the one slot without a place of a service that also comes to
    the family (see `needs_anywhere`).
    """

    ids: "array[int]" = field(default_factory=lambda: array("q"))
    names: list[str] = field(default_factory=list)
    low: "array[int]" = field(default_factory=lambda: array("b"))
    high: "array[int]" = field(default_factory=lambda: array("b"))
    pence: "array[int]" = field(default_factory=lambda: array("i"))
    checked: "array[int]" = field(default_factory=lambda: array("i"))
    """Day of the last check as an ordinal number, 0 for never."""
    coverage: "bytearray" = field(default_factory=bytearray)
    flags: "bytearray" = field(default_factory=bytearray)
    first_slot: "array[int]" = field(default_factory=lambda: array("q"))
    locations: "array[int]" = field(default_factory=lambda: array("q"))
    lats: "array[float]" = field(default_factory=lambda: array("d"))
    lons: "array[float]" = field(default_factory=lambda: array("d"))

    def slots(self, row: int) -> range:
        """Indexes into `locations`, `lats` and `lons`."""
        return range(self.first_slot[row], self.first_slot[row + 1])

    def __len__(self) -> int:
        return len(self.ids)


ONLINE, HOME_VISIT, OUTSIDE = 1, 2, 4
COVERAGES = {value: number for number, value in enumerate(Service.Coverage.values)}
NATIONAL = COVERAGES[Service.Coverage.NATIONAL]


def needs_anywhere(flags: int, coverage: int, places: int) -> bool:
    """A service that is online, visits homes, is national or has no place is also there without a place."""
    return bool(flags & (ONLINE | HOME_VISIT)) or coverage == NATIONAL or not places


def sort_name(name: str) -> str:
    """Names from A to Z, whatever their capitals."""
    return name.casefold()


def read_services(ids: Collection[int] | None = None) -> Batch:
    """All published services, or those of these that are published."""
    batch = Batch()
    places = Stream(_places(ids))
    rows = _only(Service.objects.published(), "pk", ids).order_by("pk")
    fields = ("pk", "name", "min_age", "max_age", "price_from", "last_confirmed_at", "coverage")
    for pk, name, low, high, price, checked, coverage, *flags in rows.values_list(
        *fields, "online", "home_visit", "outside_area"
    ).iterator(CHUNK):
        batch.ids.append(pk)
        batch.names.append(sort_name(name))
        batch.low.append(0 if low is None else min(low, OPEN_END))
        batch.high.append(OPEN_END if high is None else min(high, OPEN_END))
        batch.pence.append(NEVER if price is None else round(price * 100))
        batch.checked.append(0 if checked is None else checked.toordinal())
        batch.coverage.append(COVERAGES.get(coverage, 0))
        batch.flags.append(sum(1 << digit for digit, flag in enumerate(flags) if flag))
        _add_slots(batch, places.of(pk))
    batch.first_slot.append(len(batch.locations))
    return batch


def _add_slots(batch: Batch, places: list[tuple]) -> None:
    batch.first_slot.append(len(batch.locations))
    slots = [(location, *_public_point(rest)) for _service, location, *rest in places]
    if needs_anywhere(batch.flags[-1], batch.coverage[-1], len(slots)):
        slots.append((0, NOWHERE, NOWHERE))
    for location, lat, lon in slots:
        batch.locations.append(location)
        batch.lats.append(lat)
        batch.lons.append(lon)


def _public_point(row: list[Any]) -> tuple[float, float]:
    """Where the public may know the place to be: its ward's middle if only the area is shown."""
    visibility, lat, lon, ward_lat, ward_lon = row
    if visibility == Location.Visibility.AREA_ONLY:
        lat, lon = ward_lat, ward_lon
    return (NOWHERE, NOWHERE) if lat is None or lon is None else (lat, lon)


def _places(ids: Collection[int] | None) -> Iterator[tuple]:
    rows = _only(ServiceLocation.objects.filter(location__live=True), "service_id", ids)
    rows = rows.order_by("service_id", "sort_order", "pk")
    place = ("visibility", "latitude", "longitude", "ward__latitude", "ward__longitude")
    return rows.values_list("service_id", "location_id", *(f"location__{name}" for name in place)).iterator(CHUNK)


def read_times(ids: Collection[int] | None, today: date) -> Iterator[tuple[int, int | None, Time, date | None]]:
    """(service, location or None for all its places, time, last day) of times that have not ended, as families see."""
    shown = Schedule.objects.current(today).filter(Q(location=None) | Q(location__live=True))
    rows = _only(shown, "service_id", ids).order_by("service_id", "pk")
    fields = ("frequency", "days", "opens_at", "closes_at", "season", "valid_from")
    known: dict[tuple, Time] = {}
    for service, location, last_day, *facts in rows.values_list(
        "service_id", "location_id", "ends_on", *fields
    ).iterator(CHUNK):
        key = tuple(facts)
        if key not in known:
            known[key] = time_of(**dict(zip(fields, facts, strict=True)))
        yield service, location, known[key], last_day


def read_service_terms(ids: Collection[int] | None) -> Iterator[tuple[int, int]]:
    """(service, term), ticked by hand."""
    through = Service.terms.through
    return _only(through.objects.all(), "service_id", ids).values_list("service_id", "term_id").iterator(CHUNK)


def read_place_terms(ids: Collection[int] | None) -> Iterator[tuple[int, int, int]]:
    """(service, location, term) of terms ticked for its places."""
    rows = _only(ServiceLocation.objects.filter(location__live=True, location__terms__isnull=False), "service_id", ids)
    return rows.values_list("service_id", "location_id", "location__terms").iterator(CHUNK)


def read_coverage_areas(ids: Collection[int] | None) -> Iterator[tuple[int, str, str]]:
    """(service, code, kind) of the areas it covers."""
    areas = {pk: (code, kind) for pk, code, kind in Area.objects.values_list("pk", "code", "kind")}
    through = Service.coverage_areas.through
    for service, area in _only(through.objects.all(), "service_id", ids).values_list("service_id", "area_id"):
        if area in areas:
            yield service, *areas[area]


def _only(rows: QuerySet, field_name: str, ids: Collection[int] | None) -> QuerySet:
    return rows if ids is None else rows.filter(**{f"{field_name}__in": list(ids)})


class Stream:
    """Rows ordered by their first column, taken group by group while another stream goes along."""

    def __init__(self, rows: Iterator[tuple]) -> None:
        self._groups = groupby(rows, key=itemgetter(0))
        self._next: tuple[int, list[tuple]] | None = None
        self._advance()

    def of(self, key: int) -> list[tuple]:
        """Rows of this key. Keys must be asked for in ascending order."""
        while self._next is not None and self._next[0] < key:
            self._advance()
        return self._next[1] if self._next is not None and self._next[0] == key else []

    def _advance(self) -> None:
        group = next(self._groups, None)
        self._next = None if group is None else (group[0], list(group[1]))

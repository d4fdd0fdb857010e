"""Making an index from the database: all of it, or the changed services of an older one."""

from array import array
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date

from ..models import Area, Service
from .bits import NumberMap
from .catalogue import Catalogue, read_catalogue
from .index import Index, Key, Layer
from .places import known
from .reading import (
    COVERAGES,
    HOME_VISIT,
    NEVER,
    ONLINE,
    OUTSIDE,
    Batch,
    Stream,
    read_coverage_areas,
    read_place_terms,
    read_service_terms,
    read_services,
    read_times,
)
from .rules import Facts, Time, holds
from .spelling import read_lexicon
from .synonyms import read_thesaurus

AGES = 26
PARTS = COVERAGES[Service.Coverage.PARTS]
AUTHORITIES = COVERAGES[Service.Coverage.AUTHORITIES]


def build(version: int, today: date) -> Index:
    """The whole index, as the database stands."""
    batch = read_services()
    index = Index(version, today, read_catalogue(), read_thesaurus(), read_lexicon())
    places = array("i", (len(batch.slots(row)) for row in range(len(batch))))
    rows = sorted(range(len(batch)), key=lambda row: -places[row])
    numbers = array("i", [0]) * len(batch)
    for number, row in enumerate(rows):
        numbers[row] = number
    index.ids = array("q", (batch.ids[row] for row in rows))
    index.names = [batch.names[row] for row in rows]
    index.checked = array("i", (batch.checked[row] for row in rows))
    for row, number in enumerate(numbers):
        index.numbers[batch.ids[row]] = number
    index.bits = fill(index, batch, numbers, None)
    index.order_all()
    return index


def rebuild_part(old: Index, ids: Collection[int], version: int, today: date) -> Index:
    """The old index with these services as they are in the database now. The old one stays as it is."""
    batch = read_services(ids)
    index = _copy(old, version, today)
    numbers = array("i", (_number_for(index, batch, row) for row in range(len(batch))))
    changed = set(index.numbers.numbers_of(ids))
    for number in changed:
        _forget_places(index, number)
    bits = fill(index, batch, numbers, ids)
    gone = sum(1 << number for number in changed)
    keep = ~gone
    index.bits = {key: (old.bits.get(key, 0) & keep) | bits.get(key, 0) for key in old.bits.keys() | bits.keys()}
    index.order_again(changed)
    index.lexicon = old.lexicon.with_words_of(ids)
    return index


def _copy(old: Index, version: int, today: date) -> Index:
    return replace(
        old,
        version=version,
        today=today,
        layers=[layer.copy() for layer in old.layers],
        numbers=old.numbers.copy(),
        ids=old.ids[:],
        names=old.names[:],
        checked=old.checked[:],
        last_days={day: list(ids) for day, ids in old.last_days.items() if day >= today},
        grid=old.grid.copy(),
        remembered={},
    )


def _number_for(index: Index, batch: Batch, row: int) -> int:
    """The service's number, a new one if it is new, with its name and day of check put in place."""
    pk = batch.ids[row]
    number = index.numbers.get(pk)
    if number < 0:
        number = len(index.ids)
        index.numbers[pk] = number
        index.ids.append(pk)
        index.names.append("")
        index.checked.append(0)
    index.names[number] = batch.names[row]
    index.checked[number] = batch.checked[row]
    return number


def _forget_places(index: Index, number: int) -> None:
    for depth, layer in enumerate(index.layers):
        if number < len(layer.lats):
            if known(layer.lats[number]):
                index.grid.remove(number, depth, layer.lats[number], layer.lons[number])
            layer.put(number, 0, float("nan"), float("nan"))


def fill(index: Index, batch: Batch, numbers: "array[int]", ids: Collection[int] | None) -> dict[Key, int]:
    """All sets with these services in them. Fills the index's layers, grid and last days on the way."""
    marks = Marks(len(index.ids))
    mark_facts(marks, batch, numbers)
    mark_places(marks, index, batch, numbers)
    found = _numbers(batch, numbers)
    mark_terms(marks, index, found, ids)
    mark_rules(marks, index, batch, numbers, ids)
    mark_areas(marks, found, ids)
    return marks.sets()


def _numbers(batch: Batch, numbers: "array[int]") -> NumberMap:
    found = NumberMap()
    for row, number in enumerate(numbers):
        found[batch.ids[row]] = number
    return found


class Marks:
    """Sets being made, as bytes that can be written."""

    def __init__(self, size: int) -> None:
        self._room = (size >> 3) + 1
        self._bytes: dict[Key, bytearray] = {}

    def add(self, number: int, *key: object) -> None:
        room = self._bytes.get(key)
        if room is None:
            room = self._bytes[key] = bytearray(self._room)
        room[number >> 3] |= 1 << (number & 7)

    def sets(self) -> dict[Key, int]:
        return {key: int.from_bytes(room, "little") for key, room in self._bytes.items()}


def mark_facts(marks: Marks, batch: Batch, numbers: "array[int]") -> None:
    """Live services, ages, prices, who is covered."""
    names = list(COVERAGES)
    for row, number in enumerate(numbers):
        marks.add(number, "live")
        for age in range(batch.low[row], min(batch.high[row], AGES - 1) + 1):
            marks.add(number, "age", age)
        if batch.pence[row] != NEVER:
            mark_price(marks, number, batch.pence[row])
        marks.add(number, names[batch.coverage[row]])


def mark_price(marks: Marks, number: int, pence: int) -> None:
    marks.add(number, "priced")
    for digit in range(pence.bit_length()):
        if pence >> digit & 1:
            marks.add(number, "price", digit)


def mark_places(marks: Marks, index: Index, batch: Batch, numbers: "array[int]") -> None:
    """Slots, with their places on the map."""
    for row, number in enumerate(numbers):
        for depth, slot in enumerate(batch.slots(row)):
            if depth == len(index.layers):
                index.layers.append(Layer())
            location, lat, lon = batch.locations[slot], batch.lats[slot], batch.lons[slot]
            index.layers[depth].put(number, location, lat, lon)
            if known(lat):
                index.grid.add(number, depth, lat, lon)
            marks.add(number, "placed" if known(lat) else "unplaced", depth)


def mark_terms(marks: Marks, index: Index, numbers: NumberMap, ids: Collection[int] | None) -> None:
    """Terms ticked by hand, for the service or for one of its places, and the terms above them."""
    catalogue = index.catalogue
    for service, term in read_service_terms(ids):
        number = numbers.get(service)
        if number >= 0 and term in catalogue.ancestors:
            _mark_everywhere(marks, index, number, term)
    for service, location, term in read_place_terms(ids):
        number = numbers.get(service)
        if number < 0 or term not in catalogue.ancestors:
            continue
        if term not in catalogue.at_place:
            _mark_everywhere(marks, index, number, term)
            continue
        for depth, layer in enumerate(index.layers):
            if number < len(layer.locations) and layer.locations[number] == location:
                mark_at_place(marks, catalogue, number, depth, term)


def _mark_everywhere(marks: Marks, index: Index, number: int, term: int) -> None:
    catalogue = index.catalogue
    for above in catalogue.ancestors[term]:
        marks.add(number, "term", above)
    if term in catalogue.free:
        marks.add(number, "priced")  # price 0: it has no binary digits
    if term in catalogue.at_place:
        for depth in range(len(index.layers)):
            mark_at_place(marks, catalogue, number, depth, term)


def mark_at_place(marks: Marks, catalogue: Catalogue, number: int, depth: int, term: int) -> None:
    for above in catalogue.ancestors[term]:
        marks.add(number, "term", above)
        marks.add(number, "place-term", above, depth)


def mark_rules(marks: Marks, index: Index, batch: Batch, numbers: "array[int]", ids: Collection[int] | None) -> None:
    """Terms worked out from facts."""
    judge = Judge(index.catalogue)
    times = Stream(_with_last_days(index, read_times(ids, index.today)))
    for row, number in enumerate(numbers):
        at = [(location, time) for _service, location, time, _last in times.of(batch.ids[row])]
        flags, free = batch.flags[row], batch.pence[row] == 0
        located = [batch.locations[slot] for slot in batch.slots(row)]
        for term in judge.terms(flags, any(located), free, tuple(time for _location, time in at)):
            if term not in index.catalogue.at_place:
                for above in index.catalogue.ancestors[term]:
                    marks.add(number, "term", above)
        for depth, location in enumerate(located):
            here = tuple(time for place, time in at if place is None or place == location)
            for term in judge.terms(flags, bool(location), free, here):
                if term in index.catalogue.at_place:
                    mark_at_place(marks, index.catalogue, number, depth, term)


def _with_last_days(index: Index, rows: Iterable[tuple]) -> Iterator[tuple]:
    """The rows as they come; days on which a time ends are written down, for the midnight after."""
    for row in rows:
        if row[3] is not None:
            index.last_days.setdefault(row[3], []).append(row[0])
        yield row


class Judge:
    """Asks rules about facts, each combination once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._rules = [(term, rule) for term, rule in catalogue.rules]
        self._known: dict[tuple, tuple[int, ...]] = {}

    def terms(self, flags: int, at_place: bool, free: bool, times: tuple[Time, ...]) -> tuple[int, ...]:
        """Ids of the terms whose rules hold."""
        key = (flags, at_place, free, times)
        if key not in self._known:
            facts = Facts(bool(flags & ONLINE), bool(flags & HOME_VISIT), bool(flags & OUTSIDE), at_place, free, times)
            self._known[key] = tuple(term for term, rule in self._rules if holds(rule, facts))
        return self._known[key]


def mark_areas(marks: Marks, numbers: NumberMap, ids: Collection[int] | None) -> None:
    """Which wards and council areas a service covers; a town has no known borders, so it counts as unsure."""
    for service, code, kind in read_coverage_areas(ids):
        number = numbers.get(service)
        if number >= 0:
            marks.add(number, "covers", code)
            marks.add(number, "listed")
            if kind == Area.Kind.TOWN:
                marks.add(number, "town")

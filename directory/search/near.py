"""Which slots a radius keeps, and how far the services found are away.

A place passes the radius by its distance. What has no point on the map (a service that is online, comes to
the home, is national or has no place, and a place without coordinates) passes, without a distance, if the
service covers the visitor's point:

- the whole country: always;
- the council's own area: if the point lies in it;
- some wards: if the point's ward is among them;
- other council areas: if the point's council area is among them.

What is not known never hides a service: a point whose ward or council area is unknown, a service whose
wards are not listed or include a town (which has no known borders), and a council that has not entered its
code all count as covered.
"""

from array import array
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import TypeVar

from .bits import in_order, positions
from .index import Index
from .places import Circle, known, miles_between
from .query import Point, SearchQuery

RADII = (0.5, 1, 2, 4, 8, 16, 32, 64, 128)
"""Rings in which results are put in order of distance, so that the first page needs few distances."""
FEW = 64
MOST_REMEMBERED = 64

Value = TypeVar("Value", int, float)


def covering(index: Index, query: SearchQuery) -> int:
    """Services that cover the visitor's point."""
    home = index.catalogue.authority
    here = index.get("covers", query.ward) | index.get("covers", query.authority)
    services = index.get("national") | index.live & ~index.get("listed") & ~index.get("area")
    if not (home and query.authority) or home == query.authority:
        services |= index.get("area")
    here |= index.get("town")
    services |= index.get("parts") & (here if query.ward else -1)
    return services | index.get("authorities") & (here if query.authority else -1)


def near(index: Index, query: SearchQuery) -> list[int]:
    """The slots of each layer that the radius keeps."""
    covered = covering(index, query)
    placed = placed_within(index, query.point or (0, 0), query.within or 0)
    return [placed[depth] | index.get("unplaced", depth) & covered for depth in range(len(index.layers))]


def placed_within(index: Index, point: Point, miles: float) -> list[int]:
    """The places of each layer within so many miles."""
    memory = index.remembered.setdefault("radii", {})
    found = memory.get((point, miles))
    if found is None:
        if len(memory) >= MOST_REMEMBERED:
            for old in list(islice(memory, MOST_REMEMBERED // 2)):
                memory.pop(old, None)
        found = memory[point, miles] = _measured(index, point, miles)
    return found


def _measured(index: Index, point: Point, miles: float) -> list[int]:
    rooms = [bytearray((len(layer.lats) >> 3) + 1) for layer in index.layers]
    bits, mask = index.grid.LAYER_BITS, (1 << index.grid.LAYER_BITS) - 1
    circle = Circle(point, miles)
    for entries, all_inside in index.grid.around(circle):
        for entry in entries:
            number, depth = entry >> bits, entry & mask
            layer = index.layers[depth]
            if all_inside or circle.holds(layer.lats[number], layer.lons[number]):
                rooms[depth][number >> 3] |= 1 << (number & 7)
    return [int.from_bytes(room, "little") for room in rooms]


class Nearest:
    """The nearest matching place of services, each worked out when somebody asks."""

    def __init__(self, index: Index, point: Point | None, slots: list[int]) -> None:
        self._index = index
        self._point = point
        self._slots = slots
        self._known: dict[int, tuple[float, int]] = {}

    def slots(self, depth: int) -> int:
        """The matching slots of a layer."""
        return self._slots[depth]

    def of(self, number: int) -> tuple[float, int]:
        """(miles, location); miles are infinite without a point, location is 0 where there is none."""
        found = self._known.get(number)
        if found is None:
            found = self._known[number] = self._measure(number)
        return found

    def _measure(self, number: int) -> tuple[float, int]:
        best, where = float("inf"), 0
        for depth, layer in enumerate(self._index.layers):
            if number >= len(layer.locations):
                break
            if not self._slots[depth] >> number & 1 or not layer.locations[number]:
                continue
            miles = float("inf")
            if self._point and known(layer.lats[number]):
                miles = miles_between(*self._point, layer.lats[number], layer.lons[number])
            if not where or miles < best:
                best, where = miles, layer.locations[number]
        return best, where


class ByService(Mapping[int, Value]):
    """Distances or places by id of service, for the services found that have one."""

    def __init__(self, index: Index, found: int, value: Callable[[int], Value | None]) -> None:
        self._index = index
        self._found = found
        self._value: Callable[[int], Value | None] = value

    def __getitem__(self, pk: int) -> Value:
        number = self._index.numbers.get(pk)
        value = self._value(number) if number >= 0 and self._found >> number & 1 else None
        if value is None:
            raise KeyError(pk)
        return value

    def __iter__(self) -> Iterator[int]:
        for number in positions(self._found):
            if self._value(number) is not None:
                yield self._index.ids[number]

    def __len__(self) -> int:
        return sum(1 for _pk in self)


def by_distance(
    index: Index, found: int, nearest: Nearest, point: Point, order: "array[int]", rank: "array[int]"
) -> Iterator[int]:
    """Services from near to far, those without a distance last; equals as `order` has them."""
    placed = 0
    for depth in range(len(index.layers)):
        placed |= nearest.slots(depth) & index.get("placed", depth)
    placed &= found
    rest = placed
    for miles in RADII:
        if rest.bit_count() <= FEW:
            break
        ring = 0
        for depth, slots in enumerate(placed_within(index, point, miles)):
            ring |= slots & nearest.slots(depth)
        ring &= rest
        rest &= ~ring
        yield from _sorted(ring, nearest, rank)
    yield from _sorted(rest, nearest, rank)
    yield from in_order(found & ~placed, order, rank)


def _sorted(services: int, nearest: Nearest, rank: "array[int]") -> list[int]:
    return sorted(positions(services), key=lambda number: (nearest.of(number)[0], rank[number]))

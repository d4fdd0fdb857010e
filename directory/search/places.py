"""Distances on the ground, and which places lie within a radius."""

from array import array
from collections.abc import Iterable, Iterator
from math import asin, cos, floor, isnan, radians, sin, sqrt

from .query import Point

EARTH_MILES = 3958.7613
MILES_PER_DEGREE = radians(1) * EARTH_MILES
CELL = 0.01
"""Side of a cell of the grid in degrees of latitude (0.7 miles)."""
NARROW = 1.6
"""A cell is this much wider in degrees of longitude, which makes it about square in England."""
SURE = 1.01
FLAT = 60
"""Up to so many miles, a flat earth is right to within this factor; what lies at the edge is measured."""

Cell = tuple[int, int]


def miles_between(a_lat: float, a_lon: float, b_lat: float, b_lon: float) -> float:
    """Great-circle distance (haversine)."""
    a_lat, a_lon, b_lat, b_lon = radians(a_lat), radians(a_lon), radians(b_lat), radians(b_lon)
    half = sin((b_lat - a_lat) / 2) ** 2 + cos(a_lat) * cos(b_lat) * sin((b_lon - a_lon) / 2) ** 2
    return 2 * EARTH_MILES * asin(min(1.0, sqrt(half)))


class Grid:
    """Places by small cells, so that a radius looks only at what is near.

    An entry is `number << 8 | layer` (see `Index.layers`).
    """

    LAYER_BITS = 8

    def __init__(self, cells: "dict[Cell, array[int]] | None" = None) -> None:
        self.cells: dict[Cell, array[int]] = cells if cells is not None else {}

    def copy(self) -> "Grid":
        return Grid({cell: entries[:] for cell, entries in self.cells.items()})

    def add(self, number: int, layer: int, lat: float, lon: float) -> None:
        self.cells.setdefault(cell_of(lat, lon), array("q")).append(number << self.LAYER_BITS | layer)

    def remove(self, number: int, layer: int, lat: float, lon: float) -> None:
        self.cells[cell_of(lat, lon)].remove(number << self.LAYER_BITS | layer)

    def around(self, point: Point, miles: float) -> Iterator[tuple["array[int]", bool]]:
        """Entries of each cell that the circle touches, and whether the whole cell lies inside it."""
        lat, lon = point
        high = miles / MILES_PER_DEGREE
        widest = cos(radians(max(0.0, abs(lat) - high - CELL)))
        narrowest = cos(radians(min(89.0, abs(lat) + high + CELL)))
        south, west = cell_of(lat - high, lon - high / narrowest)
        north, east = cell_of(lat + high, lon + high / narrowest)
        beyond = (high * SURE) ** 2 if miles < FLAT else float("inf")
        for row, column in self._cells(south, west, north, east):
            entries = self.cells.get((row, column))
            if not entries:
                continue
            near_lat, far_lat = span(row * CELL, CELL, lat)
            near_lon, far_lon = span(column * CELL * NARROW, CELL * NARROW, lon)
            if near_lat**2 + (near_lon * narrowest) ** 2 <= beyond:
                yield entries, far_lat**2 + (far_lon * widest) ** 2 < (high / SURE) ** 2

    def _cells(self, south: int, west: int, north: int, east: int) -> Iterable[Cell]:
        if (north - south + 1) * (east - west + 1) > len(self.cells):
            return [c for c in self.cells if south <= c[0] <= north and west <= c[1] <= east]
        return ((row, column) for row in range(south, north + 1) for column in range(west, east + 1))


def span(start: float, width: float, at: float) -> tuple[float, float]:
    """The smallest and the largest difference between `at` and a number of this range."""
    low, high = start - at, start + width - at
    return max(low, -high, 0.0), max(-low, high)


def cell_of(lat: float, lon: float) -> Cell:
    return floor(lat / CELL), floor(lon / (CELL * NARROW))


def known(lat: float) -> bool:
    """A coordinate is kept as not-a-number where it is unknown."""
    return not isnan(lat)

"""Distances on the ground, and which places lie within a radius."""

from array import array
from collections.abc import Collection, Iterator
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
Reach = tuple[float, float]
"""The shortest and the longest way, squared."""


def miles_between(a_lat: float, a_lon: float, b_lat: float, b_lon: float) -> float:
    """Great-circle distance (haversine)."""
    a_lat, a_lon, b_lat, b_lon = radians(a_lat), radians(a_lon), radians(b_lat), radians(b_lon)
    half = sin((b_lat - a_lat) / 2) ** 2 + cos(a_lat) * cos(b_lat) * sin((b_lon - a_lon) / 2) ** 2
    return 2 * EARTH_MILES * asin(min(1.0, sqrt(half)))


class Circle:
    """Everything within so many miles of a point. Most answers need no trigonometry."""

    def __init__(self, point: Point, miles: float) -> None:
        self.point, self.miles = point, miles
        self.lat, self.lon = point
        self.high = miles / MILES_PER_DEGREE
        self.widest = cos(radians(max(0.0, abs(self.lat) - self.high - CELL)))
        self.narrowest = cos(radians(min(89.0, abs(self.lat) + self.high + CELL)))
        self.surely_in = (self.high / SURE) ** 2
        self.surely_out = (self.high * SURE) ** 2 if miles < FLAT else float("inf")

    def holds(self, lat: float, lon: float) -> bool:
        """The place lies in the circle. On its edge, the distance is measured."""
        up, right = lat - self.lat, lon - self.lon
        if up * up + (right * self.widest) ** 2 < self.surely_in:
            return True
        if up * up + (right * self.narrowest) ** 2 > self.surely_out:
            return False
        return miles_between(*self.point, lat, lon) <= self.miles

    def row(self, row: int) -> Reach:
        """How far the cells of a row are from the point, north or south."""
        near, far = span(row * CELL, CELL, self.lat)
        return near**2, far**2

    def column(self, column: int) -> Reach:
        """How far the cells of a column are from the point, east or west."""
        near, far = span(column * CELL * NARROW, CELL * NARROW, self.lon)
        return (near * self.narrowest) ** 2, (far * self.widest) ** 2

    @property
    def corners(self) -> tuple[Cell, Cell]:
        """The cells at the south-west and the north-east of the square around it."""
        wide = self.high / self.narrowest
        return cell_of(self.lat - self.high, self.lon - wide), cell_of(self.lat + self.high, self.lon + wide)


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

    def around(self, circle: Circle) -> Iterator[tuple["array[int]", bool]]:
        """Entries of each cell that the circle touches, and whether the whole cell lies inside it."""
        (south, west), (north, east) = circle.corners
        rows: Collection[int] = range(south, north + 1)
        columns: Collection[int] = range(west, east + 1)
        if len(rows) * len(columns) > len(self.cells):
            rows, columns = self._in_use(rows, columns)
        across = [(column, *circle.column(column)) for column in columns]
        for row in rows:
            near_up, far_up = circle.row(row)
            for column, near, far in across:
                entries = self.cells.get((row, column))
                if entries and near_up + near <= circle.surely_out:
                    yield entries, far_up + far < circle.surely_in

    def _in_use(self, rows: Collection[int], columns: Collection[int]) -> tuple[Collection[int], Collection[int]]:
        """Those rows and columns that hold a place, for a circle that is larger than the area."""
        used = [cell for cell in self.cells if cell[0] in rows and cell[1] in columns]
        return {row for row, _column in used}, {column for _row, column in used}


def span(start: float, width: float, at: float) -> tuple[float, float]:
    """The smallest and the largest difference between `at` and a number of this range."""
    low, high = start - at, start + width - at
    return max(low, -high, 0.0), max(-low, high)


def cell_of(lat: float, lon: float) -> Cell:
    return floor(lat / CELL), floor(lon / (CELL * NARROW))


def known(lat: float) -> bool:
    """A coordinate is kept as not-a-number where it is unknown."""
    return not isnan(lat)

"""Outlines of areas, small enough to draw on a page."""

from collections.abc import Sequence
from math import cos, hypot, radians

Ring = list[list[float]]
METRES_A_DEGREE = 111_320.0


def rings_of(geometry: dict) -> list[Ring]:
    """Rings of a GeoJSON polygon or multipolygon, as [longitude, latitude]."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [[[float(x), float(y)] for x, y, *_height in ring] for polygon in polygons for ring in polygon]


def simplify(ring: Ring, metres: float) -> Ring:
    """The ring without points that are nearer than so many metres to the line (Douglas and Peucker, 1973)."""
    if len(ring) < 5:
        return [rounded(point) for point in ring]
    keep = {0, len(ring) - 1}
    waiting = [(0, len(ring) - 1)]
    while waiting:
        first, last = waiting.pop()
        farthest, distance = first, 0.0
        for position in range(first + 1, last):
            away = distance_to_line(ring[position], ring[first], ring[last])
            if away > distance:
                farthest, distance = position, away
        if distance > metres:
            keep.add(farthest)
            waiting += [(first, farthest), (farthest, last)]
    simple = [rounded(ring[position]) for position in sorted(keep)]
    return simple if len(simple) >= 4 else [rounded(point) for point in ring]


def rounded(point: Sequence[float]) -> list[float]:
    """Five decimals are about a metre."""
    return [round(point[0], 5), round(point[1], 5)]


def distance_to_line(point: Sequence[float], start: Sequence[float], end: Sequence[float]) -> float:
    """Metres from a point to a line between two others."""
    scale = cos(radians(start[1]))
    px, py = (point[0] - start[0]) * scale, point[1] - start[1]
    ex, ey = (end[0] - start[0]) * scale, end[1] - start[1]
    length = hypot(ex, ey)
    if length == 0:
        return hypot(px, py) * METRES_A_DEGREE
    along = max(0.0, min(1.0, (px * ex + py * ey) / length**2))
    return hypot(px - along * ex, py - along * ey) * METRES_A_DEGREE


def signed_size(ring: Ring) -> float:
    """Twice the size of a ring in square degrees; its sign tells the direction."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True))


def centre(rings: list[Ring]) -> tuple[float, float]:
    """(latitude, longitude) of the centroid of the largest ring."""
    ring = max(rings, key=lambda candidate: abs(signed_size(candidate)))
    size = signed_size(ring)
    if size == 0:
        return round(ring[0][1], 6), round(ring[0][0], 6)
    x = y = 0.0
    for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = a[0] * b[1] - b[0] * a[1]
        x += (a[0] + b[0]) * cross
        y += (a[1] + b[1]) * cross
    return round(y / (3 * size), 6), round(x / (3 * size), 6)

"""Outlines of wards, flattened and thinned out once, so that a map costs no query and little drawing."""

import math
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.db.models.signals import post_delete, post_save

from ..models import Area

Point = tuple[float, float]
Box = tuple[float, float, float, float]

METRES_PER_DEGREE = 111_320
# The middle of England. One factor for all of it: a picture is then at most 5 % too wide or too narrow.
MIDDLE = (52.5, -1.5)
SHRINK = math.cos(math.radians(MIDDLE[0]))
KEEP_SECONDS = 600
MOST_OUTLINES = 200
FINEST_METRES = 30


@dataclass(frozen=True)
class Outline:
    """A ward in metres on a flat sheet, ready to be drawn at any scale."""

    name: str
    path: str
    box: Box
    middle: Point
    rings: list[list[Sequence[float]]]
    """[longitude, latitude] pairs, thinned out, for maps that draw themselves."""


def flat(latitude: float, longitude: float) -> Point:
    """Metres to the east and to the south of the middle, on a flat sheet."""
    return (longitude - MIDDLE[1]) * METRES_PER_DEGREE * SHRINK, (MIDDLE[0] - latitude) * METRES_PER_DEGREE


class OutlineCache:
    """Outlines by council. Areas change with an election at most, so ten minutes in memory are short."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[float, list[Outline]]] = {}

    def get(self, authority_code: str) -> list[Outline]:
        """Outlines of the council's wards, or of all wards if the council has no code."""
        until, outlines = self._kept.get(authority_code, (0.0, []))
        if time.monotonic() >= until:
            outlines = _read(authority_code)
            self._kept[authority_code] = (time.monotonic() + KEEP_SECONDS, outlines)
        return outlines

    def forget(self, **_signal) -> None:
        """Read the areas anew at the next map of this process."""
        self._kept = {}


outline_cache = OutlineCache()
post_save.connect(outline_cache.forget, sender=Area, dispatch_uid="outlines-save")
post_delete.connect(outline_cache.forget, sender=Area, dispatch_uid="outlines-delete")


def _read(authority_code: str) -> list[Outline]:
    wards = Area.objects.filter(kind=Area.Kind.WARD).exclude(outline=[])
    if authority_code:
        wards = wards.filter(authority__code=authority_code)
    return [made for area in wards[:MOST_OUTLINES] if (made := _outline(area))]


def _outline(area: Area) -> Outline | None:
    rings = [ring for ring in map(_thin, area.outline) if len(ring) > 2]
    if not rings:
        return None
    drawn = [[flat(latitude, longitude) for longitude, latitude in ring] for ring in rings]
    box = box_of(point for ring in drawn for point in ring)
    middle = flat(area.latitude, area.longitude) if area.latitude is not None else centre(box)
    return Outline(area.name, "".join(map(_path, drawn)), box, middle, rings)


def _thin(ring: Iterable[Sequence[float]]) -> list[Sequence[float]]:
    """The ring without points that lie too close to the one before."""
    kept: list[Sequence[float]] = []
    last = (math.inf, math.inf)
    for longitude, latitude in ring:
        point = flat(latitude, longitude)
        if math.dist(point, last) >= FINEST_METRES:
            kept.append((round(longitude, 5), round(latitude, 5)))
            last = point
    return kept


def _path(ring: Sequence[Point]) -> str:
    """The ring as an SVG path of whole metres, each step relative to the last."""
    whole = [(round(x), round(y)) for x, y in ring]
    steps = " ".join(f"{x - ox} {y - oy}" for (ox, oy), (x, y) in pairwise(whole))
    return f"M{whole[0][0]} {whole[0][1]}l{steps}z"


def box_of(points: Iterable[Point]) -> Box:
    """The smallest upright box around the points."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def centre(box: Box) -> Point:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2

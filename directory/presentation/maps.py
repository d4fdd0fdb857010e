"""A map without scripts and without third parties: outlines of wards and numbered marks, drawn as SVG."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .outlines import Box, Outline, Point, box_of, centre, flat, outline_cache

WIDTH, HEIGHT = 800, 360
# Marks keep to the middle of the drawing: on a phone its sides are cut off.
FILLED_ACROSS, FILLED_DOWN = 0.56, 0.55
LEAST_METRES_ACROSS = 2_500
MARK = 26
TIP = 35
"""Height of a mark above the spot that it points at."""
ROOM = 5
"""Between two marks; they are drawn larger on a phone."""
LABEL_HEIGHT = 18
ENGLAND = ((-5.8, 49.9), (1.8, 55.9))
LETTER_WIDTH = 7.5
# How much larger a phone draws marks and names (static/scss/_find.scss), and which part of the width it shows.
MARKS_ON_PHONES, NAMES_ON_PHONES, SHOWN_ON_PHONES = 1.5, 22 / 14, (115, 685)


@dataclass(frozen=True)
class Pin:
    """A result that has a place: its number in the list, (latitude, longitude) and the name of the place.

    An approximate one stands for a whole ward, because its address is not shown.
    """

    number: int
    point: Point
    place: str
    approximate: bool = False


@dataclass(frozen=True)
class Mark:
    """One or more pins at about the same spot of the drawing."""

    x: float
    y: float
    numbers: tuple[int, ...]
    approximate: bool

    @property
    def text(self) -> str:
        if len(self.numbers) > 3:
            return f"{self.numbers[0]}, {self.numbers[1]} +{len(self.numbers) - 2}"
        return ", ".join(map(str, self.numbers))

    @property
    def inner(self) -> float:
        """From the middle to where the round ends begin; 0 for a round mark, which holds two digits."""
        return (len(self.text) * 8 + 14 - MARK) / 2 if len(self.text) > 2 else 0

    @property
    def reach(self) -> float:
        """From the middle to either end."""
        return self.inner + MARK / 2

    @property
    def width(self) -> float:
        return 2 * self.reach

    @property
    def box(self) -> Box:
        return self.box_of_size(1)

    def box_of_size(self, times: float) -> Box:
        """The box of a mark this many times as large; it grows from its spot."""
        top = self.y - (MARK / 2 if self.approximate else TIP) * times
        return self.x - self.reach * times, top, self.x + self.reach * times, top + MARK * times


@dataclass(frozen=True)
class Label:
    x: float
    y: float
    text: str
    on_phones: bool = False
    """Whether there is room for it on a phone, where names and marks are drawn larger and the sides are cut off."""

    @property
    def box(self) -> Box:
        return self.box_of_size(1)

    def box_of_size(self, times: float) -> Box:
        """The box of letters this many times as large."""
        reach = len(self.text) * LETTER_WIDTH * times / 2
        return self.x - reach, self.y - LABEL_HEIGHT * times, self.x + reach, self.y


@dataclass(frozen=True)
class View:
    """Which part of the sheet is drawn, and how large."""

    scale: float
    left: float
    top: float
    height: int = HEIGHT

    @property
    def transform(self) -> str:
        """As SVG writes it: from metres to units of the drawing."""
        across, down = -self.left * self.scale, -self.top * self.scale
        return f"matrix({self.scale:.6f} 0 0 {self.scale:.6f} {across:.2f} {down:.2f})"

    def spot(self, point: Point) -> Point:
        """A point of the sheet in units of the drawing."""
        return (point[0] - self.left) * self.scale, (point[1] - self.top) * self.scale

    def shows(self, box: Box) -> bool:
        """Whether any of this box of the sheet is in the drawing."""
        return _touch((*self.spot(box[:2]), *self.spot(box[2:])), (0, 0, WIDTH, self.height))


@dataclass(frozen=True)
class ResultMap:
    """All that the template needs to draw the map."""

    view: View
    outlines: Sequence[Outline]
    labels: Sequence[Label]
    marks: Sequence[Mark]
    summary: str
    caption: str


def draw_map(
    pins: Sequence[Pin], *, numbers: Sequence[int], authority_code: str = "", height: int = HEIGHT
) -> ResultMap:
    """The map of the results with these numbers, of which `pins` have a place."""
    wards = outline_cache.get(authority_code)
    sheet = box_of(corner for ward in wards for corner in (ward.box[:2], ward.box[2:])) if wards else None
    drawn = [pin for pin in pins if sheet is None or _is_near(sheet, flat(*pin.point))] or list(pins)
    view = _view([flat(*pin.point) for pin in drawn], sheet, height)
    marks = _marks(drawn, view)
    outlines = [ward for ward in wards if view.shows(ward.box)]
    return ResultMap(
        view=view,
        outlines=outlines,
        labels=_labels(outlines, marks, view),
        marks=marks,
        summary=" ".join(_where(drawn)) or _("No result on this page has a place on the map."),
        caption=_caption(drawn, numbers),
    )


def areas_as_geojson(authority_code: str) -> dict:
    """Outlines of the council's wards, and the corners (south-west, north-east) of all of them."""
    wards = outline_cache.get(authority_code)
    corners = [point for ward in wards for ring in ward.rings for point in ring] or ENGLAND
    west, south, east, north = box_of(corners)
    features = [
        {
            "type": "Feature",
            "properties": {"name": ward.name},
            "geometry": {"type": "MultiPolygon", "coordinates": [[ring] for ring in ward.rings]},
        }
        for ward in wards
    ]
    areas = {"type": "FeatureCollection", "features": features}
    return {"areas": areas, "bounds": [[south, west], [north, east]]}


def _is_near(sheet: Box, point: Point) -> bool:
    """Inside the council's area or within half its size of it; one far place would make all others tiny."""
    margin = max(sheet[2] - sheet[0], sheet[3] - sheet[1]) / 2
    return _touch((*point, *point), (sheet[0] - margin, sheet[1] - margin, sheet[2] + margin, sheet[3] + margin))


def _view(points: Sequence[Point], sheet: Box | None, height: int) -> View:
    """Close around the points; without points the whole area."""
    if points:
        box, filled = box_of(points), (FILLED_ACROSS, FILLED_DOWN)
    else:
        box, filled = sheet or (0, 0, 0, 0), (0.94, 0.94)
    across = max(box[2] - box[0], LEAST_METRES_ACROSS * filled[0])
    scale = min(WIDTH * filled[0] / across, height * filled[1] / max(box[3] - box[1], 1))
    x, y = centre(box)
    # Marks stand above their spot, so the spots go a little below the middle.
    lift = TIP / 2 / scale if points else 0
    return View(scale, x - WIDTH / 2 / scale, y - height / 2 / scale - lift, height)


def _marks(pins: Sequence[Pin], view: View) -> list[Mark]:
    """Pins whose marks would cover each other share one."""
    marks: list[Mark] = []
    for pin in pins:
        x, y = view.spot(flat(*pin.point))
        _put(marks, Mark(x, y, (pin.number,), pin.approximate))
    # The lowest is drawn last: it stands in front.
    return sorted(marks, key=lambda mark: mark.y)


def _put(marks: list[Mark], mark: Mark) -> None:
    """Add a mark to the others. One that takes up another gets wider, and may cover the next."""
    for other in marks:
        if other.approximate == mark.approximate and _touch(_wider(mark.box), other.box):
            marks.remove(other)
            numbers = tuple(sorted((*other.numbers, *mark.numbers)))
            _put(marks, Mark(other.x, other.y, numbers, other.approximate))
            return
    marks.append(mark)


def _wider(box: Box) -> Box:
    return box[0] - ROOM, box[1] - ROOM, box[2] + ROOM, box[3] + ROOM


def _labels(outlines: Sequence[Outline], marks: Sequence[Mark], view: View) -> list[Label]:
    """Names of wards, as far as there is room between the marks."""
    taken = [mark.box for mark in marks]
    labels = []
    for outline in outlines:
        x, y = view.spot(outline.middle)
        for lower in (5, 24, -30):
            label = Label(x, y + lower, outline.name)
            inside = label.box[0] > 0 and label.box[2] < WIDTH and label.box[1] > 0 and label.y < view.height - 5
            if inside and not any(_touch(label.box, box) for box in taken):
                labels.append(label)
                taken.append(label.box)
                break
    return list(_for_phones(labels, marks))


def _for_phones(labels: Iterable[Label], marks: Sequence[Mark]) -> Iterator[Label]:
    """The names, each with whether it has room on a phone as well."""
    taken = [mark.box_of_size(MARKS_ON_PHONES) for mark in marks]
    least, most = SHOWN_ON_PHONES
    for label in labels:
        box = label.box_of_size(NAMES_ON_PHONES)
        on_phones = least < box[0] and box[2] < most and not any(_touch(box, other) for other in taken)
        taken += [box] if on_phones else []
        yield replace(label, on_phones=on_phones)


def _touch(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _where(pins: Iterable[Pin]) -> list[str]:
    """The map in sentences, one for each place."""
    by_place: dict[tuple[str, bool], list[int]] = {}
    for pin in pins:
        by_place.setdefault((pin.place, pin.approximate), []).append(pin.number)
    sentences = []
    for (place, approximate), numbers in by_place.items():
        if approximate:
            words = ngettext(
                "Result %(numbers)s is somewhere in %(place)s; its address is not shown.",
                "Results %(numbers)s are somewhere in %(place)s; their addresses are not shown.",
                len(numbers),
            )
        elif place:
            words = ngettext(
                "Result %(numbers)s is in %(place)s.", "Results %(numbers)s are in %(place)s.", len(numbers)
            )
        else:
            words = ngettext("Result %(numbers)s is on the map.", "Results %(numbers)s are on the map.", len(numbers))
        sentences.append(words % {"numbers": _listed(numbers), "place": place})
    return sentences


def _caption(drawn: Sequence[Pin], numbers: Sequence[int]) -> str:
    """What the numbers mean, and which results are not on the map."""
    on_map = {pin.number for pin in drawn}
    missing = [number for number in numbers if number not in on_map]
    sentences = [_("Numbers match the list.")]
    if areas := [pin.number for pin in drawn if pin.approximate]:
        words = ngettext(
            "Number %(numbers)s stands for a whole area, because the address is not shown.",
            "Numbers %(numbers)s stand for a whole area, because the addresses are not shown.",
            len(areas),
        )
        sentences.append(words % {"numbers": _listed(areas)})
    if missing:
        words = ngettext(
            "Result %(numbers)s has no place on the map.", "Results %(numbers)s have no place on the map.", len(missing)
        )
        sentences.append(words % {"numbers": _listed(missing)})
    return " ".join(sentences)


def _listed(numbers: Sequence[int]) -> str:
    return get_text_list([str(number) for number in numbers], _("and"))

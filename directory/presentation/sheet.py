"""What of a service fits on one A4 side.

A sheet is read at a kitchen table: is it for us, how do we get it, when and where. Texts are not cut in the middle;
whole points that do not fit stay on the page, and the sheet says so. Heights are estimates in millimetres
for the print style of `static/scss/_service.scss`, rounded up; a browser test prints the longest service.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, inf

from ..models import Service, ServiceStep
from .facts import Fact
from .places import Place, TimeRow

SIDE = 255.0
"""A4 without its margins of 20 mm, and a little to spare."""
FRAME = 72.0
"""Name of the site on top; space around the parts; at the foot code, address, date, “there is more”."""
HEADING, TABLE_HEAD = 9.5, 6.5
WARNING, PAUSED, PAUSED_TIGHT = 14.0, 36.0, 16.0
TIGHT = 45.0
"""With less room than this, notes below facts and the reason for a pause make way."""
TITLE_LINE, TITLE_LETTERS = 7.7, 50
LEAD_LINE, LEAD_LETTERS = 5.1, 88
TEXT_LINE, TEXT_LETTERS = 4.85, 84
FACT_EDGE, FACT_LINE, FACT_LETTERS, NOTE_LINE, NOTE_LETTERS, FACTS_IN_ROW = 6.7, 4.9, 24, 4.0, 31, 3
POINT_EDGE, STEP_EDGE, ROW_EDGE, ROW_LETTERS, PLACE_EDGE = 0.9, 3.6, 2.2, 38, 1.6
SHARE_OF_TIMES, SHARE_OF_PLACES = 0.35, 0.2
LABEL, ASK = "x" * 15, "x" * 60
"""What stands before access and directions, and instead of the address of an area-only place."""
WRAPPING = 1.05
"""How much longer a text gets because words do not break."""
MOST_ROWS = 4


@dataclass(frozen=True)
class Point:
    """A point of a list, and whether it is printed."""

    text: str
    prints: bool


@dataclass(frozen=True)
class Step:
    """A step of how to get the service; where its text does not fit, its title alone is printed."""

    title: str
    text: str
    prints: bool
    text_prints: bool


@dataclass(frozen=True)
class Time:
    """A row of the table of times, and whether it is printed."""

    row: TimeRow
    prints: bool


@dataclass(frozen=True)
class PrintedPlace:
    """A place with its address, and whether that, its access and the directions are printed."""

    place: Place
    prints: bool
    access_prints: bool
    directions_print: bool

    @property
    def fits(self) -> bool:
        """Whether nothing of it is on the page only."""
        access, directions = not _access(self.place) or self.access_prints, self.directions_print
        return self.prints and access and (directions or not self.place.directions)

    @property
    def address(self) -> str:
        return ", ".join(self.place.address_lines)

    @property
    def access(self) -> str:
        return _access(self.place)


@dataclass(frozen=True)
class Sheet:
    """Who can use it, how to get it, when and where, each part marked with whether it fits on the sheet."""

    who_yes: tuple[Point, ...]
    who_no: tuple[Point, ...]
    steps: tuple[Step, ...]
    times: tuple[Time, ...]
    places: tuple[PrintedPlace, ...] = ()
    tight: bool = False

    @property
    def prints_who(self) -> bool:
        return any(point.prints for point in (*self.who_yes, *self.who_no))

    @property
    def leaves_out(self) -> bool:
        """Whether something of these is on the page only."""
        texts = [step.text_prints for step in self.steps]
        places = [place.fits for place in self.places]
        return self.tight or not all(
            [part.prints for part in (*self.who_yes, *self.who_no, *self.steps, *self.times)] + texts + places
        )

    @property
    def prints_times(self) -> bool:
        return any(time.prints for time in self.times)

    @property
    def prints_places(self) -> bool:
        return any(place.prints for place in self.places)

    @classmethod
    def of(
        cls,
        service: Service,
        facts: Sequence[Fact],
        times: Sequence[TimeRow],
        places: Sequence[Place] = (),
        *,
        warning: str = "",
        side: float = SIDE,
    ) -> "Sheet":
        """Fill the sheet.

        Addresses get up to a fifth of the room, times up to a third of what is left, who can use it at least half
        of the rest; access and directions get what nothing else needs.
        """
        steps, wanted = list(service.steps.all()), service.who_yes_points + service.who_no_points
        used = FRAME + HEADING * (2 if wanted else 1)
        room = side - used - _head(service, warning) - _facts(facts)
        tight = room < TIGHT
        if tight:
            room = side - used - _head(service, warning, tight=True) - _facts(facts, tight=True)
        for_who, for_steps = sum(map(_point, wanted)), sum(_step_title(step) + _step_text(step) for step in steps)
        spare = room - for_who - for_steps
        known = [place for place in places if place.name]
        addresses = Room(max(room * SHARE_OF_PLACES, spare - _table(times)) - HEADING)
        with_address = [addresses.take(_place(place)) for place in known].count(True)
        where = addresses.taken + HEADING if with_address else 0
        head = TABLE_HEAD if with_address else TABLE_HEAD + HEADING
        rows = Room(max((room - where) * SHARE_OF_TIMES, spare - where) - head)
        printed_rows = tuple(Time(row, index < MOST_ROWS and rows.take(_row(row))) for index, row in enumerate(times))
        rest = room - where - (rows.taken + head if rows.taken else 0)
        who = Room(min(for_who, max(rest / 2, rest - for_steps)))
        who_yes = tuple(Point(text, who.take(_point(text))) for text in service.who_yes_points)
        who_no = tuple(Point(text, who.take(_point(text))) for text in service.who_no_points)
        how = Room(rest - who.taken)
        printed_steps = _steps_in(how, steps)
        left = Room(how.height - how.taken)
        return cls(who_yes, who_no, printed_steps, printed_rows, _places_in(left, known, with_address), tight)


def side_for(print_as: str) -> float:
    """The height of a side, by what the page was opened for: large print takes as many as it needs."""
    return inf if print_as == "large" else SIDE


class Room:
    """Height that is still free. Once something did not fit, nothing after it is printed either."""

    def __init__(self, height: float) -> None:
        self.height = height
        self.taken = 0.0
        self.full = False

    def take(self, height: float) -> bool:
        """Whether this much fits; it is taken if so."""
        self.full = self.full or self.taken + height > self.height + 0.01
        if not self.full:
            self.taken += height
        return not self.full


def _steps_in(room: Room, steps: Sequence[ServiceStep]) -> tuple[Step, ...]:
    """All titles as far as they fit, because they are the way there; then the texts."""
    titles = [room.take(_step_title(step)) for step in steps]
    return tuple(
        Step(step.title, step.text, prints, prints and room.take(_step_text(step)))
        for step, prints in zip(steps, titles, strict=True)
    )


def _places_in(room: Room, places: Sequence[Place], with_address: int) -> tuple[PrintedPlace, ...]:
    """Access and directions of the first places, whose addresses are printed, as far as they fit."""
    return tuple(
        PrintedPlace(
            place,
            prints=index < with_address,
            access_prints=index < with_address and room.take(_labelled(_access(place))),
            directions_print=index < with_address and room.take(_labelled(place.directions)),
        )
        for index, place in enumerate(places)
    )


def _access(place: Place) -> str:
    """Access in one line; none of an area-only place, whose address one asks for."""
    return "" if place.is_area_only else ". ".join(filter(None, [", ".join(place.access), place.access_notes]))


def _head(service: Service, warning: str, *, tight: bool = False) -> float:
    title = _lines(service.name, TITLE_LETTERS) * TITLE_LINE
    lead = _lines(service.summary, LEAD_LETTERS) * LEAD_LINE + 3 if service.summary else 0
    paused = (PAUSED_TIGHT if tight else PAUSED) if service.status == Service.Status.PAUSED else 0
    return title + lead + paused + (WARNING if warning else 0)


def _facts(facts: Sequence[Fact], *, tight: bool = False) -> float:
    rows = [facts[start : start + FACTS_IN_ROW] for start in range(0, len(facts), FACTS_IN_ROW)]
    return sum(max(_fact(fact, tight) for fact in row) for row in rows)


def _fact(fact: Fact, tight: bool) -> float:
    return FACT_EDGE + sum(
        _lines(line.text, NOTE_LETTERS) * NOTE_LINE
        if line.kind == "note"
        else _lines(line.text, FACT_LETTERS) * FACT_LINE
        for line in fact.lines
        if not (tight and line.kind == "note")
    )


def _point(text: str) -> float:
    return POINT_EDGE + TEXT_LINE * _lines(text, TEXT_LETTERS)


def _step_title(step: ServiceStep) -> float:
    return STEP_EDGE + TEXT_LINE * _lines(step.title, TEXT_LETTERS)


def _step_text(step: ServiceStep) -> float:
    return TEXT_LINE * _lines(step.text, TEXT_LETTERS) if step.text else 0


def _row(row: TimeRow) -> float:
    return ROW_EDGE + TEXT_LINE * max(
        _lines(row.days, ROW_LETTERS) + (_lines(row.note, ROW_LETTERS) if row.note else 0),
        _lines(row.place, ROW_LETTERS),
    )


def _table(times: Sequence[TimeRow]) -> float:
    return TABLE_HEAD + sum(map(_row, times[:MOST_ROWS])) if times else 0


def _place(place: Place) -> float:
    address = ASK if place.is_area_only else ", ".join(place.address_lines)
    lines = _lines(f"{place.name}, {address}", TEXT_LETTERS) + (_lines(place.notes, TEXT_LETTERS) if place.notes else 0)
    return PLACE_EDGE + TEXT_LINE * lines


def _labelled(text: str) -> float:
    return TEXT_LINE * _lines(LABEL + text, TEXT_LETTERS) if text else 0


def _lines(text: str, letters: int) -> int:
    """How many lines a text takes, counting a little more for words that wrap."""
    return sum(max(1, ceil(len(line) * WRAPPING / letters)) for line in text.splitlines() or [""])

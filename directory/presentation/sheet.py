"""What of a service fits on one A4 side.

A sheet is read at a kitchen table: who can use it, how to get it, when. Long texts are not cut in the
middle of a sentence; whole points that do not fit stay on the page, and the sheet says so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from ..models import Service, ServiceStep

# Measured in Chromium: an A4 side with 20 mm margins holds about this many lines below the facts box.
LINES = 28
LETTERS_IN_LINE = 78
LINES_OF_HEADING = 2
LINES_OF_POINT = 1.25
LINES_OF_STEP = 1.4


@dataclass(frozen=True)
class Point:
    """A point of a list, and whether it is printed."""

    text: str
    prints: bool


@dataclass(frozen=True)
class Step:
    title: str
    text: str
    prints: bool


@dataclass(frozen=True)
class Sheet:
    """Who can use it and how to get it, each point marked with whether it fits on the sheet."""

    who_yes: tuple[Point, ...]
    who_no: tuple[Point, ...]
    steps: tuple[Step, ...]

    @property
    def leaves_out(self) -> bool:
        """Whether something of these is on the page only."""
        return not all(part.prints for part in (*self.who_yes, *self.who_no, *self.steps))

    @classmethod
    def of(cls, service: Service) -> "Sheet":
        """Fill the sheet in the order of use: who, then the steps, each at most half of what is left for it."""
        steps = list(service.steps.all())
        for_steps = min(LINES * 0.6, sum(_step_lines(step) for step in steps) + LINES_OF_HEADING) if steps else 0
        who = Room(LINES - for_steps - 2 * LINES_OF_HEADING)
        who_yes = tuple(who.points(service.who_yes_points))
        who_no = tuple(who.points(service.who_no_points))
        rest = Room(for_steps + who.lines)
        return cls(who_yes, who_no, tuple(rest.steps(steps)))


class Room:
    """Lines that are still free. Once something did not fit, nothing after it is printed either."""

    def __init__(self, lines: float) -> None:
        self.lines = lines
        self.full = False

    def take(self, lines: float) -> bool:
        """Whether so many lines fit; they are taken if so."""
        self.full = self.full or lines > self.lines
        if not self.full:
            self.lines -= lines
        return not self.full

    def points(self, texts: Sequence[str]) -> Iterator[Point]:
        for text in texts:
            yield Point(text, self.take(_lines(text) * LINES_OF_POINT))

    def steps(self, steps: Sequence[ServiceStep]) -> Iterator[Step]:
        for step in steps:
            yield Step(step.title, step.text, self.take(_step_lines(step)))


def _lines(text: str) -> int:
    return sum(max(1, ceil(len(line) / LETTERS_IN_LINE)) for line in text.splitlines() or [""])


def _step_lines(step: ServiceStep) -> float:
    return LINES_OF_STEP + _lines(step.title) + (_lines(step.text) if step.text else 0)

"""Which units answer what was asked, the best first, and how strongly.

Words are matched as for services (`directory/search/scoring.py`). The best of what matches is then looked at
line by line: a title or a question that says what was asked, no more and no less, is the strongest answer.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from directory.search.bits import positions
from directory.search.everyday import ASKING, STOP
from directory.search.forms import stem
from directory.search.parsing import Alternative, Group, split
from directory.search.scoring import match
from directory.search.words import Posting

from .index import PageIndex
from .units import NAME, Unit

LOOKED_AT = 80
"""So many of the best are looked at line by line; the rest follow as the words found them."""
BRIEF_ONLY, BODY_ONLY = 0.8, 0.5
"""What something counts that stands in the brief text or in the body only; in the name it counts 1."""
EXACT = 0.5
"""How much it counts that a line says nothing else."""
LINES, WORDS = 0.8, 0.2
"""How much the best line and all words together count."""
ONE_WORD_HEADING = 0.45
"""What a heading is worth where one thing was asked for: a page about sport has a heading “Swimming”."""
MOST_OF_TITLE = 0.6
"""A title is what was typed, if the typed words are so much of its weight."""
OTHER_SUBJECT = 0.5
SOFT_WORD, STOP_WORD, PART_OF_SAYING = 0.5, 0.6, 0.6
OTHER_WORDS = 0.85
"""What something counts that is said in other words than those that were typed; a short form counts in full."""
LONGEST_SHORT_FORM = 5
ASKS = frozenset(map(stem, ASKING))
"""“How do I apply for a plan” is answered by “Ask for a plan”."""
DEFINING = re.compile(r"\W*(?:what|who)(?:\s+is|\s+are|'s|’s)\s+(?:a|an|the)?\b", re.IGNORECASE)
"""Words before a thing that somebody wants to know about; a page about it need not have them."""
NO_QUESTION = 0.8
"""A search that is no sentence looks for a service more often than for a guide."""
ASKING = frozenset(
    "are can could did do does how if is may must should what when where which who why will would".split()
)


@dataclass(frozen=True)
class Found:
    """A unit with how strongly it answers, 0 to 1."""

    unit: Unit
    strength: float


@dataclass(frozen=True)
class Want:
    """Something that was asked for: its ways of being said, as stems, and how much it says."""

    ways: tuple[tuple[frozenset[str], float], ...]
    """Each with what it counts."""
    weight: float
    telling: bool
    """It is more than a word of everyday English."""


class Question:
    """What was asked, ready to be held against units."""

    def __init__(self, words: str, groups: Sequence[Group], index: PageIndex) -> None:
        self.index = index
        self.typed = frozenset(stem(word.even) for word in split(words))
        self.wants = _wants(words, groups, index)
        self.total = sum(want.weight for want in self.wants)
        self.telling = [want for want in self.wants if want.telling] or self.wants
        stems = frozenset().union(*(way for want in self.wants for way, _worth in want.ways))
        stems |= {stem(word.even) for word in split(words) if word.even in STOP}
        self.weights = {word: index.weight(word) for word in stems}
        self.stems = stems
        self.likely = 1.0 if not ASKING.isdisjoint(words.lower().split()) else NO_QUESTION
        self.spread = [[(index.all_of(way), worth) for way, worth in want.ways] for want in self.telling]

    def strength(self, number: int) -> float:
        """How strongly the unit answers."""
        told = self.index.told(number)
        lines = max((self._line(words, self._worth(worth), total) for words, worth, total in told), default=0.0)
        likely = self.likely if self._is_about(self.index.units[number].subject) else self.likely * OTHER_SUBJECT
        return likely * (LINES * lines + WORDS * self._cover(number))

    def _is_about(self, subject: frozenset[str]) -> bool:
        """“How long does it take?” answers only those who ask for the thing in the title above it."""
        return not subject or any(not way.isdisjoint(subject) for want in self.telling for way, _worth in want.ways)

    def named(self) -> Iterator[int]:
        """Units whose title is what was typed, also where every word of it is passed over in texts: “worried”."""
        least = sum(map(self.index.weight, self.typed)) / MOST_OF_TITLE
        for number, words, total in self.index.titles:
            if self.typed and self.typed <= words and total <= least:
                yield number

    def _worth(self, worth: float) -> float:
        return min(worth, ONE_WORD_HEADING) if worth < NAME and len(self.telling) == 1 else worth

    def _line(self, line: frozenset[str], worth: float, total: float) -> float:
        """What a line says of the question, and what it says besides."""
        words = line & self.stems
        if not words:
            return 0.0
        said = sum(want.weight * self._part(want, words) for want in self.wants)
        of_line = sum(self.weights[word] for word in words) / (total or 1)
        return worth * said / (self.total or 1) * (1 - EXACT + EXACT * of_line)

    def _part(self, want: Want, words: frozenset[str]) -> float:
        """1 where the words say it, less where there are only some words of a saying."""
        best = 0.0
        for way, worth in want.ways:
            if way <= words:
                best = max(best, worth)
            elif len(way) > 1 and (some := way & words):
                weights = self.weights
                share = sum(weights[word] for word in some) / sum(weights[word] for word in way)
                best = max(best, PART_OF_SAYING * worth * share)
        return best

    def _cover(self, number: int) -> float:
        """How much of what was asked stands anywhere in the unit."""
        score = total = 0.0
        for want, spread in zip(self.telling, self.spread, strict=True):
            total += want.weight
            score += want.weight * max((counts * _place(posting, number) for posting, counts in spread), default=0.0)
        return score / total if total else 0.0


def _place(posting: Posting, number: int) -> float:
    if posting.name >> number & 1:
        return 1.0
    if posting.brief >> number & 1:
        return BRIEF_ONLY
    return BODY_ONLY if posting.anywhere >> number & 1 else 0.0


def _wants(words: str, groups: Sequence[Group], index: PageIndex) -> list[Want]:
    wants = [want for group in groups if not group.title and (want := _want(group, index))]
    used = frozenset().union(*(way for want in wants for way, _worth in want.ways))
    asked = DEFINING.sub("", words, count=1) if DEFINING.match(words) else words
    for word in dict.fromkeys(stem(word.even) for word in split(asked) if word.even in STOP):
        if word not in used:
            same = ASKS if word in ASKS else frozenset([word])
            weight = STOP_WORD * min(map(index.weight, same))
            wants.append(Want(tuple((frozenset([each]), 1.0) for each in same), weight, telling=False))
    return wants


def _want(group: Group, index: PageIndex) -> Want | None:
    ways: dict[frozenset[str], float] = {}
    typed = group.alternatives[0].words
    is_short = len(typed) == 1 and len(typed[0]) <= LONGEST_SHORT_FORM
    for number, each in enumerate(group.alternatives):
        for way in _ways(each, index):
            ways.setdefault(way, 1.0 if number == 0 or is_short else OTHER_WORDS)
    if not ways:
        return None
    weight = min(max(map(index.weight, way)) for way in ways)
    # A number narrows a search for services down too much, but says what a page is about: “what changes at 18”.
    telling = group.required or any(word.isdigit() for word in typed)
    return Want(tuple(ways.items()), weight if telling else SOFT_WORD * weight, telling)


def _ways(alternative: Alternative, index: PageIndex) -> Iterator[frozenset[str]]:
    if alternative.start:
        yield from (frozenset([word]) for word in index.stems_from(alternative.words[0]))
        return
    words = [word for word in alternative.words if word not in STOP] or alternative.words
    yield frozenset(map(stem, words))


def find(
    words: str,
    groups: Sequence[Group],
    index: PageIndex,
    now: datetime,
    language: str,
    rank: Callable[[Unit, float], float] = lambda _unit, strength: strength,
) -> list[Found]:
    """All units that match and may be shown now, the best first; of a page only the best one.

    `rank` may move a unit's strength.
    """

    def shown(unit: Unit) -> bool:
        return unit.language == language and unit.is_shown(now)

    atoms = {atom for group in groups for each in group.alternatives for atom in each.atoms}
    matches = match(groups, {atom: index.posting(atom) for atom in atoms}, index.live)
    question = Question(words, groups, index)
    inside = [number for tier in matches.tiers(index.live) for number in positions(tier)] if groups else []
    matching, named = ([number for number in some if shown(index.units[number])] for some in (inside, question.named()))
    looked_at = dict.fromkeys([*named, *matching[:LOOKED_AT]])
    first = [Found(index.units[number], rank(index.units[number], question.strength(number))) for number in looked_at]
    first.sort(key=lambda found: -found.strength)
    least = first[-1].strength if first else 0.0
    return list(_once([*first, *(Found(index.units[number], least) for number in matching[LOOKED_AT:])]))


def _once(found: Iterable[Found]) -> Iterator[Found]:
    seen = set()
    for each in found:
        if each.unit.key not in seen:
            seen.add(each.unit.key)
            yield each

"""Which units answer what was asked, the best first, and how strongly.

Words are matched as for services (`directory/search/scoring.py`). The best of what matches is then looked at
line by line: a title or a question that says what was asked, no more and no less, is the strongest answer.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from directory.search.bits import positions
from directory.search.everyday import ASKING, STOP, is_usual
from directory.search.grammar import GRAMMAR
from directory.search.parsing import Alternative, Group, is_saying, split
from directory.search.scoring import match
from directory.search.words import Posting

from .index import PageIndex
from .roots import SAYINGS, root
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
MOST_OF_TYPED = 0.6
"""So much of the weight of what was typed makes a title worth looking at."""
OTHER_SUBJECT = 0.5
ONE_PART = 0.1
"""So much depends on how many parts of a guide have to do with it."""
SOFT_WORD, STOP_WORD, GRAMMAR_WORD, PART_OF_SAYING = 0.5, 0.6, 0.35, 0.6
OTHER_WORDS = 0.85
"""What something counts that is said in other words than those that were typed; a short form counts in full."""
LONGEST_SHORT_FORM = 5
ASKS = frozenset(map(root, ASKING))
"""“How do I apply for a plan” is answered by “Ask for a plan”."""
DEFINING = re.compile(r"\W*(?:what|who)(?:\s+is|\s+are|'s|’s)\s+(?:a|an|the)?\b", re.IGNORECASE)
"""Words before a thing that somebody wants to know about; a page about it need not have them."""
NO_QUESTION = 0.8
"""A search that is no sentence looks for a service more often than for a guide, unless it is the title of one."""
WHOLE = 0.99
NEVER_SAID = 0.4
"""What an everyday word counts of which no title or heading knows: “house”, where we only say “moving”."""
EVERYDAY_WAYS = frozenset(way for saying in SAYINGS for way in saying)
QUESTION_WORDS = frozenset(
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
        self.typed = {root(word.even): _worth_of(word.even) * index.weight(root(word.even)) for word in split(words)}
        self.wants = _wants(words, groups, index)
        self.total = sum(want.weight for want in self.wants)
        self.telling = [want for want in self.wants if want.telling] or self.wants
        stems = frozenset().union(*(way for want in self.wants for way, _worth in want.ways))
        stems |= {root(word.even) for word in split(words) if word.even in STOP}
        self.weights = {word: index.weight(word) for word in stems}
        self.stems = stems
        self.likely = 1.0 if not QUESTION_WORDS.isdisjoint(words.lower().split()) else NO_QUESTION
        self.said_in = _units_that_say(self.telling, index)
        self.spread = [[(index.all_of(way), worth) for way, worth in want.ways] for want in self.telling]

    def strength(self, number: int) -> float:
        """How strongly the unit answers."""
        told = self.index.told(number)
        lines = max((self._line(words, self._worth(worth), total) for words, worth, total in told), default=0.0)
        likely = 1.0 if lines > WHOLE else self.likely
        if not self._is_about(self.index.units[number].subject):
            likely *= OTHER_SUBJECT
        return likely * self._kept_up(number) * (LINES * lines + WORDS * self._cover(number))

    def _kept_up(self, number: int) -> float:
        """A little less for a guide of which one part only has to do with it."""
        unit = self.index.units[number]
        parts = self.index.parts[unit.page]
        share = 1.0 if unit.alone else (parts & self.said_in).bit_count() / parts.bit_count()
        return 1 - ONE_PART + ONE_PART * share

    def _is_about(self, subject: frozenset[str]) -> bool:
        """“How long does it take?” answers only those who ask for the thing in the title above it."""
        return not subject or any(not way.isdisjoint(subject) for want in self.telling for way, _worth in want.ways)

    def named(self) -> Iterator[int]:
        """Units with most of what was typed in their title, also words that are passed over in texts: “says no”."""
        telling = {word for word in self.typed if word not in GRAMMAR}
        least = MOST_OF_TYPED * sum(self.typed.values())
        for number, words, _total in self.index.titles:
            some = words & self.typed.keys()
            if not telling.isdisjoint(some) and sum(self.typed[word] for word in some) >= least:
                yield number
        for way in {way for want in self.wants for way, _worth in want.ways if way in EVERYDAY_WAYS}:
            yield from positions(self.index.all_of(way).name)

    def _worth(self, worth: float) -> float:
        return min(worth, ONE_WORD_HEADING) if worth < NAME and len(self.telling) == 1 else worth

    def _line(self, line: frozenset[str], worth: float, total: float) -> float:
        """What a line says of the question, and what it says besides."""
        words = line & self.stems
        if not words:
            return 0.0
        parts = [(want, part) for want in self.wants if (part := self._part(want, words))]
        said = sum(want.weight * part for want, part in parts)
        if not any(want.telling for want, _part in parts) and self.telling is not self.wants:
            said *= OTHER_SUBJECT
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


def _units_that_say(wants: Iterable[Want], index: PageIndex) -> int:
    """Units that have any of it anywhere."""
    found = 0
    for want in wants:
        for way, _worth in want.ways:
            found |= index.all_of(way).anywhere
    return found


def _place(posting: Posting, number: int) -> float:
    if posting.name >> number & 1:
        return 1.0
    if posting.brief >> number & 1:
        return BRIEF_ONLY
    return BODY_ONLY if posting.anywhere >> number & 1 else 0.0


def _wants(words: str, groups: Sequence[Group], index: PageIndex) -> list[Want]:
    typed = frozenset(root(word.even) for word in split(words))
    wants = [_also_said(want, index) for group in groups if not group.title and (want := _want(group, index))]
    for saying in SAYINGS:
        if want := _said_in_small_words(saying, typed, wants, index):
            whole = want.ways[0][0]
            wants = [want, *(other for other in wants if not all(way <= whole for way, _worth in other.ways))]
    used = frozenset().union(*(way for want in wants for way, _worth in want.ways))
    asked = DEFINING.sub("", words, count=1) if DEFINING.match(words) else words
    for word, even in {root(word.even): word.even for word in split(asked) if word.even in STOP}.items():
        if word not in used:
            same = ASKS if word in ASKS else frozenset([word])
            weight = _worth_of(even) * min(map(index.weight, same))
            wants.append(Want(tuple((frozenset([each]), 1.0) for each in same), weight, telling=False))
    return wants


def _worth_of(word: str) -> float:
    """How much a word counts, as far as it is one of those that services pass over."""
    return GRAMMAR_WORD if word in GRAMMAR else STOP_WORD if word in STOP else 1.0


def _also_said(want: Want, index: PageIndex) -> Want:
    """With other ways of saying it in everyday English: refused, said no."""
    known = [way for way, _worth in want.ways]
    others = [way for saying in SAYINGS if any(way in saying for way in known) for way in saying if way not in known]
    return replace(want, ways=(*want.ways, *((way, OTHER_WORDS) for way in others))) if others else want


def _said_in_small_words(
    saying: tuple[frozenset[str], ...], typed: frozenset[str], wants: Iterable[Want], index: PageIndex
) -> Want | None:
    """What words that are passed over say together: “said no”."""
    way = next((way for way in saying if way <= typed), None)
    if way is None or any(way == other for want in wants for other, _worth in want.ways):
        return None
    ways = ((way, 1.0), *((other, OTHER_WORDS) for other in saying if other != way))
    return Want(ways, max(map(index.weight, way)), telling=True)


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
    if all(map(is_usual, typed)) and not any(index.is_told(way) for way in ways):
        weight *= NEVER_SAID
    # A number narrows a search for services down too much, but says what a page is about: “what changes at 18”.
    telling = not GRAMMAR.issuperset(typed) and (group.required or any(word.isdigit() for word in typed))
    return Want(tuple(ways.items()), weight if telling else SOFT_WORD * weight, telling)


def _ways(alternative: Alternative, index: PageIndex) -> Iterator[frozenset[str]]:
    if alternative.start:
        yield from (frozenset([word]) for word in index.stems_from(alternative.words[0]))
        return
    telling = [word for word in alternative.words if word not in STOP]
    # “Not able to go to school” is more than “school”.
    words = alternative.words if is_saying(alternative.words) or not telling else telling
    yield frozenset(map(root, words))


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

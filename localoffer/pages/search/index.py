"""The words of all published pages in this process: which units have a word, and where."""

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import log

from directory.search.bits import from_numbers, positions
from directory.search.spelling import Lexicon
from directory.search.words import Atom, Posting
from localoffer.core.registries import KnownWords

from .roots import root
from .units import TITLE, Line, PageUnits, Unit

NAME, BRIEF, BODY = 0, 1, 2
MOST_POSTINGS = 5_000
LAST = chr(0x10FFFF)


@dataclass
class PageIndex:
    """Never changed once it is shared, but for what it remembers."""

    version: int | None
    units: Sequence[Unit]
    words: dict[str, int]
    """Each word with the number of pages that have it."""
    places: dict[str, tuple["array[int]", "array[int]", "array[int]"]]
    """Each stem with the units that have it in the name, in the brief text, in the body."""
    topics: frozenset[str] = frozenset()
    """Words of titles and headings."""
    names: tuple[tuple[str, ...], ...] = ()
    """Words of the glossary with their short forms."""
    _postings: dict[Atom, Posting] = field(default_factory=dict)
    _stems: dict[str, Posting] = field(default_factory=dict)
    _told: dict[int, list[tuple[frozenset[str], float, float]]] = field(default_factory=dict)

    @cached_property
    def live(self) -> int:
        return (1 << len(self.units)) - 1

    @cached_property
    def parts(self) -> dict[int, int]:
        """The units of each page."""
        found: dict[int, int] = defaultdict(int)
        for number, unit in enumerate(self.units):
            found[unit.page] |= 1 << number
        return found

    @cached_property
    def languages(self) -> frozenset[str]:
        """Languages that there are pages in."""
        return frozenset(unit.language for unit in self.units)

    @cached_property
    def lexicon(self) -> Lexicon:
        return Lexicon(self.words)

    @cached_property
    def known(self) -> KnownWords:
        """What the search of services should know."""
        return KnownWords(frozenset(self.words), self.topics, self.names)

    @cached_property
    def _sorted_words(self) -> list[str]:
        return sorted(self.words)

    @cached_property
    def _telling(self) -> tuple[Counter[str], int]:
        lines = {line for unit in self.units for line, _worth in unit.told}
        return Counter(word for line in lines for word in set(line)), len(lines)

    def weight(self, word: str) -> float:
        """How much a stem says in titles and headings, 0 to 1: “the” next to nothing, “tribunal” a lot."""
        counts, lines = self._telling
        return log((lines + 1) / (counts[word] + 0.5)) / log((lines + 1) / 0.5) if lines else 1.0

    def is_told(self, words: frozenset[str]) -> bool:
        """Each of these stems stands in some title or heading."""
        return all(self._telling[0][word] for word in words)

    def told(self, number: int) -> Sequence[tuple[frozenset[str], float, float]]:
        """Lines that say what a unit is about: their words, what the line is worth, the weight of all its words."""
        lines = self._told.get(number)
        if lines is None:
            lines = self._told[number] = [
                (words, worth, sum(map(self.weight, words)))
                for line, worth in self.units[number].told
                if (words := frozenset(line))
            ]
        return lines

    @cached_property
    def titles(self) -> list[tuple[int, frozenset[str], float]]:
        """Titles by the number of their unit: their words, and the weight of all of them."""
        return [
            (number, words, total)
            for number in range(len(self.units))
            for words, worth, total in self.told(number)
            if worth == TITLE
        ]

    def stems_from(self, start: str) -> frozenset[str]:
        """Stems of the words that begin like this."""
        words = self._sorted_words
        places = range(bisect_left(words, start), bisect_left(words, start + LAST))
        return frozenset(root(words[place]) for place in places)

    def posting(self, atom: Atom) -> Posting:
        """The units that have this. What was looked for is remembered."""
        found = self._postings.get(atom)
        if found is None:
            if len(self._postings) >= MOST_POSTINGS:
                self._postings = {}
            found = self._postings[atom] = self._look_for(atom)
        return found

    def all_of(self, stems: frozenset[str]) -> Posting:
        """The units that have all of these stems."""
        first, *others = stems
        found = self._stem(first)
        for other in others:
            found &= self._stem(other)
        return found

    def _look_for(self, atom: Atom) -> Posting:
        if atom.kind == "start":
            found = Posting()
            for word in self.stems_from(atom.text):
                found |= self._stem(word)
            return found
        line = tuple(map(root, atom.text.split()))
        found = self.all_of(frozenset(line))
        return self._together(found, line) if atom.kind == "phrase" else found

    def _stem(self, word: str) -> Posting:
        if word not in self.places:
            return Posting()
        found = self._stems.get(word)
        if found is None:
            name, brief, body = (from_numbers(numbers, len(self.units)) for numbers in self.places[word])
            found = self._stems[word] = Posting(name, name | brief, name | brief | body)
        return found

    def _together(self, apart: Posting, line: Line) -> Posting:
        """Units in which the words follow each other in one line."""
        parts: tuple[list[int], list[int], list[int]] = ([], [], [])
        for number in positions(apart.anywhere):
            unit = self.units[number]
            for place, lines in enumerate((unit.name, unit.brief, unit.body)):
                if any(_follow(line, each) for each in lines):
                    parts[place].append(number)
                    break
        name, brief, body = (from_numbers(numbers, len(self.units)) for numbers in parts)
        return Posting(name, name | brief, name | brief | body)


def _follow(words: Line, line: Line) -> bool:
    """Whether the words stand in the line one after the other."""
    length = len(words)
    start = 0
    while True:
        try:
            start = line.index(words[0], start)
        except ValueError:
            return False
        if line[start : start + length] == words:
            return True
        start += 1


def build(version: int | None, pages: Iterable[PageUnits], names: tuple[tuple[str, ...], ...]) -> PageIndex:
    """The index of these pages."""
    units: list[Unit] = []
    words: Counter[str] = Counter()
    topics: set[str] = set()
    places: dict[str, tuple[array[int], array[int], array[int]]] = defaultdict(
        lambda: (array("i"), array("i"), array("i"))
    )
    for page in pages:
        words.update(page.words)
        topics |= page.topics
        for unit in page.units:
            for place, stems in enumerate(unit.stems):
                for word in stems:
                    places[word][place].append(len(units))
            units.append(unit)
    return PageIndex(version, units, dict(words), dict(places), frozenset(topics), names)

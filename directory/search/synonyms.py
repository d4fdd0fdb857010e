"""Words that families use and words that our pages use (`Synonym`, edited by officers)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..models import Synonym
from .text import tokens

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Meaning:
    """What a phrase leads to."""

    label: str
    """The words to show, as the officers wrote them."""
    phrases: tuple[Phrase, ...]
    """Everything that means the same, with the words we use first."""
    misspelt: bool = False
    """The phrase is a common slip: show it as a correction and do not look for it as written."""


@dataclass
class Thesaurus:
    """Every phrase that leads somewhere, and where."""

    meanings: dict[Phrase, list[Meaning]] = field(default_factory=dict)
    alone: dict[Phrase, list[Meaning]] = field(default_factory=dict)
    """Abbreviations with several meanings, which count only when they are the whole search."""
    words: frozenset[str] = frozenset()
    """Single words that are never corrected."""
    longest: int = 1

    def of(self, phrase: Phrase, *, whole: bool) -> list[Meaning]:
        """Meanings of the phrase; `whole` says that nothing else was searched for."""
        found = self.meanings.get(phrase, [])
        return found + self.alone.get(phrase, []) if whole else found

    def spans(self, words: Sequence[str]) -> Iterator[tuple[int, int, list[Meaning]]]:
        """(start, end, meanings) of the longest phrases in the words, from left to right."""
        start = 0
        while start < len(words):
            for end in range(min(len(words), start + self.longest), start, -1):
                found = self.of(tuple(words[start:end]), whole=end - start == len(words))
                if found:
                    yield start, end, found
                    start = end
                    break
            else:
                start += 1


def read_thesaurus() -> Thesaurus:
    """All synonyms: one query."""
    rows = [(tuple(tokens(row.words)), row) for row in Synonym.objects.order_by("words", "one_way", "pk")]
    both_ways: dict[Phrase, list[Phrase]] = {}
    for ours, row in rows:
        if not row.one_way:
            both_ways.setdefault(ours, []).extend(_phrases(row.same_as))
    thesaurus = Thesaurus()
    for ours, row in rows:
        if ours:
            _add(thesaurus, row, tuple(dict.fromkeys([ours, *both_ways.get(ours, [])])))
    slips = {phrase for phrase, found in thesaurus.meanings.items() if found[0].misspelt}
    right = {*thesaurus.meanings, *thesaurus.alone} - slips
    right |= {phrase for found in thesaurus.meanings.values() for meaning in found for phrase in meaning.phrases}
    thesaurus.longest = max(map(len, right | slips), default=1)
    wrong = {phrase[0] for phrase in slips if len(phrase) == 1}
    thesaurus.words = frozenset(word for phrase in right for word in phrase) - wrong
    return thesaurus


def _add(thesaurus: Thesaurus, row: Synonym, together: tuple[Phrase, ...]) -> None:
    meaning = Meaning(row.words, together)
    for phrase in _phrases(row.same_as) if row.one_way else together:
        thesaurus.meanings.setdefault(phrase, []).append(meaning)
    for phrase in _phrases(row.ambiguous):
        thesaurus.alone.setdefault(phrase, []).append(meaning)
    for phrase in _phrases(row.misspellings):
        if phrase not in thesaurus.meanings:
            thesaurus.meanings[phrase] = [Meaning(row.words, together, misspelt=True)]


def _phrases(lines: str) -> list[Phrase]:
    return [phrase for line in lines.splitlines() if (phrase := tuple(tokens(line)))]

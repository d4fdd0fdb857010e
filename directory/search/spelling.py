"""Spelling help from the directory's own words."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from ..models import SearchDocument, SearchWord

SHORTEST = 4
"""Shorter words are too near to each other to guess."""
LONG, VERY_LONG = 6, 10
VOWELS = str.maketrans("eiouy", "aaaaa")
ENDINGS = ("s", "es", "ed", "d", "ing", "er", "ers", "ly", "al", "ment")


@dataclass
class Lexicon:
    """The directory's words with the number of services that use each."""

    words: dict[str, int] = field(default_factory=dict)
    _by_length: dict[int, list[str]] = field(default_factory=dict, repr=False)

    def knows(self, word: str) -> bool:
        """The word, or a close form of it (swims, swimming), is one of the directory's."""
        return word in self.words or any(form in self.words for form in forms(word))

    def has_prefix(self, start: str) -> bool:
        """Some word begins like this."""
        return any(word.startswith(start) for word in self.words)

    def joins(self, first: str, second: str) -> bool:
        """The directory writes the two as one word."""
        return len(first) > 2 and len(second) > 2 and first + second in self.words

    def parted(self, word: str) -> tuple[str, str] | None:
        """Two words of the directory that were typed as one."""
        if not word.isalpha():
            return None
        places = range(SHORTEST, len(word) - SHORTEST + 1)
        parts = [(word[:place], word[place:]) for place in places]
        both = [pair for pair in parts if pair[0] in self.words and pair[1] in self.words]
        return max(both, key=lambda pair: min(self.words[pair[0]], self.words[pair[1]]), default=None)

    def nearest(self, word: str, extra: Collection[str] = ()) -> str | None:
        """The most likely word of the directory (or of `extra`), or None if nothing is near enough."""
        if len(word) < SHORTEST or not word.isalpha():
            return None
        allowed = 1 if len(word) < LONG else 2 if len(word) < VERY_LONG else 3
        candidates = [*self._of_length(len(word), allowed), *extra]
        near = extract(word, candidates, scorer=OSA.distance, score_cutoff=allowed, limit=20)
        choices = [
            (self._unlikely(word, found, distance), found)
            for found, distance, _place in near
            if len(word) >= LONG or is_slip(word, found)
        ]
        return min(choices)[1] if choices else None

    def _unlikely(self, word: str, found: str, distance: float) -> tuple[float, int]:
        """Few slips first, doubled letters are light ones and first letters heavy; then the more frequent word."""
        slips = distance + (0.6 if found[0] != word[0] else 0) - (0.3 if squeezed(found) == squeezed(word) else 0)
        return slips, -self.words.get(found, 0)

    def _of_length(self, length: int, allowed: int) -> Iterable[str]:
        if not self._by_length:
            for word in self.words:
                if len(word) >= SHORTEST - 1 and word.isalpha():
                    self._by_length.setdefault(len(word), []).append(word)
        for near in range(length - allowed, length + allowed + 1):
            yield from self._by_length.get(near, ())

    def with_words_of(self, ids: Collection[int]) -> "Lexicon":
        """This lexicon and the words of these services. Words that left the directory stay until a rebuild."""
        new: set[str] = set()
        for texts in SearchDocument.objects.filter(pk__in=list(ids)).values_list("name", "brief", "body"):
            new.update(word for text in texts for word in text.split() if word not in self.words)
        return Lexicon({**self.words, **dict.fromkeys(new, 1)}) if new else self


def read_lexicon() -> Lexicon:
    """One query."""
    return Lexicon(dict(SearchWord.objects.filter(services__gt=0).values_list("word", "services")))


def forms(word: str) -> Iterable[str]:
    """Other forms of a word, by its ending."""
    for ending in ENDINGS:
        yield word + ending
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            stem = word[: -len(ending)]
            yield stem
            yield stem + "e"
            if stem[-1] == stem[-2]:
                yield stem[:-1]
    if word.endswith("ies"):
        yield word[:-3] + "y"
    if word.endswith("y"):
        yield word[:-1] + "ies"


def is_slip(word: str, found: str) -> bool:
    """Two short words differ as slips do: letters swapped or doubled, another vowel, a vowel lost.

    A horse is not a house, and money is not a monkey.
    """
    if sorted(word) == sorted(found) or squeezed(word) == squeezed(found):
        return True
    if word.translate(VOWELS) == found.translate(VOWELS):
        return True
    lost = {found[:place] + found[place + 1 :] for place, letter in enumerate(found) if letter in "aeiou"}
    return len(word) > SHORTEST and word in lost


def squeezed(word: str) -> str:
    """Doubled letters once."""
    return "".join(letter for place, letter in enumerate(word) if not place or word[place - 1] != letter)

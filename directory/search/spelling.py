"""Spelling help from the directory's own words."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from ..models import Area, SearchDocument, SearchWord
from .everyday import SOFT, STOP, is_usual
from .forms import VOWELS, begins_alike, callings, is_slip, sound, squeezed, stem
from .text import tokens

SHORTEST = 4
"""Shorter words are too near to each other to guess."""
LONG, VERY_LONG = 6, 10


@dataclass
class Forms:
    """Words by length, stem and sound. Only ever grows, so all versions of a lexicon share it."""

    by_length: dict[int, list[str]] = field(default_factory=dict)
    stems: set[str] = field(default_factory=set)
    sounds: dict[str, list[str]] = field(default_factory=dict)

    def add(self, words: Iterable[str]) -> None:
        for word in words:
            if word.isalpha():
                self.stems.add(stem(word))
                self.by_length.setdefault(len(word), []).append(word)
                for vowels in (True, False):
                    self.sounds.setdefault(sound(word, vowels=vowels), []).append(word)

    def know(self, words: Iterable[str]) -> None:
        """Words that are no slips, but that no slip is taken for."""
        self.stems.update(map(stem, words))

    @property
    def all_words(self) -> set[str]:
        return set().union(*self.by_length.values())

    def near(self, word: str) -> list[str]:
        """Words a few slips away, with words that sound the same first."""
        long = len(word) >= LONG
        alike = [each for each in self.sounds.get(sound(word, vowels=not long), ()) if len(each) >= SHORTEST]
        if len(word) < SHORTEST:
            return [each for each in self.by_length.get(len(word) + 1, ()) if each[:-1] == word and each[-1] in VOWELS]
        allowed = 1 if not long else 2 if len(word) < VERY_LONG else 3
        lengths = range(max(SHORTEST - 1, len(word) - allowed), len(word) + allowed + 1)
        candidates = [each for length in lengths for each in self.by_length.get(length, ())]
        found = extract(word, candidates, scorer=OSA.distance, score_cutoff=allowed, limit=20)
        slips = [each for each, _distance, _place in found if begins_alike(word, each)]
        return alike + [each for each in slips if long or is_slip(word, each)]


@dataclass
class Lexicon:
    """The directory's words with the number of services that use each; 0 for words that are only known."""

    words: dict[str, int] = field(default_factory=dict)
    _forms: Forms = field(default_factory=Forms, repr=False)

    @property
    def forms(self) -> Forms:
        """Made when somebody first asks for a word that is not there."""
        if not self._forms.stems:
            made = Forms()
            made.add(word for word, services in self.words.items() if services)
            self._forms = made
        return self._forms

    def knows(self, word: str) -> bool:
        """The word, or another form of it (swims, swimming), is one of the directory's."""
        return word in self.words or stem(word) in self.forms.stems

    def sounding_like(self, word: str) -> str | None:
        """A word of the directory that sounds the same as one that is not: counselling for counciling."""
        if word in self.words or len(word) < LONG or not word.isalpha():
            return None
        alike = [each for each in self.forms.sounds.get(sound(word, vowels=False), ()) if stem(each) != stem(word)]
        return max(alike, key=lambda each: self.words.get(each, 0), default=None)

    def callings(self, word: str) -> list[str]:
        """Who does this, or what these people do, in the directory's words: audiologist, audiology."""
        return [each for each in callings(word) if each in self.words]

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

    def nearest(self, word: str, extra: Forms | None = None) -> str | None:
        """The most likely word of the directory (or of `extra`), or None if nothing is near enough."""
        if not word.isalpha() or len(word) < SHORTEST - 1:
            return None
        choices = [*self.forms.near(word), *(extra.near(word) if extra else ())]
        choices = [found for found in choices if not _is_far_off(word, found)]
        return min(choices, key=lambda found: self._unlikely(word, found), default=None)

    def _unlikely(self, word: str, found: str) -> tuple[float, int]:
        """Few slips first; doubled letters are light ones, first letters heavy, and so are words that no service has;
        then the more frequent word.
        """
        slips: float = OSA.distance(word, found)
        if sound(word, vowels=False) == sound(found, vowels=False):
            slips = min(slips, 1) - 0.2
        if squeezed(found) == squeezed(word):
            slips -= 0.3
        elif found[0] != word[0]:
            slips += 0.6
        if not self.words.get(found):
            slips += 0.5
        return slips, -self.words.get(found, 0)

    def with_words_of(self, ids: Collection[int]) -> "Lexicon":
        """This lexicon and the words of these services. Words that left the directory stay until a rebuild."""
        new: set[str] = set()
        for texts in SearchDocument.objects.filter(pk__in=list(ids)).values_list("name", "brief", "body"):
            new.update(word for text in texts for word in text.split() if word.isalpha() and word not in self.words)
        if not new:
            return self
        if self._forms.stems:
            self._forms.add(new)
        return Lexicon({**self.words, **dict.fromkeys(new, 1)}, self._forms)


def _is_far_off(word: str, found: str) -> bool:
    """A word that everybody uses and spells rightly: “tongue” is no “thing”, but scool is school."""
    if found in STOP:
        return True
    return (found in SOFT or is_usual(found)) and OSA.distance(word, found) > 1 and stem(word) != stem(found)


def read_lexicon() -> Lexicon:
    """The words of services, and names of areas: a town without services is not a slip."""
    words = dict(SearchWord.objects.filter(services__gt=0).values_list("word", "services"))
    for name in Area.objects.values_list("name", flat=True):
        for word in tokens(name):
            if word.isalpha():
                words.setdefault(word, 0)
    return Lexicon(words)

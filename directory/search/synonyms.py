"""Words that families use and words that our pages use (`Synonym`, edited by officers)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from ..models import Synonym
from .everyday import ASKING, DEGREES, ONESELF, PASSED_OVER, SOFT, STOP
from .forms import inflected, stem
from .spelling import LONG, Forms
from .text import singular, tokens

Phrase = tuple[str, ...]

ASKING_FOR, ONE = "get", "oneself"
MORE = 2
"""So many words that are passed over may stand inside a phrase besides its own: “apply for an EHCP”."""


LONG_STEM = 6
"""What shorter words share says too little: a career has nothing to do with care."""


@dataclass(frozen=True)
class Meaning:
    """What a phrase leads to."""

    label: str
    """The words to show, as the officers wrote them."""
    phrases: tuple[Phrase, ...]
    """Everything that means the same, with the words we use first."""
    misspelt: bool = False
    """The phrase is a common slip: show it as a correction and do not look for it as written."""
    urgent: bool = False
    """Whoever says this may be in danger."""


@dataclass
class Thesaurus:
    """Every phrase that leads somewhere, and where."""

    meanings: dict[Phrase, list[Meaning]] = field(default_factory=dict)
    alone: dict[Phrase, list[Meaning]] = field(default_factory=dict)
    """Abbreviations with several meanings, which count only when they are the whole search."""
    words: frozenset[str] = frozenset()
    """Single words that are never corrected."""
    forms: Forms = field(default_factory=Forms)
    sayings: list[str] = field(default_factory=list)
    """Phrases of several words, for slips that run through them."""
    longest: int = 1
    stems: dict[str, list[Meaning]] = field(default_factory=dict)
    """Meanings of long single words by what all forms of the word share: babysitter and babysit."""

    turned: dict[Phrase, list[Meaning]] = field(default_factory=dict)
    """Meanings of short phrases by what their words' forms share, in any order: independent living."""

    def of(self, phrase: Phrase, *, whole: bool, any_form: bool = True) -> list[Meaning]:
        """Meanings of the phrase; `whole` says that nothing else was searched for."""
        key = as_key(phrase)
        found = self.meanings.get(key, [])
        if not found and any_form and len(phrase) == 1:
            found = self.stems.get(stem(phrase[0]), [])
        if not found and any_form and (turned := as_turned(phrase)):
            found = self.turned.get(turned, [])
        return found + self.alone.get(key, []) if whole else found

    def saying(self, words: Sequence[str]) -> list[str] | None:
        """The phrase that these words were meant to be: each begins alike, and one letter in four is wrong at most."""
        typed = " ".join(words)
        found = extractOne(typed, self.sayings, scorer=OSA.distance, score_cutoff=len(typed) // 4)
        meant = found[0].split() if found else []
        alike = len(meant) == len(words) and all(one[0] == other[0] for one, other in zip(meant, words, strict=True))
        return meant if alike else None

    def knows(self, word: str) -> bool:
        """The word is one of a synonym's, or another form of one."""
        return word in self.words or stem(word) in self.forms.stems

    def spans(self, words: Sequence[str], *, any_form: bool = True) -> Iterator[tuple[int, int, list[Meaning]]]:
        """(start, end, meanings) of the longest phrases in the words, from left to right."""
        says = [word not in STOP for word in words]
        said = [sum(says[:place]) for place in range(len(says) + 1)]
        start = 0
        while start < len(words):
            for end in range(min(len(words), start + self.longest), start, -1):
                phrase = tuple(words[start:end])
                whole = len(phrase) == len(words) or 0 < said[-1] == said[end] - said[start]
                found = self.of(phrase, whole=whole, any_form=any_form)
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
    meant = [(row, tuple(dict.fromkeys([ours, *both_ways.get(ours, [])]))) for ours, row in rows if ours]
    for add in (_add, _add_urgent):
        for row, together in meant:
            add(thesaurus, row, together)
    _lead_on(thesaurus)
    _chain_slips(thesaurus)
    slips = {phrase for phrase, found in thesaurus.meanings.items() if found[0].misspelt}
    right = {*thesaurus.meanings, *thesaurus.alone} - slips
    right |= {phrase for found in thesaurus.meanings.values() for meaning in found for phrase in meaning.phrases}
    thesaurus.longest = max(map(len, right | slips), default=1) + MORE
    wrong = {phrase[0] for phrase in slips if len(phrase) == 1}
    thesaurus.words = frozenset(word for phrase in right for word in phrase) - wrong
    thesaurus.sayings = sorted({" ".join(phrase) for phrase in right if len(phrase) > 1})
    thesaurus.forms.add(_meant(thesaurus.words, right))
    thesaurus.forms.know(thesaurus.words)
    for phrase, found in thesaurus.meanings.items():
        if len(phrase) == 1 and len(stem(phrase[0])) >= LONG_STEM and not found[0].misspelt:
            thesaurus.stems.setdefault(stem(phrase[0]), found)
    _turn(thesaurus)
    return thesaurus


def _meant(words: Iterable[str], phrases: Iterable[Phrase]) -> set[str]:
    """Words that a slip may have been meant for. A short one inside a phrase says nothing without it: “sickle cell”."""
    single = {phrase[0] for phrase in phrases if len(phrase) == 1}
    return {word for word in words if word in single or len(word) >= LONG}


def _add(thesaurus: Thesaurus, row: Synonym, together: tuple[Phrase, ...]) -> None:
    meaning = Meaning(row.words, together)
    for phrase in _phrases(row.same_as) if row.one_way else together:
        found = thesaurus.meanings.setdefault(as_key(phrase), [])
        if meaning not in found:
            found.append(meaning)
    for phrase in _phrases(row.ambiguous):
        thesaurus.alone.setdefault(as_key(phrase), []).append(meaning)
    for phrase in _phrases(row.misspellings):
        if as_key(phrase) not in thesaurus.meanings:
            thesaurus.meanings[as_key(phrase)] = [Meaning(row.words, together, misspelt=True)]


def _chain_slips(thesaurus: Thesaurus) -> None:
    """A slip leads wherever the right words lead."""
    for key, (slip, *_others) in list(thesaurus.meanings.items()):
        if slip.misspelt:
            meant = thesaurus.meanings.get(as_key(slip.phrases[0]), [])
            thesaurus.meanings[key] = [slip, *(each for each in meant if each.label != slip.label)]


def _add_urgent(thesaurus: Thesaurus, row: Synonym, together: tuple[Phrase, ...]) -> None:
    """Words of danger. One that is ambiguous, too, is one only where it is the whole search: “cutting”."""
    meaning = Meaning(row.words, together, urgent=True)
    for key in map(as_key, _phrases(row.urgent)):
        where = thesaurus.alone if key in thesaurus.alone else thesaurus.meanings
        where.setdefault(key, []).insert(0, meaning)


def _turn(thesaurus: Thesaurus) -> None:
    """Short sayings are found in any order of their words, unless the turned one is a saying of its own."""
    for phrase, found in thesaurus.meanings.items():
        key = as_turned(phrase)
        if key and not found[0].misspelt:
            thesaurus.turned.setdefault(key, found)


def _lead_on(thesaurus: Thesaurus) -> None:
    """What leads to words that lead on leads there, too: depression to mental health, and that to CAMHS."""
    first = {key: list(found) for key, found in thesaurus.meanings.items()}
    for meanings in [*thesaurus.meanings.values(), *thesaurus.alone.values()]:
        labels = {meaning.label for meaning in meanings}
        for meaning in [meaning for meaning in meanings if not meaning.misspelt]:
            for each in first.get(as_key(meaning.phrases[0]), []):
                if each.label not in labels and not each.misspelt:
                    meanings.append(replace(each, urgent=False))
                    labels.add(each.label)


@lru_cache(maxsize=50_000)
def as_key(phrase: Phrase) -> Phrase:
    """Phrases meet in singular and plural, those of several words in any form: “hits me”, “hitting me”.

    Inside them, articles and the like are passed over, asking is one thing in all its words (“apply for an EHCP”,
    “get an EHCP”), and so is oneself (“cut myself”, “cuts herself”).
    """
    if len(phrase) == 1:
        return (singular(phrase[0]),)
    first, *inside, last = phrase
    words = [first, *(word for word in inside if word not in PASSED_OVER), last]
    key = [ASKING_FOR if word in ASKING else ONE if word in ONESELF else inflected(word) for word in words]
    return tuple(word for place, word in enumerate(key) if word != "for" or not place or key[place - 1] != ASKING_FOR)


@lru_cache(maxsize=50_000)
def as_turned(phrase: Phrase) -> Phrase:
    """The words of a short phrase that all say something, in no order; empty for any other."""
    phrase = tuple(word for word in phrase if word not in DEGREES)
    if len(phrase) not in (2, 3) or any(word in STOP for word in phrase) or all(word in SOFT for word in phrase):
        return ()
    return tuple(sorted(map(stem, phrase)))


def _phrases(lines: str) -> list[Phrase]:
    return [phrase for line in lines.splitlines() if (phrase := tuple(tokens(line)))]

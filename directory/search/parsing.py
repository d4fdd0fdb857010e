"""From what was typed to what is looked for: the same on every database, before it is asked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from .danger import Cry, cries, is_emergency, is_named
from .everyday import COMMON, KINDS, NOT, PASSED_OVER, SCHOOLS, SOFT, STOP, WHERE, is_usual
from .forms import stem
from .language_names import language_names
from .query import Correction
from .spelling import Lexicon
from .synonyms import Meaning, Phrase, Thesaurus, as_key
from .text import clean, even, plain_words
from .words import Atom

MOST_WORDS = 32
LONGEST_TITLE = 6
_LETTERS_AND_DIGITS = re.compile(r"([a-z]{3,})(\d+)")
_COMPOUND = re.compile(r"\W*\w+(?:[-‐‑]\w+)+\W*")


@dataclass(frozen=True)
class Alternative:
    """One way of saying something.

    Words that were typed need not stand together. A meaning of several words must, unless a name or a
    summary has them all.
    """

    words: Phrase
    together: bool = False
    start: bool = False
    """The word may go on."""

    @cached_property
    def single(self) -> tuple[Atom, ...]:
        """All of these. Of words that were typed, those that say little may be absent."""
        if self.start:
            return (Atom("start", self.words[0]),)
        words = [word for word in self.words if word not in STOP]
        telling = [word for word in words if word not in SOFT]
        return tuple(Atom("word", word) for word in (words if self.together or len(telling) < 2 else telling))

    @cached_property
    def phrase(self) -> Atom | None:
        return Atom("phrase", " ".join(self.words)) if self.together and len(self.words) > 1 else None

    @cached_property
    def telling(self) -> bool:
        """Words apart from each other still mean this. A “looked after child” is more than a look at a child."""
        return sum(word not in STOP and word not in SOFT for word in self.words) > 1

    @property
    def atoms(self) -> tuple[Atom, ...]:
        return (*self.single, self.phrase) if self.phrase else self.single


@dataclass(frozen=True)
class Group:
    """Something that was asked for, in all the ways of saying it."""

    alternatives: tuple[Alternative, ...]
    required: bool = True
    kind: bool = False
    """The kind of place or meeting that is asked for: services that are one come before what else matches."""
    title: bool = False
    """The whole search as it was typed: counts only in names."""
    common: bool = False
    """A word that many needs share: “assessment”, “girls”."""


@dataclass
class Parsed:
    """A search, understood."""

    groups: list[Group] = field(default_factory=list)
    correction: Correction | None = None
    synonyms: tuple[str, ...] = ()
    urgent: bool = False
    """Something in it is said by people in danger."""

    @property
    def atoms(self) -> list[Atom]:
        return list(dict.fromkeys(a for group in self.groups for each in group.alternatives for a in each.atoms))


@dataclass
class Word:
    """One word of the search."""

    shown: str
    even: str
    chunk: int
    """Words joined by a hyphen share a chunk."""
    start: bool = False
    joined: str = ""
    """This word and the next one written together, where the directory writes it so."""


def parse(text: str, lexicon: Lexicon, thesaurus: Thesaurus, *, exact: bool = False) -> Parsed:
    """Understand a search. Without a word that says something, there are no groups: browse everything."""
    words = split(text)
    if sum(len(word.even) for word in words) < 2:
        return Parsed()
    original = [word.shown for word in words]
    if not exact:
        words = correct(words, lexicon, thesaurus)
    return Understanding(words, lexicon, thesaurus, exact).parsed(original)


def split(text: str) -> list[Word]:
    """Words with what belongs together by a hyphen."""
    words: list[Word] = []
    for number, chunk in enumerate(clean(text).split()):
        compound = _COMPOUND.fullmatch(chunk)
        for place, shown in enumerate(plain_words(chunk)):
            words.append(Word(shown, even(shown), number if compound else -1 - number * 100 - place))
    return words[:MOST_WORDS]


def correct(words: list[Word], lexicon: Lexicon, thesaurus: Thesaurus) -> list[Word]:
    """Words that nobody knows, replaced by what they most likely are."""
    words = mend_sayings(words, lexicon, thesaurus)
    evens = [word.even for word in words]
    kept = {place for start, end, _found in thesaurus.spans(evens, any_form=False) for place in range(start, end)}
    corrected: list[Word] = []
    for place, word in enumerate(words):
        if place in kept or is_known(word.even, lexicon, thesaurus):
            meant = place in kept or word.even in thesaurus.words or is_said(word.even)
            alike = None if meant else lexicon.sounding_like(word.even)
            corrected.append(Word(alike, alike, word.chunk) if alike else word)
        elif place == len(words) - 1 and len(word.even) > 2 and lexicon.has_prefix(word.even):
            corrected.append(Word(word.shown, word.even, word.chunk, start=True))
        elif parts := lexicon.parted(word.even):
            corrected += [Word(part, part, -10_000 - place * 10 - n) for n, part in enumerate(parts)]
        elif better := lexicon.nearest(word.even, thesaurus.forms):
            corrected.append(Word(better, better, word.chunk))
        else:
            corrected.append(word)
    return corrected


def begun(words: list[Word], lexicon: Lexicon) -> list[Word]:
    """The words, of which the last one may go on where it is not finished yet."""
    if not words:
        return words
    *others, last = words
    unfinished = len(last.even) > 2 and not lexicon.knows(last.even) and lexicon.has_prefix(last.even)
    return [*others, Word(last.shown, last.even, last.chunk, start=True)] if unfinished else words


def mend_sayings(words: list[Word], lexicon: Lexicon, thesaurus: Thesaurus) -> list[Word]:
    """“blu bage” was meant to be “blue badge”, although neither word is near enough by itself."""
    mended = list(words)
    for place, word in enumerate(words):
        if is_known(word.even, lexicon, thesaurus):
            continue
        for length in (4, 3, 2):
            for start in range(max(0, place - length + 1), min(place, len(words) - length) + 1):
                typed = [each.even for each in mended[start : start + length]]
                meant = thesaurus.saying(typed)
                if meant and keeps_known(typed, meant, lexicon, thesaurus):
                    mended[start : start + length] = [Word(each, each, -20_000 - n) for n, each in enumerate(meant)]
                    return mend_sayings(mended, lexicon, thesaurus)
    return mended


def keeps_known(typed: Sequence[str], meant: Sequence[str], lexicon: Lexicon, thesaurus: Thesaurus) -> bool:
    """No word that somebody knows is replaced, except by a form of itself."""
    pairs = zip(typed, meant, strict=True)
    return all(stem(one) == stem(other) or not is_known(one, lexicon, thesaurus) for one, other in pairs)


def is_known(word: str, lexicon: Lexicon, thesaurus: Thesaurus) -> bool:
    """Words of the directory, of synonyms and of everyday English, languages and numbers are never corrected."""
    english = word in STOP or word in SOFT or is_said(word)
    return not word.isalpha() or english or thesaurus.knows(word) or lexicon.knows(word)


def is_said(word: str) -> bool:
    """A word that people say, whether the directory has it or not: everyday English, the name of a language."""
    return is_usual(word) or word in language_names() or is_named(word)


def is_saying(phrase: Phrase) -> bool:
    """“Won't go to school” is not about the one word of it that is not passed over, which is “school”."""
    return not NOT.isdisjoint(phrase) and sum(word not in STOP for word in phrase) < 2


class Understanding:
    """One search on its way from words to groups."""

    def __init__(self, words: list[Word], lexicon: Lexicon, thesaurus: Thesaurus, exact: bool) -> None:
        self.words = words
        self.lexicon = lexicon
        self.thesaurus = thesaurus
        self.exact = exact
        self.groups: list[Group] = []
        self.synonyms: dict[str, None] = {}
        self.used = [word.shown for word in words]
        self.urgent = False

    def parsed(self, original: list[str]) -> Parsed:
        evens = [word.even for word in self.words]
        found = cries(evens)
        self.urgent = is_emergency(evens) or any(cry.urgent for cry in found)
        place = 0
        for start, end, meanings, cried in self.spans(evens, found):
            if meanings[0].misspelt and self.exact:
                continue
            self.free(place, start)
            self.meaning(start, end, meanings, cried=cried)
            self.urgent |= not cried and any(meaning.urgent for meaning in meanings)
            place = end
        self.free(place, len(self.words))
        self.settle()
        used = " ".join(filter(None, self.used))
        correction = Correction(" ".join(original), used) if used != " ".join(original) else None
        return Parsed(self.groups, correction, tuple(self.synonyms), self.urgent)

    def spans(self, evens: Sequence[str], found: Sequence[Cry]) -> list[tuple[int, int, list[Meaning], bool]]:
        """(start, end, meanings, whether they are of words of danger), from left to right: those come first."""
        led = [(cry.start, cry.end, self.thesaurus.of(cry.like, whole=False), True) for cry in found]
        spans = [span for span in led if span[2]]
        for start, end, meanings in self.thesaurus.spans(evens):
            if all(end <= each[0] or start >= each[1] for each in spans):
                spans.append((start, end, meanings, False))
        return sorted(spans, key=lambda span: span[0])

    def meaning(self, start: int, end: int, meanings: Sequence[Meaning], *, cried: bool = False) -> None:
        """A phrase with synonyms. Words of danger mean what they mean only together."""
        phrase = tuple(word.even for word in self.words[start:end])
        alternatives: dict[Alternative, None] = {}
        if meanings[0].misspelt:
            self.used[start:end] = [meanings[0].label.lower(), *[""] * (end - start - 1)]
        else:
            alternatives[Alternative(phrase, together=cried or is_saying(phrase))] = None
        for each in [*meanings, *([] if cried else self.inner(phrase))]:
            alternatives.update((Alternative(other, together=True), None) for other in each.phrases if other != phrase)
        for way in list(alternatives):
            alternatives.update((Alternative(other, together=True), None) for other in self.called(way.words))
        soft = not cried and all(word in SOFT or word in STOP for word in phrase)
        if not soft and not meanings[0].misspelt:
            others = [each.label for each in meanings if as_key(each.phrases[0]) != as_key(phrase)]
            self.synonyms.update(dict.fromkeys(others))
        one = end - start == 1
        kind, common = one and self.is_kind(start), one and self.is_common(start)
        found = tuple(each for each in alternatives if each.atoms)
        self.groups.append(Group(found, required=not soft, kind=kind, common=common))

    def called(self, phrase: Phrase) -> list[Phrase]:
        """“Educational psychologist” is “educational psychology”, too."""
        return [(*phrase[:-1], other) for other in self.lexicon.callings(phrase[-1])] if len(phrase) > 1 else []

    def inner(self, phrase: Phrase) -> list[Meaning]:
        """“Get an EHCP” also means what “EHCP” alone means."""
        telling = [word for word in phrase if word not in STOP and word not in SOFT]
        return (
            self.thesaurus.of((telling[0],), whole=False)
            if len(telling) == 1 < len(phrase) and not is_saying(phrase)
            else []
        )

    def free(self, start: int, end: int) -> None:
        """Words without synonyms."""
        place = start
        while place < end:
            word = self.words[place]
            run = place + 1
            while run < end and self.words[run].chunk == word.chunk:
                run += 1
            if run > place + 1:
                self.compound(self.words[place:run])
            elif run < end and self.lexicon.joins(word.even, self.words[run].even):
                run += 1
                self.compound(self.words[place:run], apart=True)
            else:
                self.single(word, kind=self.is_kind(place), common=self.is_common(place))
            place = run

    def compound(self, words: Sequence[Word], apart: bool = False) -> None:
        """“drop-in”, or “wheel chair” where the directory says “wheelchair”."""
        phrase = tuple(word.even for word in words)
        together = Alternative((even("".join(word.shown for word in words)),))
        self.groups.append(Group((Alternative(phrase, together=not apart), together)))

    def is_kind(self, place: int) -> bool:
        """“Autism nursery”, “club for teenagers”, but neither “nursery fees” nor “help at nursery”."""
        evens = [word.even for word in self.words]
        before = [word for word in evens[:place] if word not in PASSED_OVER]
        after = evens[place + 1 : place + 2]
        return evens[place] in KINDS and not WHERE.intersection(before[-1:]) and STOP.issuperset(after)

    def is_common(self, place: int) -> bool:
        """“Girls” says little beside “autism”, but says which “school”."""
        after = self.words[place + 1].even if place + 1 < len(self.words) else ""
        return self.words[place].even in COMMON and after not in SCHOOLS

    def single(self, word: Word, *, kind: bool = False, common: bool = False) -> None:
        if word.even in STOP:
            return
        if parts := _LETTERS_AND_DIGITS.fullmatch(word.even):
            apart = Alternative(parts.groups(), together=True)
            self.groups.append(Group((Alternative((word.even,)), apart)))
            return
        said = is_usual(word.even) and not self.lexicon.knows(word.even)
        must = not (word.even in SOFT or word.even.isdigit() or said)
        others = (Alternative((other,)) for other in self.lexicon.callings(word.even))
        ways = (Alternative((word.even,), start=word.start), *others)
        self.groups.append(Group(ways, required=must, kind=kind, common=common))

    def settle(self) -> None:
        """Drop what cannot be looked for; if nothing is required, everything is; add the title as typed."""
        self.groups = [group for group in self.groups if group.alternatives and group.alternatives[0].atoms]
        if not any(group.required for group in self.groups):
            self.groups = [Group(group.alternatives) for group in self.groups]
        words = tuple(word.even for word in self.words)
        if len(words) in range(2, LONGEST_TITLE + 1) and sum(word not in STOP for word in words) > 1:
            titles = [words, *self.called(words)]
            self.groups.append(Group(tuple(map(Alternative, titles)), required=False, title=True))

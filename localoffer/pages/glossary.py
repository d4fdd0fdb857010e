"""The glossary in memory: what a word means, which words lead to it, which short forms it does not explain."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from directory.search.everyday import STOP
from directory.search.forms import stem
from directory.search.text import tokens
from localoffer.core.published import Published
from localoffer.core.registries import Asked, Explanation

from .models import GlossaryPage, GlossaryTerm
from .presentation.glossary import with_more

ASKING = STOP | {"acronym", "called", "define", "definition", "mean", "means", "meaning", "short", "stand", "stands"}
"""Words around a word whose meaning is asked for."""
ACRONYM = re.compile(r"(?<![\w-])[A-Z][a-z]?(?:&?[A-Z])+[A-Z&a-z]{0,2}(?![\w-])")
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?(?: ?\d[A-Z]{2})?\b")
SPELT_OUT = re.compile(r"\(([^()]{2,80})\)")
EVERYDAY = frozenset("AM BBC DVD FAQ GP ID IT MP MPS OK PC PDF PM QR TV UK URL USB".split())
"""Short forms that everybody knows better than the words."""
ROMAN = re.compile(r"[IVXLC]+")


@dataclass(frozen=True)
class Entry:
    """One word of the glossary."""

    term: str
    other_names: tuple[str, ...]
    meaning: str
    url: str
    is_linked: bool
    more_title: str = ""
    more_url: str = ""
    """A page that says more about it, where there is one."""

    @property
    def names(self) -> tuple[str, ...]:
        return (self.term, *self.other_names)


@dataclass(frozen=True)
class Glossary:
    """All words, with the locale of the page that has them; no words without such a page."""

    entries: tuple[Entry, ...] = ()
    locale_id: int | None = None

    @cached_property
    def by_name(self) -> dict[tuple[str, ...], tuple[Entry, str]]:
        """Each entry by the stems of each of its names, with the name as written; terms before other names."""
        found: dict[tuple[str, ...], tuple[Entry, str]] = {}
        named = [(entry, entry.term) for entry in self.entries]
        named += [(entry, name) for entry in self.entries for name in entry.other_names]
        for entry, name in named:
            found.setdefault(_key(name), (entry, name))
        return found

    @cached_property
    def short_forms(self) -> frozenset[str]:
        """Every short form that is explained, alone or inside a longer name."""
        return frozenset(found for entry in self.entries for name in entry.names for found in acronyms(name))


def _read() -> Glossary:
    page = GlossaryPage.objects.live().public().first()
    address = page.get_url() if page else None
    if not address:
        return Glossary()
    terms = with_more(GlossaryTerm.objects.all())
    return Glossary(tuple(_entry(term, address) for term in terms), page.locale_id)


def _entry(term: GlossaryTerm, address: str) -> Entry:
    return Entry(
        term=term.term,
        other_names=tuple(term.other_names),
        meaning=term.meaning,
        url=f"{address}#{term.slug}",
        is_linked=term.is_linked,
        more_title=term.more.title if term.more else "",
        more_url=term.more.get_url() or "" if term.more else "",
    )


glossary = Published(_read)


def explain(asked: Asked) -> Explanation | None:
    """What a word means, where nothing else was asked for: “SENCO”, “what is an EHCP”."""
    words = tokens(asked.words)
    while words:
        found = glossary.get().by_name.get(tuple(map(stem, words)))
        if found:
            entry, name = found
            return Explanation(name, entry.term, entry.meaning, entry.url, entry.more_title, entry.more_url)
        if words[0] in ASKING:
            words = words[1:]
        elif words[-1] in ASKING:
            words = words[:-1]
        else:
            return None
    return None


def unexplained_acronyms(text: str) -> list[str]:
    """Short forms in a text that neither the text itself nor the glossary explains, in the order of their first use."""
    known = glossary.get().short_forms | EVERYDAY
    found = dict.fromkeys(acronyms(POSTCODE.sub(" ", text)))
    return [short for short in found if short not in known and not _is_spelt_out(short, text)]


def acronyms(text: str) -> Iterator[str]:
    """Short forms in the text, in the singular."""
    for match in ACRONYM.finditer(text):
        word = match[0].removesuffix("s")
        if not ROMAN.fullmatch(word) and sum(letter.isupper() for letter in word) > 1:
            yield word


def _is_spelt_out(short: str, text: str) -> bool:
    """“education, health and care (EHC) plan”, or “EHC (education, health and care)”."""
    letters = [letter.lower() for letter in short if letter.isalpha()]
    for match in SPELT_OUT.finditer(text):
        inside = match[1]
        if short in inside.split():
            if _begin_with(letters, text[: match.start()].split()[-3 * len(letters) :]):
                return True
        elif text[: match.start()].rstrip().removesuffix("s").endswith(short) and _begin_with(letters, inside.split()):
            return True
    return False


def _begin_with(letters: list[str], words: list[str]) -> bool:
    """Whether the words begin with the letters in their order; small words between may be left out."""
    waiting = list(letters)
    for word in reversed(words):
        parts = re.findall(r"[^\W_]+", word.lower())
        for part in reversed(parts):
            if waiting and part[0] == waiting[-1]:
                waiting.pop()
    return not waiting


def _key(name: str) -> tuple[str, ...]:
    return tuple(map(stem, tokens(name)))

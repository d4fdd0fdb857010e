"""The glossary from A to Z."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from wagtail.models import Page


@dataclass
class Letter:
    """A letter with its words, and its place on the page."""

    letter: str
    words: list = field(default_factory=list)

    @property
    def anchor(self) -> str:
        return f"letter-{self.letter.lower()}" if self.letter.isalpha() else "other"

    @property
    def label(self) -> str:
        """The letter, or words for everything that begins with none."""
        return self.letter if self.letter.isalpha() else _("Other")


def with_more(terms: Iterable) -> list:
    """The words, each with the page that says `more` about it; None where families cannot read that page."""
    terms = list(terms)
    pages = Page.objects.live().public().in_bulk({term.page_id for term in terms if term.page_id})
    for term in terms:
        term.more = pages.get(term.page_id)
    return terms


def by_letter(terms: Iterable) -> list[Letter]:
    """The words in the order of the alphabet, whatever the database thinks of capitals and accents."""
    letters: dict[str, Letter] = {}
    for term in sorted(terms, key=lambda term: _plain(term.term)):
        first = _plain(term.term)[:1].upper()
        letter = first if first.isascii() and first.isalpha() else "#"
        letters.setdefault(letter, Letter(letter)).words.append(term)
    return sorted(letters.values(), key=lambda each: (each.letter == "#", each.letter))


def _plain(text: str) -> str:
    spread = unicodedata.normalize("NFKD", text)
    return "".join(char for char in spread if not unicodedata.combining(char)).casefold()

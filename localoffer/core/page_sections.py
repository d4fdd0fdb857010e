"""Pieces of a page that the search finds by themselves, with an address of their own."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Section:
    """A part of a guide, a question with its answer, a word of the glossary."""

    title: str
    url: str
    lines: Sequence[str]
    """Its words, headings marked (`page_text.Heading`)."""
    summary: str = ""
    """What a search result says below the title; the page's own summary where it is empty."""
    names: Sequence[str] = ()
    """Other names of the same thing, which count like the title."""
    alone: bool = False
    """Its title says all, and a search may show several of a page: questions, words of the glossary.
    Otherwise a search shows the page or its best part, and the part's title stands after the page's."""

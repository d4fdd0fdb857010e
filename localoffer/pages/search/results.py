"""What the pages bring to `/find/`: hits, and words that the search of services should know."""

from collections.abc import Sequence

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language

from directory.search import index_at_hand
from directory.search.others import groups_of
from directory.search.text import tokens
from localoffer.core.registries import Asked, Hit, KnownWords

from ..glossary import explain
from .index import PageIndex
from .keeper import page_keeper
from .matching import Found, find
from .units import Unit

YOUNG_FROM = 14
FOR_YOUNG = 0.1
"""More for what is said to young people, where one of them asks."""
FOR_PROFESSIONALS = 0.6
"""What is said to professionals alone gives way to what families read: most who search are families."""
ASIDE = {"glossary": 0.4, "easy-read": 0.8, "young": 0.8, "news": 0.85, "story": 0.85, "document": 0.9}
"""Kinds that give way to the page that says it all, unless somebody asks for the kind."""
WEAK = 0.49
"""The most for what should not stand above the services."""


def page_hits(asked: Asked) -> Sequence[Hit]:
    """All pages that answer, the best first."""
    index = page_keeper.get()
    if not index.units:
        return ()
    groups = groups_of(asked.words, index_at_hand(), index.lexicon)
    rank = Ranking(asked)
    found = find(asked.words, groups, index, timezone.now(), language(index), rank.strength)
    meaning = explain(asked)
    # The meaning of the word itself stands above all results already.
    return [_hit(each) for each in found if meaning is None or each.unit.url != meaning.url]


def known_words() -> KnownWords:
    """Words of pages are no slips, and words of the glossary go by all their names."""
    return page_keeper.get().known


def language(index: PageIndex) -> str:
    """The visitor's language, where there are pages in it."""
    asked = get_language() or settings.LANGUAGE_CODE
    return asked if asked in index.languages else settings.LANGUAGE_CODE


class Ranking:
    """Who asks, and for which kind, moves pages up and down."""

    def __init__(self, asked: Asked) -> None:
        self.words = set(tokens(asked.words))
        self.is_young = asked.age is not None and asked.age >= YOUNG_FROM

    def strength(self, unit: Unit, strength: float) -> float:
        """The strength with who asks and what for taken into account."""
        if unit.only_young and self.is_young:
            return min(1.0, strength + FOR_YOUNG)
        if unit.only_professionals:
            strength *= FOR_PROFESSIONALS
        if unit.kind != "glossary" and self.words.issuperset(tokens(str(unit.label))):
            return strength
        strength *= ASIDE.get(unit.kind, 1.0)
        return min(WEAK, strength) if unit.only_young else strength


def _hit(found: Found) -> Hit:
    unit = found.unit
    return Hit(unit.title, unit.url, unit.summary, found.strength, str(unit.label))

"""Filters put together: who passes, and how many would pass with each value of each filter.

Any of the values within a filter, all of the filters. A filter's own choices do not narrow its own counts.
Filters about a place (distance, days and times, access) must hold at one and the same place.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import reduce
from itertools import combinations
from operator import and_, or_

from .catalogue import FilterVocabulary
from .fields import plain
from .index import Index
from .near import near
from .query import Removal, SearchQuery, Together

Facets = dict[str, dict[str, int]]

PRICE_DIGITS = 27
"""Binary digits of the highest price, in pence, that fits the field."""


@dataclass
class Narrowing:
    """The filters of one search, each as a set of services or as sets of slots."""

    index: Index
    base: int
    """Services before filters: all, or those that match the words."""
    services: dict[str, int] = field(default_factory=dict)
    slots: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, index: Index, query: SearchQuery, base: int) -> "Narrowing":
        narrowing = cls(index, base)
        if query.age is not None:
            narrowing.services["age"] = reduce(or_, (index.get("age", age) for age in query.ages), 0)
        if query.price is not None:
            narrowing.services["price"] = affordable(index, query.price)
        if query.point and query.within is not None:
            narrowing.slots["within"] = near(index, query)
        for vocabulary, terms in chosen_terms(index, query):
            narrowing.choose(vocabulary, terms)
        return narrowing

    def choose(self, vocabulary: FilterVocabulary, terms: list[int]) -> None:
        """Any of these terms."""
        if not vocabulary.at_place:
            self.services[vocabulary.slug] = reduce(or_, (self.index.get("term", term) for term in terms))
            return
        depths = range(len(self.index.layers))
        self.slots[vocabulary.slug] = [
            reduce(or_, (self.index.get("place-term", term, depth) for term in terms)) for depth in depths
        ]

    def found(self, *without: str) -> int:
        """Services that pass all filters, or all but these. `q` stands for the words."""
        base = self.index.live if "q" in without else self.base
        passed = reduce(and_, (each for name, each in self.services.items() if name not in without), base)
        slots = self.passing_slots(*without)
        return passed if slots is None else passed & reduce(or_, slots, 0)

    def passing_slots(self, *without: str) -> list[int] | None:
        """Slots of each layer that pass the filters about places; None if no such filter is on."""
        chosen = [each for name, each in self.slots.items() if name not in without]
        if not chosen:
            return None
        return [reduce(and_, layers) for layers in zip(*chosen, strict=True)]

    def matching_slots(self, found: int) -> list[int]:
        """Slots of the services found that pass, for distances and the place on a card."""
        slots = self.passing_slots()
        if slots is None:
            return [found] * len(self.index.layers)
        return [each & found for each in slots]

    def within(self, found: int) -> int | None:
        """The services found with a place in the circle; None if no distance is asked for."""
        if "within" not in self.slots:
            return None
        slots = self.matching_slots(found)
        return reduce(or_, (each & self.index.get("placed", depth) for depth, each in enumerate(slots)), 0)

    def facets(self, found: int) -> Facets:
        """For each value of each filter, how many services it would give together with the other filters."""
        return {vocabulary.slug: self._counts(vocabulary, found) for vocabulary in self.index.catalogue.vocabularies}

    def _counts(self, vocabulary: FilterVocabulary, found: int) -> dict[str, int]:
        slug, bits = vocabulary.slug, self.index.bits
        slots = self.passing_slots(slug) if vocabulary.at_place else None
        if slots is None:
            others = self.found(slug) if slug in self.services or slug in self.slots else found
            return {term.slug: (others & bits.get(("term", term.id), 0)).bit_count() for term in vocabulary.terms}
        passed = reduce(and_, self.services.values(), self.base)
        slots = [each & passed for each in slots]
        return {term.slug: self._at_places(slots, term.id).bit_count() for term in vocabulary.terms}

    def _at_places(self, slots: list[int], term: int) -> int:
        bits, services = self.index.bits, 0
        for depth, each in enumerate(slots):
            services |= each & bits.get(("place-term", term, depth), 0)
        return services


def affordable(index: Index, price: Decimal) -> int:
    """Services with a known price of at most this; those that are free cost nothing."""
    limit = int(price * 100)
    below, equal = 0, index.get("priced")
    if limit >> PRICE_DIGITS:
        return equal
    for place in range(PRICE_DIGITS - 1, -1, -1):
        digit = index.get("price", place)
        if limit >> place & 1:
            below |= equal & ~digit
            equal &= digit
        else:
            equal &= ~digit
    return below | equal


def chosen_terms(index: Index, query: SearchQuery) -> Iterator[tuple[FilterVocabulary, list[int]]]:
    """Filters that are on, with the ids of their terms; unknown ones are left out."""
    for slug, values in query.terms.items():
        vocabulary = index.catalogue.by_slug.get(slug)
        terms = vocabulary.known(values) if vocabulary else []
        if vocabulary and terms:
            yield vocabulary, terms


def any_chosen(narrowing: Narrowing) -> bool:
    """Some filter is on."""
    return bool(narrowing.services or narrowing.slots)


def removals(narrowing: Narrowing, query: SearchQuery, worded: bool) -> list[Removal]:
    """What each filter taken off would give, the most first."""
    found = []
    values = {
        "age": query.age_value,
        "price": plain(query.price) if query.price is not None else "",
        "within": f"{query.within:g}" if query.within is not None else "",
    }
    for name in [*narrowing.services, *narrowing.slots]:
        terms = query.terms.get(name, ())
        value = values.get(name, terms[0] if len(terms) == 1 else "")
        found.append(Removal(name, value, narrowing.found(name).bit_count()))
    if worded:
        found.append(Removal("q", query.words, narrowing.found("q").bit_count()))
    return sorted(found, key=lambda removal: -removal.count)


def together(narrowing: Narrowing, removals: Sequence[Removal]) -> list[Together]:
    """The fewest filters that must go at once before there is anything, the most services first.

    Pairs, then three, then all: a search with many filters has too many sets in between to try each.
    """
    if any(removal.count for removal in removals):
        return []
    for number in sorted({2, 3, max(2, len(removals))}):
        sets = (_without_all(narrowing, chosen) for chosen in combinations(removals, number))
        if enough := [each for each in sets if each.count]:
            return sorted(enough, key=lambda each: -each.count)
    return []


def _without_all(narrowing: Narrowing, removals: tuple[Removal, ...]) -> Together:
    return Together(removals, narrowing.found(*(removal.name for removal in removals)).bit_count())

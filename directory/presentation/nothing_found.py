"""Ways out of an empty result: what to take away, and which whole topic to look at instead."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.http import urlencode
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from ..filters import ServiceFilterSet, vocabularies
from ..search import Removal, Together
from ..search.catalogue import FilterTerm, FilterVocabulary

MOST_SETS = 3
"""Sets of things to take away together that are shown; there can be very many."""


@dataclass(frozen=True)
class WayOut:
    """A link of the empty page: its words, its query string, and how many services it leads to."""

    words: str
    query: str
    count: int = 0


def removals(filterset: ServiceFilterSet) -> list[WayOut]:
    """Each thing that can be taken away and then gives something, the most services first.

    Words with nothing beside them cannot: what stays is everything.
    """
    only_words = replace(filterset.query, words="").is_landing
    found = [each for each in filterset.results.removals if each.count and not (only_words and each.name == "q")]
    ways = [_without(removal, filterset) for removal in found]
    return sorted(ways, key=lambda way: -way.count)


def removals_together(filterset: ServiceFilterSet) -> list[WayOut]:
    """Where no single thing is enough: the fewest that give something once all of them are gone."""
    return [_without_all(together, filterset) for together in filterset.results.together[:MOST_SETS]]


def _without(removal: Removal, filterset: ServiceFilterSet) -> WayOut:
    if removal.name == "q":
        words = _("Without the words “%(words)s”") % {"words": filterset.query.words}
        return WayOut(words, filterset.cleaned_query(q=None, exact=None, page=None), removal.count)
    # One value of several, or all of a filter at once.
    without = [
        value for value in filterset.query.terms.get(removal.name, ()) if removal.value and value != removal.value
    ]
    query = filterset.cleaned_query(**{removal.name: without or None}, page=None)
    return WayOut(_("Without “%(filter)s”") % {"filter": _labels(removal, filterset)}, query, removal.count)


def _without_all(together: Together, filterset: ServiceFilterSet) -> WayOut:
    named = [_named(removal, filterset) for removal in together.removals]
    gone = dict.fromkeys(removal.name for removal in together.removals)
    exact = {"exact": None} if "q" in gone else {}
    query = filterset.cleaned_query(**gone, **exact, page=None)
    return WayOut(_("Without %(filters)s") % {"filters": get_text_list(named, _("and"))}, query, together.count)


def _named(removal: Removal, filterset: ServiceFilterSet) -> str:
    if removal.name == "q":
        return _("the words “%(words)s”") % {"words": filterset.query.words}
    return _("“%(filter)s”") % {"filter": _labels(removal, filterset)}


def _labels(removal: Removal, filterset: ServiceFilterSet) -> str:
    return ", ".join(
        chosen.label
        for chosen in filterset.chosen
        if chosen.name == removal.name and removal.value in ("", str(chosen.value))
    )


def broader_topics(filterset: ServiceFilterSet) -> Iterator[WayOut]:
    """The whole topic around each chosen value that is part of one: “Health” for “Occupational therapy”.

    The topic comes from the catalogue: the filters of the page leave out values that give nothing here.
    """
    for vocabulary in vocabularies(filterset.index):
        chosen = filterset.values[vocabulary.slug]
        for topic in dict.fromkeys(_topics_around(vocabulary, chosen)):
            count = filterset.index.get("term", topic.id).bit_count()
            if count and topic.slug not in chosen:
                yield WayOut(topic.label, urlencode({vocabulary.slug: topic.slug}), count)


def _topics_around(vocabulary: FilterVocabulary, chosen: Sequence[str]) -> Iterator[FilterTerm]:
    topic = None
    for term in vocabulary.terms:
        if term.depth == 0:
            topic = term
        elif topic and term.slug in chosen:
            yield topic

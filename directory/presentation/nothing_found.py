"""Ways out of an empty result: what to take away, and which whole topic to look at instead."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from ..filters import ServiceFilterSet, vocabularies
from ..search import Removal
from ..search.catalogue import FilterTerm, FilterVocabulary


@dataclass(frozen=True)
class WayOut:
    """A link of the empty page: its words, its query string, and how many services it leads to."""

    words: str
    query: str
    count: int = 0


def removals(filterset: ServiceFilterSet) -> list[WayOut]:
    """Each thing that can be taken away and then gives something, the most services first."""
    ways = [_without(removal, filterset) for removal in filterset.results.removals if removal.count]
    return sorted(ways, key=lambda way: -way.count)


def _without(removal: Removal, filterset: ServiceFilterSet) -> WayOut:
    if removal.name == "q":
        words = _("Without the words “%(words)s”") % {"words": filterset.query.words}
        return WayOut(words, filterset.cleaned_query(q=None, exact=None, page=None), removal.count)
    labels = [
        chosen.label
        for chosen in filterset.chosen
        if chosen.name == removal.name and removal.value in ("", str(chosen.value))
    ]
    # One value of several, or all of a filter at once.
    without = [
        value for value in filterset.query.terms.get(removal.name, ()) if removal.value and value != removal.value
    ]
    query = filterset.cleaned_query(**{removal.name: without or None}, page=None)
    return WayOut(_("Without “%(filter)s”") % {"filter": ", ".join(labels)}, query, removal.count)


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

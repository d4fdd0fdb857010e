"""A search that a page carries: its first services and the way to all of them."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from ..filters import ServiceFilterSet
from .cards import Card, card_cache

logger = logging.getLogger(__name__)
MOST_SHOWN = 5


@dataclass(frozen=True)
class SavedSearch:
    """What a saved search finds now."""

    total: int
    cards: Sequence[Card]
    url: str
    """Of the results page with all of them."""


def saved_search(query: str, *, most: int = MOST_SHOWN) -> SavedSearch:
    """The best services of this query string. Where the search fails, none: the page must still show."""
    url = f"{reverse('directory:find')}?{query}"
    try:
        results = ServiceFilterSet(QueryDict(query)).results
        ids = list(results.ids[:most])
        cards = card_cache.get_many(ids, version=results.version, now=timezone.now())
    except Exception:  # whatever breaks in the search, the guide around it is still right
        logger.exception("A saved search failed.")
        return SavedSearch(0, (), url)
    return SavedSearch(results.total, [cards[pk] for pk in ids if pk in cards], url)

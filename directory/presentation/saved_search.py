"""A search that a page carries: its first services and the way to all of them."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from ..filters import ServiceFilterSet
from ..models import Service
from .loading import services_in_short

logger = logging.getLogger(__name__)
MOST_SHOWN = 5


@dataclass(frozen=True)
class SavedSearch:
    """What a saved search finds now."""

    total: int
    services: Sequence[Service]
    url: str
    """Of the results page with all of them."""
    failed: bool = False

    @property
    def more(self) -> bool:
        """Whether the results page has services that stand not here."""
        return self.total > len(self.services)


def clean_query(text: str) -> str:
    """The query string in what an officer pasted; ValidationError where the search does not understand it."""
    query = (text.partition("?")[2] or text).partition("#")[0].strip()
    asked = QueryDict(query)
    filterset = ServiceFilterSet(asked)
    unknown = [name for name in asked if name not in filterset.filters]
    if unknown:
        names = ", ".join(name[:40] for name in unknown[:3])
        raise ValidationError(_("The search has no filter “%(names)s”.") % {"names": names})
    if filterset.problems or filterset.notes:
        raise ValidationError([*filterset.problems.values(), *filterset.notes])
    return query


def found_ids(query: str, most: int) -> tuple[Sequence[int], int]:
    """Ids of the best services of a query string, and how many there are in all."""
    results = ServiceFilterSet(QueryDict(query)).results
    return list(results.ids[:most]), results.total


def saved_search(query: str, *, most: int = MOST_SHOWN) -> SavedSearch:
    """The best services of this query string. Where the search fails, none: the page must still show."""
    url = f"{reverse('directory:find')}?{query}"
    try:
        ids, total = found_ids(query, most)
        found = services_in_short().in_bulk(ids)
    except Exception:  # whatever breaks in the search, the guide around it is still right
        logger.exception("A saved search failed.")
        return SavedSearch(0, (), url, failed=True)
    return SavedSearch(total, [found[pk] for pk in ids if pk in found], url)

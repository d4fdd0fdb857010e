"""Search over the directory. How it works: `docs/developers/search.md`."""

from .alike import most_alike
from .counting import log, search_log
from .engine import current_index, index_at_hand, search, warm
from .freshness import rebuild, touch, touch_structure, touch_synonyms
from .query import Correction, Removal, SearchQuery, SearchResults, Together

__all__ = [
    "Correction",
    "Removal",
    "SearchQuery",
    "SearchResults",
    "Together",
    "current_index",
    "index_at_hand",
    "log",
    "most_alike",
    "rebuild",
    "search",
    "search_log",
    "touch",
    "touch_structure",
    "touch_synonyms",
    "warm",
]

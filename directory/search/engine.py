"""The search itself: words, filters, counts and order put together."""

import logging
from collections.abc import Mapping

from django.db import Error, connection

from .freshness import read
from .index import Index
from .keeper import keeper
from .narrowing import Facets, Narrowing, any_chosen, removals, together
from .near import ByService, Nearest
from .ordering import LazyIds, numbers_in_order
from .others import thesaurus_of
from .parsing import Parsed, parse
from .query import SearchQuery, SearchResults
from .scoring import match
from .softness import is_soft
from .words import Atom, Posting, postings

logger = logging.getLogger(__name__)

MOST_BYTES = 16_000_000
"""For remembered words."""


def search(query: SearchQuery) -> SearchResults:
    """Find services. One statement to the database, or two if the directory has changed."""
    index, parsed, found_words = understood(query)
    matches = match(parsed.groups, found_words, index.live) if parsed.groups else None
    narrowing = Narrowing.of(index, query, matches.found if matches else index.live)
    found = narrowing.found()
    total = found.bit_count()
    within = narrowing.within(found)
    nearest = Nearest(index, query.point, narrowing.matching_slots(found))
    taken_off = [] if total else removals(narrowing, query, bool(parsed.groups))
    return SearchResults(
        ids=LazyIds(index, total, lambda: numbers_in_order(index, query, found, matches, nearest)),
        total=total,
        facets=counted(narrowing, query, parsed, found),
        distances=ByService(index, found, lambda number: miles(nearest, number)),
        places=ByService(index, found, lambda number: nearest.of(number)[1] or None),
        version=index.version,
        correction=parsed.correction,
        synonyms=parsed.synonyms,
        urgent=parsed.urgent,
        removals=taken_off,
        together=together(narrowing, taken_off),
        within=None if within is None else within.bit_count(),
        any_word=bool(matches and matches.any_word),
        soft=is_soft(query.words, matches.named & found if matches else 0, index.lexicon),
        without_words=bool(query.words and not parsed.groups),
    )


def current_index() -> Index:
    """The index of this process, fresh: one statement."""
    return keeper.at(read()[0])


def index_at_hand() -> Index:
    """The index of this process without asking whether it is fresh; made where there is none yet."""
    return keeper.last() or current_index()


def warm() -> None:
    """Make the index before the first visitor comes, and what other apps' words need for theirs.

    For a thread of its own, when a server process starts.
    """
    try:
        thesaurus_of(current_index())
    except Error:
        logger.warning("The search index could not be made yet; the first search will do it.")
    finally:
        connection.close()


def understood(query: SearchQuery) -> tuple[Index, Parsed, Mapping[Atom, Posting]]:
    """The fresh index, the words as understood with it, and the services that have each of them."""
    index = keeper.last()
    parsed = parsed_with(index, query) if index else Parsed()
    missing = missing_atoms(index, parsed) if index else []
    version, rows = read(missing)
    fresh = keeper.at(version)
    if fresh is not index:
        thesaurus_of(fresh)  # also where no words were typed: the next search with words finds it made
        parsed = parsed_with(fresh, query)
        missing = missing_atoms(fresh, parsed)
        rows = read(missing)[1] if missing else []
    return fresh, parsed, remembered(fresh, parsed, missing, rows)


def parsed_with(index: Index, query: SearchQuery) -> Parsed:
    if not query.words:
        return Parsed()
    return parse(query.words, index.lexicon, thesaurus_of(index), exact=query.exact)


def memory_of(index: Index) -> dict[Atom, Posting]:
    """Words that were looked for since the index was made."""
    memory: dict[Atom, Posting] = index.remembered.setdefault("postings", {})
    return memory


def missing_atoms(index: Index, parsed: Parsed) -> list[Atom]:
    memory = memory_of(index)
    return [atom for atom in parsed.atoms if atom not in memory]


def remembered(index: Index, parsed: Parsed, missing: list[Atom], rows: list[tuple]) -> Mapping[Atom, Posting]:
    """Postings of all words of the search. What was just read is kept; the oldest go when room is short."""
    if not parsed.groups:
        return {}
    memory = {**memory_of(index), **postings(index, missing, rows)} if missing else memory_of(index)
    if missing:
        room = max(64, MOST_BYTES // (len(index.ids) // 2 + 300))
        kept = memory if len(memory) <= room else dict(list(memory.items())[-room // 2 :])
        index.remembered["postings"] = kept
    return memory


def miles(nearest: Nearest, number: int) -> float | None:
    distance = nearest.of(number)[0]
    return distance if distance != float("inf") else None


def counted(narrowing: Narrowing, query: SearchQuery, parsed: Parsed, found: int) -> Facets:
    """Counts of all values. Those of the landing page are worked out once for each version of the directory."""
    if parsed.groups or any_chosen(narrowing):
        return narrowing.facets(found)
    memory = narrowing.index.remembered
    if "landing" not in memory:
        memory["landing"] = narrowing.facets(found)
    facets: Facets = memory["landing"]
    return facets

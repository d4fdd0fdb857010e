"""What matches the words of a search and is no service: guides, questions, events, and what a word means."""

from collections.abc import Iterable, Sequence
from heapq import merge
from itertools import islice
from urllib.parse import urlencode

from localoffer.core.registries import Asked, Explanation, Hit, explainers, result_kinds

from .results import ResultsPage

STRONG = 0.5
"""Pages that answer so strongly stand above the services."""
RATHER_STRONG = 0.26
"""So do these, where the services hardly answer."""
NEARLY = 0.8
"""Of either only what is nearly as good as the best."""
MOST_STRONG, MOST_OTHERS = 3, 5


def hits_of(page: ResultsPage) -> Sequence[Hit]:
    """Everything that matches, the strongest first."""
    asked = _asked(page)
    if not asked.words:
        return ()
    found = [kind.find(asked) for kind in result_kinds]
    return found[0] if len(found) == 1 else list(merge(*found, key=lambda hit: -hit.strength))


def strong_and_others(hits: Iterable[Hit], *, soft: bool) -> tuple[list[Hit], list[Hit]]:
    """Those that stand above the services, and the next ones, which stand below.

    `soft` says that the services hardly answer.
    """
    first = list(islice(hits, MOST_STRONG + MOST_OTHERS))
    least = max(RATHER_STRONG if soft else STRONG, NEARLY * first[0].strength if first else 0)
    strong = [hit for hit in first[:MOST_STRONG] if hit.strength >= least]
    return strong, first[len(strong) : len(strong) + MOST_OTHERS]


def explanation_of(page: ResultsPage) -> Explanation | None:
    """What a word means, where the search was for the word itself."""
    asked = _asked(page)
    meanings = (explainer.explain(asked) for explainer in explainers if asked.words)
    return next(filter(None, meanings), None)


def words_query(page: ResultsPage) -> str:
    """The query string of the words alone."""
    query = page.filterset.query
    return urlencode({"q": query.words, "exact": "1"} if query.exact else {"q": query.words})


def _asked(page: ResultsPage) -> Asked:
    ages = page.filterset.query.ages
    return Asked(page.searched_words, ages[-1] if ages else None)

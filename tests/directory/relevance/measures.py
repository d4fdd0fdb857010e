"""MRR, recall and nDCG at ten, and the share of queries with nothing right among the first ten."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import log2
from statistics import fmean

from .reading import Query

PAGE = 10

Engine = Callable[[str], Sequence[str]]
"""From words to slugs of services, the best first."""


@dataclass(frozen=True)
class Outcome:
    """What one engine gave for one query."""

    query: Query
    shown: tuple[str, ...]

    @property
    def reciprocal_rank(self) -> float:
        """1 if the first service shown is right, 1/2 if the second is the first right one, and so on."""
        return next((1 / rank for rank, slug in enumerate(self.shown, 1) if slug in self.query.accepted), 0.0)

    @property
    def recall(self) -> float:
        """Of the right services, as far as a page has room for them, the part that is shown."""
        right = sum(slug in self.query.accepted for slug in self.shown)
        return right / min(PAGE, len(self.query.accepted))

    @property
    def ndcg(self) -> float:
        """How near the order is to the best possible one: the best services first, then the accepted ones."""
        ideal = sorted(map(self.query.grade, self.query.accepted), reverse=True)[:PAGE]
        return _gain(map(self.query.grade, self.shown)) / _gain(ideal)


@dataclass(frozen=True)
class Score:
    """The averages over some queries."""

    mrr: float
    recall: float
    ndcg: float
    nothing: float
    """Share of queries with nothing right."""

    @classmethod
    def of(cls, outcomes: Sequence[Outcome]) -> "Score":
        return cls(
            mrr=fmean(outcome.reciprocal_rank for outcome in outcomes),
            recall=fmean(outcome.recall for outcome in outcomes),
            ndcg=fmean(outcome.ndcg for outcome in outcomes),
            nothing=fmean(not outcome.reciprocal_rank for outcome in outcomes),
        )


def ask(engine: Engine, queries: Iterable[Query]) -> list[Outcome]:
    return [Outcome(query, tuple(engine(query.words)[:PAGE])) for query in queries]


def _gain(grades: Iterable[int]) -> float:
    return sum(grade / log2(place + 1) for place, grade in enumerate(grades, 1))

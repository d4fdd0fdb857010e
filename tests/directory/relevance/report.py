"""The table of measures, and the queries that went worst."""

from collections.abc import Iterator, Mapping, Sequence

from .measures import Engine, Outcome, Score, ask
from .reading import Query

Outcomes = Mapping[str, Sequence[Outcome]]


def measured(engines: Mapping[str, Engine], queries: Sequence[Query]) -> dict[str, list[Outcome]]:
    return {name: ask(engine, queries) for name, engine in engines.items()}


def table(outcomes: Outcomes) -> Iterator[str]:
    """A row for each engine and each group of queries."""
    yield f"{'queries':<20}{'engine':<20}{'number':>7}{'MRR':>8}{'recall':>8}{'nDCG':>8}{'nothing':>9}"
    for label, chosen in _groups(outcomes):
        for engine, found in outcomes.items():
            some = [outcome for outcome in found if chosen in ("", outcome.query.half, outcome.query.kind)]
            score = Score.of(some)
            measures = f"{score.mrr:>8.3f}{score.recall:>8.3f}{score.ndcg:>8.3f}{score.nothing:>9.1%}"
            yield f"{label:<20}{engine:<20}{len(some):>7}{measures}"


def worst(outcomes: Sequence[Outcome], number: int) -> Iterator[str]:
    """Queries with the least right, what should have come and what came."""
    for outcome in sorted(outcomes, key=lambda outcome: (outcome.reciprocal_rank, outcome.recall))[:number]:
        missed = sorted(outcome.query.accepted.difference(outcome.shown), key=outcome.query.grade, reverse=True)
        yield f"{outcome.query.words!r} ({outcome.query.half}) MRR {outcome.reciprocal_rank:.2f}"
        yield f"    missed: {', '.join(missed) or 'nothing'}"
        yield f"    shown:  {', '.join(outcome.shown) or 'nothing'}"


def _groups(outcomes: Outcomes) -> list[tuple[str, str]]:
    """(label, half or kind), with "" for all queries."""
    asked = [outcome.query for found in outcomes.values() for outcome in found]
    names = dict.fromkeys([*(query.half for query in asked), *(query.kind for query in asked)])
    return [("all", ""), *((name, name) for name in names)]

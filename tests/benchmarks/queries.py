"""The four searches of the benchmark, each in many variations so that no design answers from memory."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode

from .synthetic import COMMON, MIDDLE

# Our search passes over "help" and "work" beside other words and reads "nurse" as families do; the floor takes
# words as they are. The benchmark asks for words that both read alike, so that their answers can be compared.
READ_OTHERWISE = set("support family child school help group parent advice nurse health work".split())
WORDS = [word for word in COMMON if word not in READ_OTHERWISE]


@dataclass(frozen=True)
class Query:
    """What every design is asked. Distances in miles, ages in whole years."""

    words: str = ""
    terms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    age: int | None = None
    point: tuple[float, float] | None = None
    within: float | None = None

    def as_query_string(self, postcode: str) -> str:
        """The address a visitor would use; `postcode` must stand for the point in the database."""
        pairs: list[tuple[str, str]] = [("q", self.words)] if self.words else []
        if self.point:
            pairs.append(("postcode", postcode))
        if self.within:
            pairs.append(("within", f"{self.within:g}"))
        if self.age is not None:
            pairs.append(("age", str(self.age)))
        pairs += [(name, value) for name, values in self.terms.items() for value in values]
        return urlencode(pairs)


def variations(kind: str, count: int, half_width: float, seed: int = 11) -> Iterator[Query]:
    """`count` queries of one kind; see KINDS."""
    draw = random.Random(f"{kind}{seed}")
    for _ in range(count):
        yield KINDS[kind](draw, half_width)


def _point(draw: random.Random, half_width: float) -> tuple[float, float]:
    return (
        round(MIDDLE[0] + draw.uniform(-half_width, half_width), 5),
        round(MIDDLE[1] + draw.uniform(-half_width, half_width) * 1.6, 5),
    )


def _two_words(draw: random.Random) -> str:
    return " ".join(draw.sample(WORDS, k=2))


def _full(draw: random.Random, half_width: float) -> Query:
    terms = {
        "type": tuple(f"type-{number * 5}" for number in draw.sample(range(8), k=2)),
        "needs": tuple(f"needs-{number * 5}" for number in draw.sample(range(6), k=2)),
        "access": tuple(f"access-{number}" for number in draw.sample(range(12), k=2)),
    }
    return Query(_two_words(draw), terms, draw.randrange(2, 17), _point(draw, half_width), 5)


def _one_facet(draw: random.Random, half_width: float) -> Query:
    return Query(_two_words(draw), {"route": (f"route-{draw.randrange(10)}",)}, None, _point(draw, half_width), 5)


def _phrase(draw: random.Random, half_width: float) -> Query:
    return Query("speech and language " + draw.choice(WORDS))


def _landing(draw: random.Random, half_width: float) -> Query:
    return Query()


KINDS = {
    "words + 3 facets + age + radius": _full,
    "words + 1 facet + radius": _one_facet,
    "a common phrase": _phrase,
    "landing page": _landing,
}

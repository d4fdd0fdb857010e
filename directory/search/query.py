"""What a search asks and what it answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

Point = tuple[float, float]

SORTS = ("best", "nearest", "name", "checked")


@dataclass(frozen=True)
class SearchQuery:
    """One search, already validated. Unknown vocabularies and terms are ignored."""

    words: str = ""
    exact: bool = False
    """Take the words as they are: no spelling correction."""
    point: Point | None = None
    """(latitude, longitude) of the visitor."""
    within: float | None = None
    """Miles around the point."""
    age: int | None = None
    price: Decimal | None = None
    """At most this many pounds."""
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Vocabulary code to term codes: any of them within a vocabulary, all of the vocabularies."""
    sort: str = "best"
    ward: str = ""
    """Code of the ward that holds the point, where it is known."""
    authority: str = ""
    """Code of the council area that holds the point, where it is known."""

    def __hash__(self) -> int:
        return hash((self.words, self.point, self.within, self.age, self.price, tuple(sorted(self.terms.items()))))

    @property
    def is_landing(self) -> bool:
        """Nothing asked: everything from A to Z."""
        return not (self.words or self.point or self.age is not None or self.price is not None or any_term(self))


def any_term(query: SearchQuery) -> bool:
    return any(query.terms.values())


@dataclass(frozen=True)
class Correction:
    """“Showing results for `used`. Search instead for `original`.”"""

    original: str
    used: str


@dataclass(frozen=True)
class Removal:
    """How many services there would be without one of the filters that are on."""

    name: str
    """`q`, `within`, `age`, `price` or the code of a vocabulary."""
    value: str
    """The filter's value; empty if several terms of a vocabulary are on."""
    count: int


@dataclass(frozen=True)
class SearchResults:
    """Services found, in order, with everything the results page says about them."""

    ids: Sequence[int]
    total: int
    facets: Mapping[str, Mapping[str, int]]
    """Vocabulary code to term code to the number of services with that term (or one below it)."""
    distances: Mapping[int, float]
    """Miles to the nearest matching place, for services that have one."""
    places: Mapping[int, int]
    """Id of the nearest matching location, or the first matching one if no point was given."""
    version: int
    """Of the directory; it changes with every change that search can see."""
    correction: Correction | None = None
    synonyms: tuple[str, ...] = ()
    removals: Sequence[Removal] = ()
    any_word: bool = False
    """Few services have all the words, so these have some of them."""

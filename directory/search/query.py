"""What a search asks and what it answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

Point = tuple[float, float]

NEAREST = "nearest"
SORTS = ("best", NEAREST, "name", "checked")


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
    age_to: int | None = None
    """With `age` the end of a band, 5 to 10: a service for any age of it is found."""
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
        ages, terms = (self.age, self.age_to), tuple(sorted(self.terms.items()))
        return hash((self.words, self.point, self.within, ages, self.price, terms))

    @property
    def ages(self) -> range:
        """The ages asked for, one or several; empty if none is."""
        if self.age is None:
            return range(0)
        return range(self.age, (self.age if self.age_to is None else self.age_to) + 1)

    @property
    def age_value(self) -> str:
        """The ages as the query string has them: `4`, or `5-10`."""
        ages = self.ages
        return "" if not ages else f"{ages[0]}-{ages[-1]}" if len(ages) > 1 else str(ages[0])

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
class Together:
    """How many services there would be without several of the filters at once."""

    removals: tuple[Removal, ...]
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
    urgent: bool = False
    """The words are some that people in danger use."""
    removals: Sequence[Removal] = ()
    together: Sequence[Together] = ()
    """The fewest filters that must go at once, where nothing is found and no single one of them is enough."""
    within: int | None = None
    """How many of them have a place within the distance asked for; the others come to the family, are online or
    have no known place. None where no distance is asked for."""
    any_word: bool = False
    """Few services have all the words, so these have some of them."""
    soft: bool = False
    """Words were typed, and these services hardly answer to them (`softness.py`)."""
    without_words: bool = False
    """Words were typed, but none that tells services apart (“🧩”, “worried”): these are all, as if none had been."""

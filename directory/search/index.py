"""The in-process index: one immutable picture of the directory, made for exact counts.

Every published service has a number; a set of services is an integer with one bit a number. A service
with several places has several slots: its first is in layer 0, its second in layer 1, and so on. All layers
use the service's number, so “at the same place” is an AND within each layer and “the services of these
slots” is an OR over the layers. Numbers are given by falling number of places, which keeps higher layers
short.
"""

from array import array
from bisect import insort
from collections.abc import Collection, Hashable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .bits import NumberMap
from .catalogue import Catalogue
from .places import Grid
from .spelling import Lexicon
from .synonyms import Thesaurus

Key = tuple[Hashable, ...]


@dataclass
class Layer:
    """Where the n-th places of services are; 0 and not-a-number where there is none."""

    locations: "array[int]" = field(default_factory=lambda: array("q"))
    lats: "array[float]" = field(default_factory=lambda: array("d"))
    lons: "array[float]" = field(default_factory=lambda: array("d"))

    def copy(self) -> "Layer":
        return Layer(self.locations[:], self.lats[:], self.lons[:])

    def put(self, number: int, location: int, lat: float, lon: float) -> None:
        missing = number + 1 - len(self.locations)
        if missing > 0:
            self.locations.extend([0] * missing)
            self.lats.extend([float("nan")] * missing)
            self.lons.extend([float("nan")] * missing)
        self.locations[number], self.lats[number], self.lons[number] = location, lat, lon


@dataclass
class Index:
    """Never changed once it is shared; a change makes a new one (`build.py`) that shares what stayed."""

    version: int
    today: date
    catalogue: Catalogue
    thesaurus: Thesaurus
    lexicon: Lexicon
    bits: dict[Key, int] = field(default_factory=dict)
    """`("live",)`, `("age", 3)`, `("term", id)`, `("place-term", id, layer)`, `("priced",)`, `("price", digit)`,
    `("placed", layer)`, `("unplaced", layer)`, `("national",)`, `("area",)`, `("parts",)`, `("authorities",)`,
    `("parts-anywhere",)`, `("authorities-anywhere",)`, `("covers", area code)`."""
    layers: list[Layer] = field(default_factory=list)
    numbers: NumberMap = field(default_factory=NumberMap)
    ids: "array[int]" = field(default_factory=lambda: array("q"))
    names: list[str] = field(default_factory=list)
    checked: "array[int]" = field(default_factory=lambda: array("i"))
    name_order: "array[int]" = field(default_factory=lambda: array("i"))
    checked_order: "array[int]" = field(default_factory=lambda: array("i"))
    name_rank: "array[int]" = field(default_factory=lambda: array("i"))
    checked_rank: "array[int]" = field(default_factory=lambda: array("i"))
    last_days: dict[date, list[int]] = field(default_factory=dict)
    """Ids of services one of whose times ends on that day."""
    grid: Grid = field(default_factory=Grid)
    remembered: dict[str, Any] = field(default_factory=dict)
    """What searches worked out from this index: postings of words, the landing page, radii."""

    def get(self, *key: Hashable) -> int:
        """The set of that name."""
        return self.bits.get(key, 0)

    @property
    def live(self) -> int:
        return self.bits.get(("live",), 0)

    def order_all(self) -> None:
        """Put all services in the two orders."""
        everyone = range(len(self.ids))
        self.name_order = array("i", sorted(everyone, key=self._by_name))
        self._rank_names()
        self.checked_order = array("i", sorted(everyone, key=self._by_check))
        self.checked_rank = inverse(self.checked_order)

    def order_again(self, changed: Collection[int]) -> None:
        """Put changed services in their new places; the others keep their order."""
        self.name_order = moved(self.name_order, changed, self._by_name)
        self._rank_names()
        self.checked_order = moved(self.checked_order, changed, self._by_check)
        self.checked_rank = inverse(self.checked_order)

    def _rank_names(self) -> None:
        self.name_rank = inverse(self.name_order)

    def _by_name(self, number: int) -> tuple[str, int]:
        return self.names[number], self.ids[number]

    def _by_check(self, number: int) -> tuple[int, int]:
        return -self.checked[number], self.name_rank[number]


def moved(order: "array[int]", changed: Collection[int], key: Any) -> "array[int]":
    """The order with these numbers taken out and put where their new keys belong."""
    kept = [number for number in order if number not in changed]
    if len(changed) * 20 > len(kept):
        return array("i", sorted([*kept, *changed], key=key))
    for number in changed:
        insort(kept, number, key=key)
    return array("i", kept)


def inverse(order: "array[int]") -> "array[int]":
    rank = array("i", [0]) * len(order)
    for place, number in enumerate(order):
        rank[number] = place
    return rank

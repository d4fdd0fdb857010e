"""Results in order, worked out only as far as somebody looks."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import overload

from .bits import in_order
from .index import Index
from .near import Nearest, by_distance
from .query import SearchQuery
from .scoring import Matches


def numbers_in_order(
    index: Index, query: SearchQuery, found: int, matches: Matches | None, nearest: Nearest
) -> Iterator[int]:
    """The services found in the order asked for.

    Best: by how well the words match, then distance, then how recently they were checked; without words and
    without a point, from A to Z. Nearest without a point is best. Every order ends with the name.
    """
    if query.sort == "name":
        return in_order(found, index.name_order, index.name_rank)
    if query.sort == "checked":
        return in_order(found, index.checked_order, index.checked_rank)
    if query.sort == "nearest" and query.point:
        return by_distance(index, found, nearest, query.point, index.checked_order, index.checked_rank)
    return _best(index, query, found, matches, nearest)


def _best(index: Index, query: SearchQuery, found: int, matches: Matches | None, nearest: Nearest) -> Iterator[int]:
    if matches is None and not query.point:
        yield from in_order(found, index.name_order, index.name_rank)
        return
    for tier in matches.tiers(found) if matches else [found]:
        if query.point:
            yield from by_distance(index, tier, nearest, query.point, index.checked_order, index.checked_rank)
        else:
            yield from in_order(tier, index.checked_order, index.checked_rank)


class LazyIds(Sequence[int]):
    """Ids of services in order. The first page of many is there long before the last."""

    def __init__(self, index: Index, total: int, numbers: Callable[[], Iterator[int]]) -> None:
        self._ids = index.ids
        self._total = total
        self._start = numbers
        self._numbers: Iterator[int] | None = None
        self._known: list[int] = []

    def __len__(self) -> int:
        return self._total

    @overload
    def __getitem__(self, place: int) -> int: ...
    @overload
    def __getitem__(self, place: slice) -> list[int]: ...
    def __getitem__(self, place: int | slice) -> int | list[int]:
        if isinstance(place, slice):
            start, stop, step = place.indices(self._total)
            self._know(max(start + 1, stop) if step > 0 else self._total)
            return self._known[place] if step < 0 else self._known[start:stop:step]
        if not -self._total <= place < self._total:
            raise IndexError(place)
        place %= self._total
        self._know(place + 1)
        return self._known[place]

    def __iter__(self) -> Iterator[int]:
        self._know(self._total)
        return iter(self._known)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    def __repr__(self) -> str:
        return repr(list(self))

    def _know(self, places: int) -> None:
        """Work out the first so many."""
        missing = min(places, self._total) - len(self._known)
        if missing > 0:
            if self._numbers is None:
                self._numbers = self._start()
            self._known += [self._ids[number] for number in islice(self._numbers, missing)]

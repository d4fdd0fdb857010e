"""Which services are most like others: those that share most of their terms, counted in the sets of the index."""

from collections.abc import Collection, Iterator
from itertools import islice

from .bits import in_order
from .engine import current_index
from .index import Index


def most_alike(term_ids: Collection[int], most: int, *, without: Collection[int] = ()) -> list[tuple[int, int]]:
    """Ids of published services, each with how many of these terms it has: the most first, then by name.

    A service has a term if it has one below it. `without` are ids of services to leave out.
    """
    index = current_index()
    left_out = sum(1 << number for number in set(index.numbers.numbers_of(without)))
    return list(islice(_in_order(index, _by_number_of_terms(index, term_ids), index.live & ~left_out), most))


def _by_number_of_terms(index: Index, term_ids: Collection[int]) -> list[int]:
    """Sets of services: those with one of the terms or more, with two or more, and so on."""
    at_least: list[int] = []
    for term in set(term_ids):
        having = index.get("term", term)
        for place, before in enumerate(at_least):
            at_least[place] = before | having
            having &= before
        at_least.append(having)
    return at_least


def _in_order(index: Index, at_least: list[int], among: int) -> Iterator[tuple[int, int]]:
    for shared in range(len(at_least), 0, -1):
        more = at_least[shared] if shared < len(at_least) else 0
        exactly = at_least[shared - 1] & ~more & among
        for number in in_order(exactly, index.name_order, index.name_rank):
            yield index.ids[number], shared

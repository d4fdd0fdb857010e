"""Sets of small numbers kept in Python's own integers: bit n stands for number n.

An AND over 2,000 services takes 60 ns and counting them (`int.bit_count`) as much, so exact counts for
every value of every filter cost less than one question to the database.
"""

from array import array
from collections.abc import Iterable, Iterator
from itertools import compress, count

DENSE = 16
_ZEROS_AND_ONES = bytes(1 if byte == ord("1") else 0 for byte in range(256))


def from_numbers(numbers: Iterable[int], size: int) -> int:
    """The set of these numbers, all below `size`."""
    room = bytearray((size >> 3) + 1)
    for number in numbers:
        room[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(room, "little")


def positions(bits: int) -> list[int]:
    """The numbers in the set, ascending."""
    digits = f"{bits:b}"[::-1]
    if bits.bit_count() * DENSE > len(digits):
        return list(compress(count(), digits.encode().translate(_ZEROS_AND_ONES)))
    found = []
    place = digits.find("1")
    while place >= 0:
        found.append(place)
        place = digits.find("1", place + 1)
    return found


def in_order(bits: int, order: "array[int]", rank: "array[int]") -> Iterator[int]:
    """The numbers in the set as `order` has them; `rank` is its inverse.

    A large set is read off the order, so that the first page of many results costs little.
    """
    if bits.bit_count() ** 2 < 4 * len(order):
        yield from sorted(positions(bits), key=rank.__getitem__)
        return
    room = bits.to_bytes((len(order) >> 3) + 1, "little")
    for number in order:
        if room[number >> 3] >> (number & 7) & 1:
            yield number


class NumberMap:
    """From ids of the database to numbers, in pages of 4-byte entries rather than a dictionary."""

    PAGE = 1024

    def __init__(self) -> None:
        self._pages: dict[int, array[int]] = {}

    def copy(self) -> "NumberMap":
        twin = NumberMap()
        twin._pages = {page: entries[:] for page, entries in self._pages.items()}
        return twin

    def __setitem__(self, pk: int, number: int) -> None:
        page = self._pages.get(pk // self.PAGE)
        if page is None:
            page = self._pages[pk // self.PAGE] = array("i", [-1]) * self.PAGE
        page[pk % self.PAGE] = number

    def get(self, pk: int) -> int:
        """The number of this id, or -1."""
        page = self._pages.get(pk // self.PAGE)
        return -1 if page is None else page[pk % self.PAGE]

    def numbers_of(self, pks: Iterable[int]) -> list[int]:
        """Numbers of the ids that are there."""
        size, pages = self.PAGE, self._pages
        empty = array("i", [-1]) * size
        found = [pages.get(pk // size, empty)[pk % size] for pk in pks]
        return [number for number in found if number >= 0]

"""How well services match the words: which have them, and the best first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .everyday import COMMON, SOFT
from .parsing import Alternative, Group
from .words import Atom, Posting

ENOUGH = 10
"""With fewer services than this that have all the words, services with some of them follow."""
NAME, BRIEF, ANYWHERE = 6, 4, 2
"""What a match counts in the name, in the one sentence or terms, and elsewhere."""
OF_KIND = 24
"""What it counts to have the kind of place that was asked for in the name: an assessment of autism is no nursery."""
RAREST = 8
COMMON_RARITY = 2
"""No more than this counts a word that many needs share, where another word says which need."""
LARGER = 40


@dataclass(frozen=True)
class Matches:
    """Services that match, and a score for each as a column of binary digits."""

    found: int
    digits: Sequence[int]
    any_word: bool
    named: int = 0
    """Services that have all of it in their name or their brief text."""

    def tiers(self, chosen: int) -> Iterator[int]:
        """Of the chosen services, sets with the same score, the best first."""
        yield from _tiers(self.digits, len(self.digits) - 1, chosen & self.found)


def match(groups: Sequence[Group], postings: Mapping[Atom, Posting], live: int) -> Matches:
    """Services that have every required group; if they are few, those that have at least one."""
    found = [pair for group in groups for pair in _found(group, postings, live)]
    required = [posting.anywhere & live for group, posting in found if group.required]
    everything = named = live
    for services in required:
        everything &= services
    for group, posting in found:
        if group.required:
            named &= posting.brief
    matched = everything
    telling = [posting.anywhere & live for group, posting in found if group.required and not group.common]
    told = any(telling)
    if everything.bit_count() < ENOUGH and len(required) > 1:
        matched = _some(telling if told else required, live)
    digits: list[int] = []
    for group, posting in found:
        _score(digits, group, posting, live, COMMON_RARITY if told and group.common else RAREST)
        _score_ways(digits, group, postings, live)
        if group.kind and len(required) > 1:
            _add(digits, _alternative(group.alternatives[0], postings).name & live, OF_KIND)
    return Matches(matched, digits, any_word=matched != everything, named=named)


def _found(group: Group, postings: Mapping[Atom, Posting], live: int) -> list[tuple[Group, Posting]]:
    """The group with the services that have it. A saying that nobody uses falls apart into its words."""
    posting = _group(group, postings)
    if not group.required or posting.anywhere & live:
        return [(group, posting)]
    words = next((each.single for each in group.alternatives if len(each.single) > 1), ())
    telling = [atom for atom in words if atom.text not in SOFT] or words
    apart = [(Group((Alternative((atom.text,)),), common=atom.text in COMMON), postings[atom]) for atom in telling]
    return apart or [(group, posting)]


def _some(required: Sequence[int], live: int) -> int:
    """Services with any of the words. In a larger directory, a word that most services have is not enough."""
    most = live.bit_count() if live.bit_count() < LARGER else live.bit_count() // 2
    telling = [services for services in required if services and services.bit_count() <= most]
    matched = 0
    for services in telling or required:
        matched |= services
    return matched


def _group(group: Group, postings: Mapping[Atom, Posting]) -> Posting:
    posting = Posting()
    for alternative in group.alternatives:
        posting |= _alternative(alternative, postings)
    return posting


def _alternative(alternative: Alternative, postings: Mapping[Atom, Posting]) -> Posting:
    first, *others = alternative.single
    words = postings[first]
    for atom in others:
        words &= postings[atom]
    if alternative.phrase is None:
        return words
    phrase = postings[alternative.phrase]
    if not alternative.telling:
        return phrase
    return Posting(words.name, words.name | phrase.brief, words.brief | phrase.anywhere)


def _score(digits: list[int], group: Group, posting: Posting, live: int, rarest: int) -> None:
    """Add what this group is worth: rare words more than frequent ones, names more than texts."""
    if group.title:
        _add(digits, posting.name & live, RAREST)
        return
    have = (posting.anywhere & live).bit_count()
    rarity = min(rarest, max(1, ((live.bit_count() + 1) // (have + 1)).bit_length())) if group.required else 1
    _add(digits, posting.anywhere & live, ANYWHERE * rarity)
    _add(digits, posting.brief & live, (BRIEF - ANYWHERE) * rarity)
    _add(digits, posting.name & live, (NAME - BRIEF) * rarity)


def _score_ways(digits: list[int], group: Group, postings: Mapping[Atom, Posting], live: int) -> None:
    """A little more for services that say it in several of its ways: they are about it, not just near it."""
    if len(group.alternatives) > 1:
        for each in group.alternatives:
            _add(digits, _alternative(each, postings).brief & live, 1)


def _add(digits: list[int], services: int, worth: int) -> None:
    """Add a number to the scores of these services, all at once: one carry a binary digit."""
    for place in range(worth.bit_length()):
        carry = services if worth >> place & 1 else 0
        at = place
        while carry:
            digits.extend([0] * (at + 1 - len(digits)))
            digits[at], carry = digits[at] ^ carry, digits[at] & carry
            at += 1


def _tiers(digits: Sequence[int], place: int, services: int) -> Iterator[int]:
    if not services:
        return
    if place < 0:
        yield services
        return
    yield from _tiers(digits, place - 1, services & digits[place])
    yield from _tiers(digits, place - 1, services & ~digits[place])

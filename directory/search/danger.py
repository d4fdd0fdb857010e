"""Who hurts whom, and who needs somebody now: what a list of sayings cannot tell.

“My dad hits me” is said by a child in danger, “my son hits me” by a parent who looks for help with behaviour. Only who
hits tells them apart, so each of them leads to a saying that the synonyms know.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .everyday import SOFT, STOP
from .forms import inflected, stem
from .grammar import GRAMMAR

_FAMILY = frozenset(
    """
    dad daddy mum mummy mother father parent stepdad stepmum stepfather stepmother stepparent carer guardian uncle
    auntie aunt aunty nan nana nanny gran granny grandma grandad granddad grandpa grandmother grandfather boyfriend
    girlfriend husband wife partner fiance fiancee spouse ex bf gf
    """.split()
)
_ADULTS = _FAMILY | frozenset(
    "teacher coach man men adult neighbour stranger babysitter childminder driver tutor staff someone somebody".split()
)
_CHILDREN = frozenset(
    """
    son daughter child kid boy girl baby toddler teenager teen brother sister stepson stepdaughter stepbrother
    stepsister grandson granddaughter grandchild nephew niece cousin lad twin sibling
    """.split()
)
_PEERS = frozenset("brother sister stepbrother stepsister cousin boy girl lad".split())
_PRONOUNS = frozenset("he she they".split())
_ANYBODY = frozenset("me us him them her".split())
_OTHERS = frozenset("people other others everyone everybody pupil classmate friend peer adult staff teacher".split())
_WHOSE = frozenset("my our his her their the a an your this that little younger older big other".split())
_TOUCHING = frozenset(map(stem, "touch grope fondle".split()))
_CRUEL = frozenset(
    map(stem, "beat beaten strangle choke rape molest grope fondle abuse assault whip stab torture".split())
)
_HURTING = (
    _TOUCHING
    | _CRUEL
    | frozenset(
        map(stem, "hit hurt slap punch kick smack bite scratch attack threaten headbutt whack thump burn pinch".split())
    )
)
_CAUSES = frozenset("violent abusive".split())
_AFRAID = frozenset("scared frightened afraid terrified petrified".split())
_BETWEEN = frozenset(
    """
    is are was were am be been being has have had do does did will would can could might keep keeps kept always
    sometimes often just still also really and then who that to started starts try tries tried trying want wants wanted
    wont stop stops threatens threatened likes when gets got drunk angry regularly constantly
    """.split()
)
_DISLIKE = frozenset("like likes liking hate hates hating mind minds stand bear tolerate".split())
_NOW = frozenset("now urgently urgent immediately tonight asap emergency".split())
_TALKING = frozenset("talk talking speak speaking chat call phone ring text".split())
_SOMEBODY = frozenset("someone somebody anyone anybody person".split())
_NUMBER_TO_CALL = frozenset(
    """
    number phone telephone line helpline call text chat talk speak social worker duty mental health doctor nurse
    ambulance police hospital out hours night weekend urgent urgently now right away tonight immediately asap care
    """.split()
)
_MONEY_AND_PLANS = frozenset(
    """
    loan payment fund funding grant money living cost food energy fuel debt housing accommodation prevention training
    course plan planning benefit voucher rent
    """.split()
)
IN_DANGER, BEHAVIOUR, IN_CRISIS = ("not", "safe", "at", "home"), ("hits", "me"), ("mental", "health", "crisis")
_WORDS = _ADULTS | _CHILDREN | _CAUSES | _AFRAID
_NEAR = 4


@dataclass(frozen=True)
class Cry:
    """Words from `start` to `end` that lead where `like` leads."""

    start: int
    end: int
    like: tuple[str, ...]

    @property
    def urgent(self) -> bool:
        return self.like != BEHAVIOUR


def cries(words: Sequence[str]) -> list[Cry]:
    """What the words say about somebody who hurts somebody, or needs somebody now. None overlaps another."""
    found: list[Cry] = []
    for place in range(len(words)):
        cry = _hurt(words, place) or _afraid(words, place) or _violent(words, place) or _crisis(words, place)
        if cry and (not found or found[-1].end <= cry.start):
            found.append(cry)
    return found or list(_somebody_now(words))


def is_named(word: str) -> bool:
    """Somebody who may hurt, or a word for hurting: no slip, whether the directory has it or not."""
    return _one(word) in _WORDS or stem(word) in _HURTING


def is_emergency(words: Sequence[str]) -> bool:
    """“Emergency” with nothing beside it but whom to call: neither emergency childcare nor an emergency contact."""
    return "emergency" in words and _says_only(words, _NUMBER_TO_CALL | {"emergency"})


def _hurt(words: Sequence[str], place: int) -> Cry | None:
    """Somebody hurts somebody: “dad keeps hitting me”, “hit by my dad”, “she bites other children”."""
    verb = stem(words[place])
    if verb not in _HURTING:
        return None
    if cry := _hurt_by(words, place, verb):
        return cry
    end = _whom(words, place + 1)
    if not end:
        return None
    who = _who(words, place)
    like = _led(words, who, words[place + 1 : end], place, verb)
    start = place if who is None or words[who] in _PRONOUNS | {"i"} else who
    return Cry(start, end, like) if like else None


def _led(words: Sequence[str], start: int | None, whom: Sequence[str], place: int, verb: str) -> tuple[str, ...] | None:
    """Where it leads, by who hurts; if that is not said, by whom they hurt and how cruelly."""
    if verb in _TOUCHING:
        return IN_DANGER if _touched(words, start, whom, place) else None
    if start is None or words[start] == "i":
        hurts_a_child = whom[0] in ("my", "our") and _one(whom[-1]) in _CHILDREN
        return IN_DANGER if hurts_a_child or (start is None and verb in _CRUEL) else BEHAVIOUR
    who = _one(words[start])
    if who in _ADULTS or (who in _PRONOUNS and verb in _CRUEL and whom[0] == "me"):
        return IN_DANGER
    return BEHAVIOUR


def _touched(words: Sequence[str], start: int | None, whom: Sequence[str], place: int) -> bool:
    """By somebody who is named. “Hates people touching him” is about senses, and a child who touches others, too."""
    if start is None:
        return place == 0 and whom[0] == "me"
    disliked = _DISLIKE.intersection(words[max(0, start - 3) : start])
    who = _one(words[start])
    return not disliked and (who in _ADULTS or (whom[0] == "me" and who in _PRONOUNS | _PEERS))


def _who(words: Sequence[str], place: int) -> int | None:
    """Where the one stands who does it: the nearest person before, but for words that only lead on to the verb."""
    for before in range(place - 1, max(-1, place - 2 - _NEAR), -1):
        if _one(words[before]) in _ADULTS | _CHILDREN | _PRONOUNS | {"i"}:
            return before
        if words[before] not in _BETWEEN:
            return None
    return None


def _whom(words: Sequence[str], place: int) -> int:
    """The end of who is hurt, or 0: “me”, “her little brother”, but not “her knee” or “a ball”."""
    end = place
    while end < len(words) and words[end] in _WHOSE and end - place < 3:
        end += 1
    if end < len(words) and _one(words[end]) in _CHILDREN | _FAMILY | _OTHERS:
        return end + 1
    if place >= len(words) or words[place] not in _ANYBODY:
        return 0
    alone = place + 1 == len(words) or words[place + 1] in GRAMMAR or words[place + 1] in ("again", "every", "all")
    return place + 1 if words[place] != "her" or alone else 0


def _hurt_by(words: Sequence[str], place: int, verb: str) -> Cry | None:
    """“Hit by my dad”."""
    if words[place + 1 : place + 2] != ["by"]:
        return None
    end = place + 2
    while end < len(words) and words[end] in _WHOSE - {"other"}:
        end += 1
    who = _one(words[end]) if end < len(words) else ""
    if who in _ADULTS:
        return Cry(place, end + 1, IN_DANGER)
    return Cry(place, end + 1, BEHAVIOUR) if who in ("son", "daughter") and verb not in _TOUCHING else None


def _afraid(words: Sequence[str], place: int) -> Cry | None:
    """“Scared of my dad”; a parent may be afraid of a son."""
    if words[place] not in _AFRAID or words[place + 1 : place + 2] != ["of"]:
        return None
    end = place + 2
    while end < len(words) and words[end] in _WHOSE:
        end += 1
    who = _one(words[end]) if end < len(words) else ""
    if who in _FAMILY or who in ("someone", "somebody"):
        return Cry(place, end + 1, IN_DANGER)
    return Cry(place, end + 1, BEHAVIOUR) if who in ("son", "daughter") else None


def _violent(words: Sequence[str], place: int) -> Cry | None:
    """“My dad gets violent”, “violent partner”."""
    if words[place] not in _CAUSES:
        return None
    if place + 1 < len(words) and _one(words[place + 1]) in _FAMILY | {"relationship"}:
        return Cry(place, place + 2, IN_DANGER)
    start = _who(words, place)
    return Cry(start, place + 1, IN_DANGER) if start is not None and _one(words[start]) in _FAMILY else None


def _crisis(words: Sequence[str], place: int) -> Cry | None:
    """Any crisis but one of money, or a plan for one."""
    money = any(inflected(word) in _MONEY_AND_PLANS or word in _MONEY_AND_PLANS for word in words)
    return Cry(place, place + 1, IN_CRISIS) if words[place] == "crisis" and not money else None


def _somebody_now(words: Sequence[str]) -> Iterator[Cry]:
    """“I need to talk to someone now”, “help me now”, with nothing said about what for."""
    talks = not _TALKING.isdisjoint(words) and not _SOMEBODY.isdisjoint(words)
    asked = talks or "help" in words
    if asked and not _NOW.isdisjoint(words) and _says_only(words, _NUMBER_TO_CALL | _NOW | _TALKING | _SOMEBODY):
        yield Cry(0, len(words), IN_CRISIS)


def _says_only(words: Sequence[str], allowed: frozenset[str]) -> bool:
    """Nothing but these and words that say little."""
    return all(word in allowed or inflected(word) in allowed or word in STOP or word in SOFT for word in words)


def _one(word: str) -> str:
    """Mums and mum's are a mum."""
    return word[:-1] if word.endswith("s") and word[:-1] in _ADULTS | _CHILDREN | _OTHERS else word

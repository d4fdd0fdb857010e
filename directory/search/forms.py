"""Forms and sounds of words: what tells a slip from another form of a known word, and what it was meant to be."""

import re
from functools import lru_cache

VOWELS = "aeiou"
_ONE_VOWEL = str.maketrans("eiouy", "aaaaa")
_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in [
        (r"^(?:ps|phs|sc(?=[eiy]))", "s"),
        (r"^kn", "n"),
        (r"^wr", "r"),
        (r"(?:[ts]io|shu|cia)n", "xn"),
        (r"ph", "f"),
        (r"gh(?![aeiou])", ""),
        (r"sc(?=[eiy])|c(?=[eiy])|z", "s"),
        (r"t?ch|ck|c|q", "k"),
        (r"x(?!n)", "ks"),
        (r"dg|g(?=[ei])", "j"),
        (r"wh", "w"),
        (r"(?<=.)h", ""),
        (r"y", "i"),
    ]
]
_STEP = re.compile(r"[aeiouy]+[^aeiouy]+")
_SHORT = re.compile(r"[^aeiou][aeiouy][^aeiouwxy]$")
LONG_ROOT = 6
_ENDINGS = ("ments", "ment", "ers", "er", "ly")


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """What forms of a word share, as the databases' stemmers see it: swims and swimming, but not swiming."""
    word = inflected(word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word.removesuffix(ending)
            word = _rooted(word) if ending in ("er", "ers") and len(word) > LONG_ROOT else word
            break
    if word.endswith("y") and len(word) > 3:
        return word[:-1] + "i"
    return word[:-1] if word.endswith("e") and measure(word[:-1]) > 1 else word


def _rooted(root: str) -> str:
    """A verb without -ing or -ed: swimm is swim, and a short root like hop of hoping had an e."""
    if len(root) > 2 and root[-1] == root[-2] and root[-1] not in "lsz":
        return root[:-1]
    short = measure(root) == 1 and _SHORT.search(root)
    return root + "e" if short or root.endswith(("at", "bl", "is")) else root


def measure(word: str) -> int:
    """How often a consonant follows a vowel (Porter's measure)."""
    return len(_STEP.findall(word))


def inflected(word: str) -> str:
    """The word without the endings of plurals and of verbs: hits, hitting and hit are one."""
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("shes", "ches", "sses", "xes")) and len(word) > 4:
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        word = word[:-1]
    for ending in ("ing", "ed"):
        root = word.removesuffix(ending)
        if root != word and any(letter in "aeiouy" for letter in root):
            return _rooted(root)
    return word


@lru_cache(maxsize=100_000)
def sound(word: str, *, vowels: bool) -> str:
    """How a word sounds, roughly; without `vowels`, any run of vowels is the same."""
    for pattern, replacement in _SOUNDS:
        word = pattern.sub(replacement, word)
    if not vowels:
        word = re.sub(r"[aeiou]+", "a", word).rstrip("a")
    return squeezed(word)


def begins_alike(word: str, found: str) -> bool:
    """People rarely get a first letter wrong: Pitsea is not a slip for IPSEA, nor Hadleigh for Rayleigh."""
    return word[0] == found[0] or word[1::-1] == found[:2] or word[1:] == found or word == found[1:]


def callings(word: str) -> list[str]:
    """A science or an art and the people who practise it, work and who does it: stemmers keep these apart."""
    for ending, others in (("ists", ("y",)), ("ist", ("y",)), ("y", ("ist", "ists"))):
        if word.endswith(ending) and len(word) - len(ending) > 4:
            return [word.removesuffix(ending) + other for other in others]
    for ending, others in (("ers", ("ing",)), ("er", ("ing",)), ("ing", ("er", "ers"))):
        if word.endswith(ending) and len(word) - len(ending) > 3:
            return [word.removesuffix(ending) + other for other in others]
    return []


def squeezed(word: str) -> str:
    """Doubled letters once."""
    return "".join(letter for place, letter in enumerate(word) if not place or word[place - 1] != letter)


def is_slip(word: str, found: str) -> bool:
    """Two short words differ as slips do: letters swapped or doubled, another vowel, a vowel lost.

    A horse is not a house, and money is not a monkey.
    """
    if sorted(word) == sorted(found) or squeezed(word) == squeezed(found):
        return True
    if word.translate(_ONE_VOWEL) == found.translate(_ONE_VOWEL):
        return True
    lost = {found[:place] + found[place + 1 :] for place, letter in enumerate(found) if letter in VOWELS}
    return len(word) > 4 and word in lost

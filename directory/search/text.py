"""Words made even: the same steps for what the directory says and for what families type.

The database stems the words and finds them; everything before that happens here, so both engines get the
same words.
"""

import re
import unicodedata
from functools import lru_cache

LONGEST_WORD = 40

_APOSTROPHES = re.compile(r"(?<=\w)['’‘ʼ`´](?=\w)")
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?")
_JOINED_AND = re.compile(r"(?<=\w)&(?=\w)")
_WORD = re.compile(r"[^\W_]+")
_HYPHENS = frozenset("-‐‑")
_COMPOUND = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)+")

# American spellings that no rule below catches, and irregular plurals the stemmers leave alone.
_SAME = {
    "analog": "analogue",
    "catalog": "catalogue",
    "center": "centre",
    "centers": "centres",
    "centered": "centred",
    "children": "child",
    "childrens": "child",
    "counseling": "counselling",
    "counselor": "counsellor",
    "counselors": "counsellors",
    "defense": "defence",
    "diarrhea": "diarrhoea",
    "enrollment": "enrolment",
    "fetal": "foetal",
    "fiber": "fibre",
    "fulfill": "fulfil",
    "gray": "grey",
    "kid": "child",
    "kids": "child",
    "learned": "learnt",
    "licence": "license",
    "mom": "mum",
    "moms": "mums",
    "mommy": "mummy",
    "orthopedic": "orthopaedic",
    "practise": "practice",
    "practising": "practicing",
    "program": "programme",
    "programs": "programmes",
    "skillful": "skilful",
    "specialty": "speciality",
    "theater": "theatre",
    "traveling": "travelling",
    "traveled": "travelled",
    "traveler": "traveller",
    "tumor": "tumour",
}
_PATTERNS = [
    (re.compile(r"^(behavi|neighb|fav|col|hon|lab|hum|vap|rum|harb|endeav|flav|od|sav|vig|tum)or"), r"\1our"),
    (re.compile(r"^(p|ortho?p|encyclop|gyn|h|an)(?:ae|e)(diatri|dic|mat|mo|mia|mic|sthe)"), r"\1ae\2"),
    (re.compile(r"(?<=[a-z]{4})iz(e|es|ed|er|ers|ing|ation|ations)$"), r"is\1"),
    (re.compile(r"(?<=[a-z]{3})yz(e|es|ed|er|ers|ing)$"), r"ys\1"),
]


def tokens(text: str) -> list[str]:
    """The words of a text: small letters and digits, no accents, one spelling."""
    return [even(word) for word in plain_words(text)]


def plain_words(text: str) -> list[str]:
    """The words of a text in small letters, each as it was spelt."""
    return [word[:LONGEST_WORD] for word in _WORD.findall(_plain(text))]


def document_text(*texts: str) -> str:
    """The words of texts in a line for the word index; “drop-in” is there as “drop in” and as “dropin”."""
    words: list[str] = []
    joined: list[str] = []
    for text in texts:
        if text:
            words += tokens(text)
            if not _HYPHENS.isdisjoint(text):
                joined += ["".join(tokens(found))[:LONGEST_WORD] for found in _COMPOUND.findall(_plain(text))]
    return " ".join(words + joined)


@lru_cache(maxsize=50_000)
def even(word: str) -> str:
    """British spelling, and one form of words with irregular plurals."""
    if word in _SAME:
        return _SAME[word]
    for pattern, replacement in _PATTERNS:
        word, found = pattern.subn(replacement, word, count=1)
        if found:
            break
    return word


def clean(text: str) -> str:
    """What was typed, without control characters and doubled spaces, in one form of Unicode (NFKC)."""
    text = unicodedata.normalize("NFKC", text)
    text = "".join(" " if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn") else char for char in text)
    return " ".join(text.split())


def _plain(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).lower())
        text = "".join(char for char in text if not unicodedata.combining(char))
    text = _APOSTROPHES.sub("", text.lower())
    if "." in text:
        text = _INITIALS.sub(lambda found: found[0].replace(".", ""), text)
    return _JOINED_AND.sub("", text) if "&" in text else text


def singular(word: str) -> str:
    """The word without the ending of a plural, where it is long enough to have one."""
    if len(word) < 5 or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") else word

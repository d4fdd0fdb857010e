"""A postcode or an age that somebody typed among the words, taken out of them.

“autism club SS9 2NT” means a club near SS9 2NT, and “my son is 3 and not talking” asks for age 3. Only plain
forms count: a full postcode, the first half of one that we have (a “KS2” or “B12” is none), and a number that is said
to be an age.
"""

import re
from collections.abc import Callable

from ..postcodes import normalise_postcode

_POSTCODE = re.compile(r"\b([A-Za-z]{1,2}[0-9][A-Za-z0-9]?) ?([0-9][A-Za-z]{2})\b")
_OUTWARD = re.compile(r"(?<![\w-])[A-Za-z]{1,2}[0-9][A-Za-z0-9]?(?![\w-])")
_YEARS = r"(?:years?|yrs?|y/?o)"
_PEOPLE = (
    "son daughter child boy girl baby toddler he she they who lad kid brother sister grandson granddaughter teenager"
)
_AGES = [
    re.compile(rf"(?P<said>\b(\d{{1,2}})[ -]*{_YEARS}(?:[ -]*olds?)?\b)", re.I),
    re.compile(r"(?P<said>\b(?:aged?|age of)[ :]*(\d{1,2})\b)(?!\s*(?:to|and|-|–)\s*\d)", re.I),
    re.compile(
        rf"\b(?:{'|'.join(_PEOPLE.split())})(?P<said>(?:'s|’s| is| are)(?: only| nearly| just| now)? (\d{{1,2}})\b)"
        r"(?! (?:months?|weeks?|days?|steps?))",
        re.I,
    ),
]
_MONTHS = re.compile(r"(?P<said>\b(\d{1,2})[ -]*months?[ -]*olds?\b)", re.I)
OLDEST = 25


def take_postcode(words: str, is_outward: Callable[[str], bool]) -> tuple[str, str]:
    """(the words without it, the postcode or an empty string). `is_outward` knows the first halves that we have."""
    for found in _POSTCODE.finditer(words):
        code = normalise_postcode(found[0])
        if code:
            return _without(words, *found.span()), code
    for found in _OUTWARD.finditer(words):
        if is_outward(found[0].upper()):
            return _without(words, *found.span()), found[0].upper()
    return words, ""


def take_age(words: str) -> tuple[str, str]:
    """(the words without it, the age in years or an empty string). Months make years."""
    for pattern, months_in_one in [*((pattern, 1) for pattern in _AGES), (_MONTHS, 12)]:
        found = pattern.search(words)
        if found and int(found[2]) // months_in_one <= OLDEST:
            return _without(words, *found.span("said")), str(int(found[2]) // months_in_one)
    return words, ""


def _without(words: str, start: int, end: int) -> str:
    return " ".join(f"{words[:start]} {words[end:]}".split())

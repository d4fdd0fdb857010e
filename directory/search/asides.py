"""A postcode or an age that somebody typed among the words, taken out of them.

“autism club SS9 2NT” means a club near SS9 2NT, and “my son is 3 and not talking” asks for age 3. Only plain
forms count: a full postcode, the first half of one that we have (a “KS2” or “B12” is none), and a number that is said
to be an age.
"""

import re
from collections.abc import Callable

from ..postcodes import normalise_postcode, outward_code

_POSTCODE = re.compile(r"\b([A-Za-z]{1,2}[0-9][A-Za-z0-9]?) ?([0-9][A-Za-z]{2})\b")
_OUTWARD = re.compile(r"(?<![\w-])[A-Za-z]{1,2}[0-9][A-Za-z0-9]?(?![\w-])")
_PEOPLE = (
    "son daughter child boy girl baby toddler he she they who lad kid brother sister grandson granddaughter teenager"
)
_NUMBER = r"(?<![\d.,/£-])(\d{1,2})(?:\.\d|½| ?1/2| (?:and|&) a half| (?:and|&) a bit)?(?![\d/%£])"
_HOW_OLD = r"(?:[ -]*(?:years?|yrs?)[ -]*olds?\b|[ -]*y\.?/?o\b)"
_YEARS = r"(?:[ -]*(?:years?|yrs?)\b)"
_ONWARDS = r"(?:\s*(?:\+|plus\b|(?:and|or) (?:over|up|under|older|above|younger)\b))"
_LENGTH_WORDS = r"""
    behind ahead ago wait\w* for since left later? late delay\w* older younger below above apart long overdue without
    out on in at of off from now gap course degree programme contract plan more
"""
_NO_AGE_AFTER = rf"(?!(?:[ -]*(?:and|or|to)[ -]*\d+)?[ -]*(?:{'|'.join(_LENGTH_WORDS.split())})\b)"
"""“2 years behind”."""
_LENGTH_BEFORE = re.compile(
    r"\b(?:wait|waits|waiting|waited|list|behind|delay|delayed|for|since|over|last|past|next|after|within|took|takes"
    r"|another|than|ago|every)"
    r"(?: (?:is|was|about|nearly|almost|over|up|to|at|least|than|more|around|the|last|past))*\s*$",
    re.I,
)
_MEASURES = r"""
    years? yrs? months? weeks? days? hours? minutes? mins? terms? steps? stone st lbs? pounds? kg kgs? kilos? grams?
    grades? levels? sets? feet foot ft inch\w* cms? centi\w* met(?:re|er)s? mm miles? times percent points? marks?
    sub-?levels? of out th st nd rd children boys girls kids brothers sisters people adults
"""
_MEASURED = rf"(?![ -]?(?:{'|'.join(_MEASURES.split())})\b)"
"""“She is 2 stone overweight”."""
_OTHER_AGE = re.compile(
    r"\b(?:reading|spelling|mental|developmental|development|language|cognitive|gestational)\s*$", re.I
)
_COMPARED = re.compile(r"\b(?:like|level of|stage of|as) (?:an? )?$|\b(?:at|to) an? $", re.I)
_LEVEL = re.compile(r"\s*(?:level|stage|check|review)s?\b", re.I)
_AGES = [
    re.compile(rf"(?P<said>\b{_NUMBER}{_HOW_OLD}{_ONWARDS}?)", re.I),
    re.compile(rf"(?P<said>\b{_NUMBER}{_YEARS}(?P<onwards>{_ONWARDS})?){_NO_AGE_AFTER}", re.I),
    re.compile(rf"(?P<said>\b(?:aged?|age of|age is)[ :]*{_NUMBER})(?!\s*(?:to|and|-|–)\s*\d)", re.I),
    re.compile(
        rf"\b(?:{'|'.join(_PEOPLE.split())})(?P<said>(?:'s|’s| is| are)(?: only| nearly| just| now| almost)?"
        rf" {_NUMBER}){_MEASURED}",
        re.I,
    ),
    re.compile(rf"(?P<said>\b(?=\d+ (?:and|&) a half){_NUMBER}){_MEASURED}", re.I),
]
_PERHAPS_LENGTHS = (_AGES[1], _AGES[-1])
"""“For 2 years” may be said of anything."""
_MONTHS = re.compile(r"(?P<said>\b(\d{1,2})[ -]*months?[ -]*olds?\b)", re.I)
_DANGLING = re.compile(r"(?:^|(?<= ))(?:near|in|at|around|by|for|from|with|who is|of)\s*$", re.I)
_LEADS_ON = re.compile(r"\s*(?:$|(?:near|in|at|with|for|who|and|to|from|of)\b)", re.I)
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
    """(the words without it, the age in years or an empty string). Months make years.

    A length of time is no age (“2 years behind”), nor is the age that somebody reads at.
    """
    for pattern, months_in_one in [*((pattern, 1) for pattern in _AGES), (_MONTHS, 12)]:
        for found in pattern.finditer(words):
            if int(found[2]) // months_in_one <= OLDEST and _is_own_age(words, found, pattern):
                return _without(words, *found.span("said")), str(int(found[2]) // months_in_one)
    return words, ""


def _is_own_age(words: str, found: re.Match[str], pattern: re.Pattern[str]) -> bool:
    start, end = found.span("said")
    before, after = words[:start], words[end:]
    if _OTHER_AGE.search(before) or _COMPARED.search(before) or _LEVEL.match(after):
        return False
    is_length = pattern in _PERHAPS_LENGTHS and not found.groupdict().get("onwards")
    return not is_length or not _LENGTH_BEFORE.search(before)


def shortened(words: str) -> str:
    """The words as they may be shown: of a full postcode no more than its first half."""
    return _POSTCODE.sub(
        lambda found: outward_code(code) if (code := normalise_postcode(found[0])) else found[0], words
    )


def _without(words: str, start: int, end: int) -> str:
    """The words without these, and without a “for” or “near” that is left standing before nothing."""
    before, after = words[:start], words[end:]
    if _LEADS_ON.match(after):
        before = _DANGLING.sub("", before)
    return " ".join(f"{before} {after}".split())

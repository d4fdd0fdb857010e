"""Words that look like a child or a family. A machine cannot be sure, so a person may say why they are all right.

Every repetition has an upper limit, so that no text, however long or strange, takes long to look through.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import normalize

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LARGE = "".join(filter(str.isupper, map(chr, range(0x3000))))
"""Capital letters of every alphabet that has them."""
WITHOUT_CASE = "\u0590-\u109f\u1100-\u1bff\u3040-\ua4cf\uac00-\ud7af"
"""Letters and marks of scripts without capitals, like Arabic, Bengali and Chinese."""
LETTER = r"[^\W\d_]"
WORD = rf"[{LARGE}](?!['’]m\b){LETTER}{{0,30}}(?:['’-]{LETTER}{{1,30}}){{0,3}}"
NAME = rf"(?P<name>(?:{WORD} )?(?P<last>{WORD}))"
START = r"(?<![\w'’-])"
AGE = r"(?:1?\d|2[0-5])"
WHOSE = r"(?i:my|our|his|her|their)"
CHILD = r"(?i:son|daughter|child|boy|girl|brother|sister|twin|baby|grandson|granddaughter|niece|nephew)s?"
OLD = rf"{AGE}[ -](?:years?|yrs?)[ -]old"
WHICH = rf"(?:(?:{OLD}|(?i:youngest|younger|eldest|oldest|older|elder|little|big|twin|only)),? ){{0,2}}"
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
MONTH = r"(?:\d{1,2}|[a-z]{3,9})"

CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays "
    "sundays january february march april may june july august september october november december spring summer "
    "autumn winter easter christmas term today tomorrow yesterday week weeks month year years".split()
)
NOBODY = frozenset(
    # Many people, or anybody.
    "child children young people person persons pupil pupils student students baby babies boy boys girl girls every "
    "any some for all both most everyone everybody someone anyone nobody adult adults family families parent parents "
    "carer carers teenager teenagers toddler toddlers infant infants he she they it we you i who this that these those "
    "a an the his her my our your their mum mums dad dads "
    # What begins a sentence.
    "if when then now but so and or yes no not also well first second third next last later still again however "
    "therefore instead perhaps maybe once until since because while after before at in on from to with without of by "
    "as is are was were has have had do does did can could would should must might what which where why how "
    "hello hi dear thanks sorry please sometimes often recently finally luckily sadly "
    # Rooms, places and schools.
    "school schools academy college nursery preschool playgroup hall house centre center road street avenue lane close "
    "drive way park bay sea hospital clinic library church pier room floor hut unit flat building primary secondary "
    "junior infants grammar university trust council group club "
    # What is numbered or counted.
    "stage section part chapter annex appendix schedule regulation regulations act paragraph article rule step steps "
    "page pages table figure note level grade band tier key number session sessions place places service services "
    "event events form question questions reception foundation age ages aged minimum maximum group groups class set "
    # Short forms that are written large.
    "ehc ehcp ehcps send sen senco asd adhd nhs gp ofsted camhs bsl dla gcse btec".split()
)
TOWN = re.compile(r"[-](?:on|by|in|upon|under|le|next|the)[-]", re.I)
PHONE = re.compile(r"\b0(?:\d[ -]?){9,10}\b")


@dataclass(frozen=True)
class Pattern:
    """What to look for, what it looks like, and words that are no name here though they are written large."""

    look_for: re.Pattern[str]
    label: str | Promise
    no_names: frozenset[str] = NOBODY | CALENDAR

    def found_in(self, text: str) -> Iterator[str]:
        for match in self.look_for.finditer(text):
            last = match.groupdict().get("last")
            if last is None or not (_bare(last) in self.no_names or TOWN.search(last)):
                yield match.group(0)


def _bare(word: str) -> str:
    """A word in small letters, without 's at its end."""
    return re.split("['’]s$", word.lower())[0]


WITH_AGE = _("a name with an age")
OF_A_CHILD = _("the name of a child")
PATTERNS = (
    Pattern(re.compile(r"\b\d{3}[ -]?\d{3}[ -]?\d{4}\b"), _("a number like an NHS number")),
    Pattern(
        re.compile(
            r"\b(?:born|date of birth|d\.?o\.?b)\b(?![^.\n]{0,20}\b(?:after|before|between|from|since)\b)"
            rf"[^\n]{{0,20}}?\b(?:{DAY}[/. -](?:of )?{MONTH}|{MONTH} {DAY})[/., -]{{1,2}}\d{{2,4}}\b",
            re.I,
        ),
        _("a date of birth"),
    ),
    Pattern(
        re.compile(
            r"[\w.+-]{1,64}@(?:gmail|googlemail|hotmail|outlook|live|yahoo|icloud|btinternet|aol)\.\w[\w.]*", re.I
        ),
        _("a private e-mail address"),
    ),
    # my son Jack; our twins Max and Leo; my 9 year old daughter, called Zoë
    Pattern(
        re.compile(rf"\b{WHOSE} {WHICH}{CHILD},? (?:(?:is )?(?:called|named) )?(?:{NAME}|[{WITHOUT_CASE}]{{1,30}})"),
        OF_A_CHILD,
        NOBODY,
    ),
    # Zoë, our daughter
    Pattern(re.compile(rf"{START}{NAME}, {WHOSE} {WHICH}{CHILD}\b"), OF_A_CHILD),
    # Zoë, aged 6; Jack, who is 9; Jack is 9 years old
    Pattern(re.compile(rf"{START}{NAME},? (?:is |was )?(?:who is |who was |aged? ){AGE}\b"), WITH_AGE),
    Pattern(
        re.compile(rf"{START}{NAME},? (?:who )?(?:is|was|turned) (?:now |only |just |nearly |almost )?{OLD}"), WITH_AGE
    ),
    # Jack, 9, loves; said Jack, 9.
    Pattern(re.compile(rf"{START}{NAME}, {AGE}(?:, (?=[a-z])|[.](?!\S))"), WITH_AGE),
    # Jack (9)
    Pattern(re.compile(rf"{START}{NAME} \((?:aged? )?{AGE}\)"), WITH_AGE),
    Pattern(
        re.compile(rf"\b(?i:lives?|lived|living|address is)(?i: at| in| on)?:? \d{{1,4}}[A-Za-z]? {WORD}"),
        _("the address of a home"),
    ),
)


def personal_words(text: str) -> Iterator[tuple[str, str]]:
    """(what it looks like, the words) for everything in the text that could name a person."""
    without_phones = PHONE.sub("", normalize("NFC", text))
    for pattern in PATTERNS:
        for words in pattern.found_in(without_phones):
            yield str(pattern.label), words

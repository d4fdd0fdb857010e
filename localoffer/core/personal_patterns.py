"""Words that look like a child or a family. A machine cannot be sure, so a person may say why they are all right."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

NAME = r"[A-Z][a-z]+(?: [A-Z][a-z]+)?"
# Words for many people, which begin a sentence and then look like a name.
NOBODY = r"(?:Child|Children|Young|People|Person|Pupils?|Students?|Bab(?:y|ies)|Boys?|Girls?|Every|Any|Some|For)"
PATTERNS = (
    (re.compile(r"\b\d{3}[ -]?\d{3}[ -]?\d{4}\b"), _("a number like an NHS number")),
    (
        re.compile(
            r"\b(?:born|date of birth|dob)\b[^.\n]{0,20}\d{1,2}[/. ](?:\d{1,2}|[A-Z][a-z]{2,8})[/. ]\d{2,4}", re.I
        ),
        _("a date of birth"),
    ),
    (
        re.compile(r"[\w.+-]+@(?:gmail|googlemail|hotmail|outlook|live|yahoo|icloud|btinternet|aol)\.\w[\w.]*", re.I),
        _("a private e-mail address"),
    ),
    (
        re.compile(rf"\b(?i:my|our|his|her|their) (?:son|daughter|child|boy|girl|brother|sister),? {NAME}"),
        _("the name of a child"),
    ),
    (re.compile(rf"\b(?!{NOBODY}){NAME},? (?:is |was )?(?:who is |aged? )\d{{1,2}}\b"), _("a name with an age")),
)
PHONE = re.compile(r"\b0(?:\d[ -]?){9,10}\b")


def personal_words(text: str) -> Iterator[tuple[str, str]]:
    """(what it looks like, the words) for everything in the text that could name a person."""
    without_phones = PHONE.sub("", text)
    for pattern, label in PATTERNS:
        for match in pattern.finditer(without_phones):
            yield str(label), match.group(0)

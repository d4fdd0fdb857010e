"""A language that nobody speaks: every string of the catalogue in letters that are no English ones.

On a page in this language an English letter is a string that nobody marked for translation, or content of
the database (which tests write in wide letters, see content.py).
"""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings

DJANGO = Path(django.__file__).parent
SOURCES = [
    settings.BASE_DIR / "locale" / "django.pot",
    *(DJANGO / part / "locale" / "en" / "LC_MESSAGES" / "django.po" for part in ("conf", "contrib/humanize")),
]
# Placeholders, tags and entities stay as they are; %% is a percent sign.
KEPT = re.compile(r"(%\([a-z_0-9]+\)[#0-9.]*[sdgf]|%%|%[#0-9.]*[sdgf]|\{[a-z_0-9]*\}|<[^>]+>|&[a-z]+;)", re.IGNORECASE)

ENGLISH = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
ACCENTED = str.maketrans(ENGLISH, "àƀćđëƒĝĥîĵķļɱñöþɋŕšţûṽŵẋýžÀƁĆĐËƑĜĤÎĴĶĻṀÑÖÞɊŔŠŢÛṼŴẊÝŽ")
ARABIC = str.maketrans(ENGLISH, "ابجدهوزحطيكلمنسعفصقرشتثخذضابجدهوزحطيكلمنسعفصقرشتثخذض")


def accented(text: str) -> str:
    """⟦Šëàŕćĥ⟧ for Search."""
    return f"⟦{changed(text, ACCENTED)}⟧"


def from_the_right(text: str) -> str:
    """The text in Arabic letters, which means nothing but runs from right to left."""
    return changed(text, ARABIC)


def changed(text: str, letters: dict[int, int]) -> str:
    """The text in other letters, with its placeholders and tags."""
    return "".join(part if KEPT.fullmatch(part) else part.translate(letters) for part in KEPT.split(text))


def write_catalogue(folder: Path, language: str, words: Callable[[str], str]) -> None:
    """Write folder/language/LC_MESSAGES/django.mo with every string of ours and of Django changed by `words`."""
    catalogue = Catalog()
    for message in _messages():
        catalogue.add(message.id, _both(message.id, words), context=message.context)
    target = folder / language / "LC_MESSAGES"
    target.mkdir(parents=True)
    with (target / "django.mo").open("wb") as file:
        write_mo(file, catalogue)


@cache
def _messages() -> list[Message]:
    """Read once for all languages, which takes a second."""
    found = []
    for path in SOURCES:
        with path.open("rb") as file:
            found += [message for message in read_po(file) if message.id]
    return found


def _both(message: str | tuple[str, ...], words: Callable[[str], str]) -> str | tuple[str, ...]:
    return words(message) if isinstance(message, str) else tuple(words(form) for form in message)

"""What one person may ask of us: to see what we hold about them, and to have it erased.

Families have no accounts, so people are found by what they gave us: an e-mail address, or a name as they wrote
it. An erasure is kept outside of the database, as a fingerprint, so that it can be done again after a restore.
"""

import hashlib
import hmac
import json
import logging
import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone
from wagtail.models import Revision, RevisionMixin

from .personal_data import erase, personal_models

logger = logging.getLogger("localoffer.privacy")
WORD = re.compile(r"[\w@.+'-]+")
AROUND = ".+'-"
ADDRESS = re.compile(r"\w@\w")
FEWEST_NAMES = 2
# Fewer digits alone are a house number, or a day.
FEWEST_DIGITS = 6


class TooLittle(ValueError):
    """What was given could mean anybody."""


def words_of(text: str) -> list[str]:
    """The words of a text in small letters; an e-mail address is one.

    Phones write “O’Neill” where a keyboard writes “O'Neill”.
    """
    found = WORD.findall(unicodedata.normalize("NFKC", text).casefold().replace("’", "'"))
    return [word for word in (each.strip(AROUND) for each in found) if word]


def fingerprint_of(words: list[str]) -> str:
    """What is kept of an erased person: nobody can read it without SECRET_KEY, and hardly then."""
    key = hashlib.sha256(b"localoffer.erasures" + settings.SECRET_KEY.encode()).digest()
    return hmac.digest(key, " ".join(words).encode(), "sha256").hex()


def could_be_anybody(words: list[str]) -> bool:
    """Whether this is less than an e-mail address, a phone number or two names."""
    names = [word for word in words if not word.isdigit()]
    digits = sum(letter.isdigit() for word in words for letter in word)
    return len(names) < FEWEST_NAMES and digits < FEWEST_DIGITS and not any(ADDRESS.search(word) for word in words)


@dataclass(frozen=True)
class Person:
    """Somebody, known by the fingerprint of so many words that stand one after the other."""

    fingerprint: str
    length: int

    @classmethod
    def called(cls, who: str) -> "Person":
        """By e-mail address, phone number or full name. Raises TooLittle for less."""
        words = words_of(who)
        if could_be_anybody(words):
            raise TooLittle("Give an e-mail address, a phone number, or first and last name: less could be anybody.")
        return cls(fingerprint_of(words), len(words))

    def is_named_in(self, text: str) -> bool:
        """Whether the words stand in the text, whole: `jo@example.org` is not `mojo@example.org`."""
        words = words_of(text)
        runs = {tuple(words[start : start + self.length]) for start in range(len(words) - self.length + 1)}
        return any(fingerprint_of([*run]) == self.fingerprint for run in runs)


def held_about(person: Person) -> list[Any]:
    """A queryset for every model that names this person in a declared field, or in that of a draft."""
    found = []
    for model in personal_models():
        keys = {key for key, text in _texts(model) if person.is_named_in(text)}
        if keys:
            found.append(model._default_manager.filter(pk__in=keys))
    return found


def _texts(model: Any) -> Iterator[tuple[int, str]]:
    """(key of the row, its declared fields) for every row, and for its drafts and older versions."""
    for key, *values in model._default_manager.values_list("pk", *model.PERSONAL).iterator():
        yield key, " ".join(map(str, values))
    if issubclass(model, RevisionMixin):
        drafts = Revision.objects.filter(content_type=ContentType.objects.get_for_model(model))
        for key, content in drafts.values_list("object_id", "content").iterator():
            yield int(key), " ".join(str(content.get(name, "")) for name in model.PERSONAL)


def erasable(rows: Any) -> Any:
    """Those of the rows that may be erased now."""
    return rows.erasable() if hasattr(rows, "erasable") else rows


def export_person(person: Person) -> list[dict[str, object]]:
    """Every row about the person, with why we hold it, to hand to them."""
    return [
        {"what": str(row._meta.verbose_name), "why": str(row.PURPOSE), "number": row.pk} | _facts(row)
        for rows in held_about(person)
        for row in rows
    ]


def _facts(row: Any) -> dict[str, object]:
    """The whole row where all of it is about the person; else the declared fields and the days."""
    whole = not hasattr(type(row)._default_manager.none(), "erase")
    return {
        field.name: value
        for field in row._meta.concrete_fields
        if (value := field.value_from_object(row)) not in (None, "")
        and not field.is_relation
        and not field.primary_key
        and (whole or field.name in row.PERSONAL or isinstance(field, models.DateField))
    }


@transaction.atomic
def erase_person(person: Person, *, now: datetime | None = None) -> dict[str, int]:
    """Erase what we hold about the person, count it by kind, and note it for after a restore."""
    erased = _erase(person)
    _note(person, now or timezone.now())
    return erased


def _erase(person: Person) -> dict[str, int]:
    erased = {str(rows.model._meta.verbose_name_plural): erase(erasable(rows)) for rows in held_about(person)}
    logger.info("Erased one person.", extra={"event": "erase", "count": sum(erased.values())})
    return erased


def _note(person: Person, now: datetime) -> None:
    """One line more in the file of erasures, which only its owner may read."""
    settings.ERASURES_FILE.parent.mkdir(parents=True, exist_ok=True)
    line = json.dumps({"at": now.isoformat(), "fingerprint": person.fingerprint, "words": person.length})
    with open(os.open(settings.ERASURES_FILE, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600), "a+") as file:
        # The machine may have stopped in the middle of the last note.
        file.seek(0)
        whole = file.read()
        file.write(f"{line}\n" if not whole or whole.endswith("\n") else f"\n{line}\n")


class Repeated(NamedTuple):
    """How many people were erased again, and which lines of the file of erasures could not be read."""

    people: int
    unreadable: list[int]


@transaction.atomic
def erase_again(since: datetime) -> Repeated:
    """Do every erasure since the moment of a backup once more.

    Earlier ones are left alone: whoever wrote to us again after one of them is not erased.
    """
    people, unreadable = 0, []
    for number, line in enumerate(_notes(), start=1):
        try:
            at, person = _read(line)
        except (ValueError, KeyError, TypeError):
            unreadable.append(number)
            continue
        if at >= since:
            _erase(person)
            people += 1
    return Repeated(people, unreadable)


def _notes() -> list[str]:
    return settings.ERASURES_FILE.read_text().splitlines() if settings.ERASURES_FILE.exists() else []


def _read(line: str) -> tuple[datetime, Person]:
    noted = json.loads(line)
    return datetime.fromisoformat(noted["at"]), Person(noted["fingerprint"], noted["words"])

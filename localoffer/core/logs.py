"""Log lines: one JSON object each, in UTC, without personal data."""

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime

from django.http import HttpRequest

current_request: ContextVar[HttpRequest | None] = ContextVar("current_request", default=None)

# Own facts of a log record; everything else on it came in through `extra`.
STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
EXTRA = ("event", "status", "ms", "count", "address", "account", "what", "rows", "format")

MASKS = (
    (re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+"), "[email]"),
    # Who has the address of a reset sets the password.
    (re.compile(r"(/accounts/(?:password/reset/key|confirm-email)/)[^/\s\"]+"), r"\1[token]"),
    # A private link's token: long, and unlike a slug it has capitals.
    (re.compile(r"(?<![\w-])(?=[\w-]*[A-Z])(?=[\w-]*[a-z])[A-Za-z0-9_-]{28,}(?![\w-])"), "[token]"),
    (re.compile(r"\b(?:GIR ?0AA|[A-Z]{1,2}[0-9][A-Z0-9]?(?: |%20|\+)*[0-9][A-Z]{2})\b", re.IGNORECASE), "[postcode]"),
    (re.compile(r"(?<![\w.])(?:\+44|0044|0)(?:[ ()-]*\d){9,11}(?![\w.])"), "[phone]"),
)


def mask(text: str) -> str:
    """The text with e-mail addresses, phone numbers, postcodes and tokens of private links hidden."""
    for pattern, label in MASKS:
        text = pattern.sub(label, text)
    return text


class JsonFormatter(logging.Formatter):
    """One line a record. JSON encodes line ends, so nobody can forge a second line."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": mask(record.getMessage()),
        }
        if request := current_request.get():
            line |= _about(request)
        line |= {name: value for name in EXTRA if (value := getattr(record, name, None)) is not None}
        if record.exc_info:
            line["error"] = mask(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False, default=str)


def _about(request: HttpRequest) -> dict[str, object]:
    """Request id, and the id of whoever is signed in if the request has already asked who that is."""
    facts: dict[str, object] = {"request": getattr(request, "id", None)}
    user = getattr(request, "_cached_user", None)
    if user is not None and user.pk:
        facts["user"] = user.pk
    return facts


class PlainFormatter(logging.Formatter):
    """The same facts for a person at a terminal, masked as well."""

    def format(self, record: logging.LogRecord) -> str:
        return mask(super().format(record))

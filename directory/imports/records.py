"""What a source says, as plain records. Adapters yield rows of records; the merge knows nothing else of them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from .accounts import Account

Value = Any
"""What JSON can hold: the memory of what a source said is kept as JSON."""


class Kind(StrEnum):
    LOCATION = "location"
    PROVIDER = "provider"
    SERVICE = "service"


@dataclass
class Record:
    """One place, provider or service as the source describes it.

    `fields` are named in `fields.py`; references to other records are their ids at the source.
    """

    kind: Kind
    external_id: str
    fields: dict[str, Value]
    dated: date | None = None
    formerly: tuple[str, ...] = ()
    """Ids under which the source knew it before: a school that became an academy has a new number."""
    in_part: tuple[str, ...] = ()
    """Fields of which an abbreviated document tells only a part. Where that part is nothing new, they stay."""
    closed: str = ""
    """Why the source says it is closed. Known records are then proposed for closing, unknown ones left out."""

    def payload(self) -> dict[str, Value]:
        """As JSON, to be applied later."""
        return {
            "fields": self.fields,
            "dated": self.dated.isoformat() if self.dated else None,
            "formerly": list(self.formerly),
            "in_part": list(self.in_part),
            "closed": self.closed,
        }

    @classmethod
    def from_payload(cls, kind: str, external_id: str, payload: dict[str, Value]) -> "Record":
        """Back from JSON."""
        dated = payload.get("dated")
        return cls(
            kind=Kind(kind),
            external_id=external_id,
            fields=payload.get("fields", {}),
            dated=date.fromisoformat(dated) if dated else None,
            formerly=tuple(payload.get("formerly", ())),
            in_part=tuple(payload.get("in_part", ())),
            closed=payload.get("closed", ""),
        )

    @property
    def title(self) -> str:
        return str(self.fields.get("name") or self.external_id)


@dataclass
class Row:
    """One row of a file, or one object of a feed, with the records made of it and what was wrong with it."""

    number: int
    """0 for what belongs to no row, such as the frame of a page."""
    records: list[Record] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    key: str = ""
    """The id at the source. The same key twice is a mistake of the source: the first row counts."""
    rejected: bool = False
    """Nothing of this row can be used; what is known of it stays as it is."""
    ignored: str = ""
    """Why it is left out on purpose (another council's school): not a record of this source."""
    account: Account = field(default_factory=Account)
    """Where each of its values went."""


class ImportFailure(Exception):
    """The file or feed cannot be used at all. Nothing is changed; the message is for the officer."""


class Adapter(Protocol):
    """Reads one source."""

    def rows(self) -> Iterator[Row]:
        """Rows in the order of the source; raises ImportFailure when it is broken."""
        ...

"""The fields that an import can fill: how each is read from a row or a draft, merged, and written.

Every value is plain JSON, because the memory of what a source said is JSON. A field reads a live row and a
draft in the same way: the parts of both are laid out in modelcluster's own cache (`loading.py`).
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db import models

from .records import Kind, Value
from .world import World

Row = Any
"""A Location, Provider or Service, or a draft of one."""


def to_json(value: Value) -> Value:
    """A value of a model field as JSON."""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value


def from_json(field: models.Field, value: Value) -> Value:
    """JSON as a value of a model field."""
    if value is None or value == "":
        return None if field.null else ""
    return field.to_python(value)


@dataclass(frozen=True)
class Field:
    """One column of the row."""

    name: str
    empty: Value = ""
    """The value of a row about which nobody has said anything."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of the row itself that a write touches."""
        return (self.name,)

    @property
    def relation(self) -> str:
        """The name of the parts that a write replaces, if the value is not in columns."""
        return ""

    def read(self, row: Row, world: World) -> Value:
        value = to_json(getattr(row, self.name))
        return self.empty if value is None or value == "" else value

    def write(self, row: Row, value: Value, world: World) -> None:
        """Set the value on a row or a draft, without saving."""
        field = row._meta.get_field(self.name)
        setattr(row, self.name, self.empty if value is None else from_json(field, value))

    def merge(self, last: Value, current: Value, new: Value) -> tuple[Value, bool]:
        """What the row should say, and whether the source and an officer disagree.

        `last` is what the source said before. Where the row differs from it, an officer has changed it, and
        the officer's words stay.
        """
        if new in (current, last):
            return current, False
        if current == last:
            return new, False
        return current, True

    def words(self, value: Value, world: World) -> str:
        """The value for people."""
        return "" if value is None else str(value)


@dataclass(frozen=True)
class Pair(Field):
    """Two columns that only make sense together: a point, lowest and highest age, a wait and its date."""

    parts: tuple[str, str] = ("", "")

    @property
    def columns(self) -> tuple[str, ...]:
        return self.parts

    def read(self, row: Row, world: World) -> Value:
        values = [to_json(getattr(row, part)) for part in self.parts]
        if all(value in (None, "") for value in values):
            return self.empty
        return [round(value, 6) if isinstance(value, float) else value for value in values]

    def write(self, row: Row, value: Value, world: World) -> None:
        for part, single in zip(self.parts, value or (None, None), strict=True):
            setattr(row, part, from_json(row._meta.get_field(part), single))

    def words(self, value: Value, world: World) -> str:
        return "" if not value else " – ".join("" if part is None else str(part) for part in value)


@dataclass(frozen=True)
class Reference(Field):
    """A pointer to another record of the same source, by its id there."""

    kind: Kind = Kind.PROVIDER

    @property
    def columns(self) -> tuple[str, ...]:
        return (f"{self.name}_id",)

    def read(self, row: Row, world: World) -> Value:
        return world.key(self.kind, getattr(row, f"{self.name}_id"))

    def write(self, row: Row, value: Value, world: World) -> None:
        setattr(row, f"{self.name}_id", world.pk(self.kind, value) if value else None)

    def words(self, value: Value, world: World) -> str:
        return world.title(self.kind, value) if value else ""


@dataclass(frozen=True)
class AreaCode(Field):
    """A pointer to a ward by its ONS code."""

    @property
    def columns(self) -> tuple[str, ...]:
        return (f"{self.name}_id",)

    def read(self, row: Row, world: World) -> Value:
        return world.area_codes.get(getattr(row, f"{self.name}_id"), "")

    def write(self, row: Row, value: Value, world: World) -> None:
        setattr(row, f"{self.name}_id", world.areas.get(value))

"""The map from the columns of a council's own table to our fields, as officers keep it with the source.

    {"id": "urn",
     "provider_id": "urn",
     "continues": "import_id_reference",
     "constants": {"provider.kind": "school"},
     "columns": {
        "name": {"to": ["provider.name", "service.name"]},
        "needs": {"to": "service.terms", "separator": ";", "values": {"ASD": "needs/autism"}},
        "gender": {"to": "service.description", "label": "For"},
        "phase": {"to": "service.terms", "values": {"Primary": "type/primary-school"},
                  "unless": {"kind": ["Special school"]}},
        "ofsted_rating": {"drop": "Single-word grades for schools ended in 2024"}}}

`"urn": "provider.identifiers.urn"` is short for `{"to": "provider.identifiers.urn"}`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from ..models import ProviderIdentifier
from .catalogue import CONTACT, FIELDS
from .records import ImportFailure

SPECIAL = {
    *(f"provider.identifiers.{scheme}" for scheme in ProviderIdentifier.Scheme.values),
    *(f"{kind}.contact.{name}" for kind in ("provider", "service") for name in CONTACT),
    *(f"service.link.{name}" for name in ("kind", "label", "url")),
    *(f"service.schedule.{name}" for name in ("days", "opens_at", "closes_at", "season", "description")),
    *(f"location.{name}" for name in ("latitude", "longitude", "easting", "northing")),
    *(f"service.{name}" for name in ("min_age", "max_age", "wait", "wait_as_of", "vacancies", "vacancies_as_of")),
    "service.answer",
    "place.notes",
    "service.dated",
}
NOT_DIRECTLY = {"provider", "commissioner", "parent", "address", "contacts", "identifiers", "links", "answers"}
NOT_DIRECTLY |= {"schedules", "service_locations", "ages", "waiting", "places_free", "point", "inspections", "steps"}
DESTINATIONS = SPECIAL | {
    f"{kind}.{name}" for kind, fields in FIELDS.items() for name in fields if name not in NOT_DIRECTLY
}


@dataclass(frozen=True)
class Column:
    """What becomes of one column."""

    to: tuple[str, ...] = ()
    drop: str = ""
    label: str = ""
    separator: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    unless: Mapping[str, list[str]] = field(default_factory=dict)
    """Other columns and the values with which this one is left out."""


@dataclass(frozen=True)
class ColumnMap:
    """What becomes of a table."""

    id: str
    columns: Mapping[str, Column]
    provider_id: str = ""
    continues: str = ""
    constants: Mapping[str, str] = field(default_factory=dict)
    blanks: tuple[str, ...] = ()


def read_map(data: Mapping[str, Any]) -> ColumnMap:
    """The map from JSON; raises ImportFailure with the words for the officer who wrote it."""
    if not isinstance(data, Mapping) or not isinstance(data.get("columns"), Mapping) or not data.get("id"):
        raise ImportFailure(_("The column map needs “id”, the name of the column with the ids, and “columns”."))
    columns = {name: read_column(name, column) for name, column in data["columns"].items()}
    constants = dict(data.get("constants", {}))
    for to in constants:
        refuse_unknown(to)
    return ColumnMap(
        id=str(data["id"]),
        columns=columns,
        provider_id=str(data.get("provider_id", "")),
        continues=str(data.get("continues", "")),
        constants=constants,
        blanks=tuple(data.get("blanks", ())),
    )


def read_column(name: str, data: object) -> Column:
    """One column of the map."""
    if isinstance(data, str | list):
        data = {"to": data}
    if not isinstance(data, Mapping) or not (data.get("to") or data.get("drop")):
        raise ImportFailure(_("The column map says neither “to” nor “drop” for “%(name)s”.") % {"name": name})
    to = data.get("to", ())
    targets = (to,) if isinstance(to, str) else tuple(to)
    for target in targets:
        refuse_unknown(target)
    return Column(
        to=targets,
        drop=str(data.get("drop", "")),
        label=str(data.get("label", "")),
        separator=str(data.get("separator", "")),
        values=dict(data.get("values", {})),
        unless=dict(data.get("unless", {})),
    )


def refuse_unknown(to: str) -> None:
    """Raise ImportFailure for a field that does not exist."""
    if to not in DESTINATIONS:
        raise ImportFailure(_("The column map names a field that does not exist: %(name)s.") % {"name": to})

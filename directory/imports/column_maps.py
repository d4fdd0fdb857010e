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
from difflib import get_close_matches
from typing import Any

from django.utils.translation import gettext as _

from ..models import ProviderIdentifier, Term
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


def read_map(data: Any) -> ColumnMap:
    """The map from JSON; raises ImportFailure with the words for the officer who wrote it."""
    if not isinstance(data, Mapping) or not isinstance(data.get("columns"), Mapping) or not data.get("id"):
        raise ImportFailure(_("The column map needs “id”, the name of the column with the ids, and “columns”."))
    for name in ("id", "provider_id", "continues"):
        if not isinstance(data.get(name, ""), str):
            raise ImportFailure(_("In the column map, “%(name)s” must be the name of a column.") % {"name": name})
    columns = {name: read_column(name, column) for name, column in data["columns"].items()}
    constants = texts(data, "constants")
    for to in constants:
        refuse_unknown(to)
    blanks = data.get("blanks", [])
    if not isinstance(blanks, list) or not all(isinstance(blank, str) for blank in blanks):
        raise ImportFailure(_('In the column map, “blanks” must be a list of words, like ["N/A", "-"].'))
    return ColumnMap(
        id=data["id"],
        columns=columns,
        provider_id=data.get("provider_id", ""),
        continues=data.get("continues", ""),
        constants=constants,
        blanks=tuple(blanks),
    )


def read_column(name: str, data: object) -> Column:
    """One column of the map."""
    if isinstance(data, str | list):
        data = {"to": data}
    if not isinstance(data, Mapping) or not (data.get("to") or data.get("drop")):
        raise ImportFailure(_("The column map says neither “to” nor “drop” for “%(name)s”.") % {"name": name})
    to = data.get("to", [])
    targets = tuple(to) if isinstance(to, list) else (to,)
    for target in targets:
        refuse_unknown(target)
    unless = data.get("unless", {})
    if not isinstance(unless, Mapping) or not all(isinstance(values, list) for values in unless.values()):
        raise ImportFailure(
            _('“unless” of “%(name)s” must name columns with lists of values, like {"kind": ["Special school"]}.')
            % {"name": name}
        )
    return Column(
        to=targets,
        drop=str(data.get("drop", "")),
        label=str(data.get("label", "")),
        separator=str(data.get("separator", "")),
        values=texts(data, "values", name),
        unless=unless,
    )


def texts(data: Mapping[str, Any], part: str, column: str = "") -> dict[str, str]:
    """A table of words in the map; raises ImportFailure when it is something else."""
    found = data.get(part, {})
    if not isinstance(found, Mapping) or not all(isinstance(value, str | int | float) for value in found.values()):
        where = f"“{part}”" if not column else _("“%(part)s” of “%(column)s”") % {"part": part, "column": column}
        raise ImportFailure(_('%(where)s must be a table of words, like {"theirs": "ours"}.') % {"where": where})
    return {key: str(value) for key, value in found.items()}


def refuse_unknown(to: object) -> None:
    """Raise ImportFailure for a field that does not exist, naming one that looks like it."""
    if isinstance(to, str) and to in DESTINATIONS:
        return
    near = get_close_matches(str(to), sorted(DESTINATIONS), n=1, cutoff=0.8)
    hint = " " + _("Did you mean %(name)s?") % {"name": near[0]} if near else ""
    raise ImportFailure(_("The column map names a field that does not exist: %(name)s.") % {"name": to} + hint)


def unknown_terms(column_map: ColumnMap) -> list[str]:
    """Terms that the map names and that no list has, or whose list no longer has them."""
    columns = [column for column in column_map.columns.values() if "service.terms" in column.to]
    named = {value for column in columns for value in column.values.values() if value}
    constant = column_map.constants.get("service.terms")
    named |= {constant} if constant else set()
    known = {f"{v}/{t}" for v, t in Term.objects.values_list("vocabulary__slug", "slug")}
    return sorted(named - known)

"""Rows with all their parts, in a fixed number of queries however many rows."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from modelcluster.fields import ParentalManyToManyField

from .catalogue import FIELDS
from .fields import Reference, Row
from .part_fields import Choices, Parts
from .records import Kind
from .world import MODELS, World


def load(kind: Kind, pks: Collection[int], world: World, lock: bool = False) -> dict[int, Row]:
    """Our rows of one kind by primary key. Their parts lie in modelcluster's cache, like those of a draft.

    Locked, nobody can publish a row between our reading and our writing of it.
    """
    found = MODELS[kind]._default_manager.select_related("latest_revision")
    if lock:
        found = found.select_for_update(of=("self",)).order_by("pk")
    rows = found.in_bulk(list(pks))
    for row in rows.values():
        row._cluster_related_objects = {}
    for field in FIELDS[kind].values():
        if isinstance(field, Parts):
            lay_out_parts(rows, kind, field)
        elif isinstance(field, Choices):
            lay_out_choices(rows, kind, field)
    learn_references(rows, kind, world)
    return rows


def lay_out_parts(rows: dict[int, Row], kind: Kind, field: Parts) -> None:
    """Put each row's parts where `row.<name>.all()` finds them."""
    relation = field.relation_of(MODELS[kind])
    by_row: dict[int, list[Any]] = defaultdict(list)
    column = relation.field.attname
    parts = relation.related_model._default_manager.filter(**{f"{column}__in": list(rows)})
    for part in parts.order_by("sort_order", "pk"):
        by_row[getattr(part, column)].append(part)
    for pk, row in rows.items():
        row._cluster_related_objects[field.name] = by_row[pk]


def lay_out_choices(rows: dict[int, Row], kind: Kind, field: Choices) -> None:
    """Put each row's terms or wards where `row.<name>.all()` finds them."""
    chosen_field = MODELS[kind]._meta.get_field(field.name)
    assert isinstance(chosen_field, ParentalManyToManyField)
    through = chosen_field.remote_field.through
    ours, theirs = f"{chosen_field.m2m_field_name()}_id", f"{chosen_field.m2m_reverse_field_name()}_id"
    by_row: dict[int, list[int]] = defaultdict(list)
    for pk, chosen in through._default_manager.filter(**{f"{ours}__in": list(rows)}).values_list(ours, theirs):
        by_row[pk].append(chosen)
    for pk, row in rows.items():
        row._cluster_related_objects[field.name] = [field.model(pk=chosen) for chosen in by_row[pk]]


def learn_references(rows: dict[int, Row], kind: Kind, world: World) -> None:
    """Look up the source's ids of everything that these rows point at."""
    pointed: dict[Kind, set[int]] = defaultdict(set)
    for field in FIELDS[kind].values():
        if isinstance(field, Reference):
            pointed[field.kind].update(pk for row in rows.values() if (pk := getattr(row, f"{field.name}_id")))
        elif isinstance(field, Parts) and "location" in field.attributes:
            parts = (part for row in rows.values() for part in getattr(row, field.name).all())
            pointed[Kind.LOCATION].update(part.location_id for part in parts if part.location_id)
    for pointed_kind, pks in pointed.items():
        world.learn_pks(pointed_kind, pks)

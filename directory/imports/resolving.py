"""An officer decides a conflict for the source: its words replace ours in one field."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from .. import search
from ..models import ImportRow, SourceRecord
from .catalogue import FIELDS
from .drafts import patch_with
from .loading import load
from .planning import Plan
from .records import Kind, Record
from .world import World, content_type
from .writing import Writing, touched_services


@transaction.atomic
def take_from_source(*, row: ImportRow, field: str, user: User) -> None:
    """Write what the source last said about a field to the live row and to its drafts."""
    kind = Kind(row.kind)
    if field not in FIELDS[kind]:
        return
    world = World(row.run.source)
    memory = SourceRecord.objects.select_for_update().get(
        source=row.run.source, content_type=content_type(kind), external_id=row.external_id
    )
    target = load(kind, [memory.object_id], world)[memory.object_id]
    value = memory.said.get(field, FIELDS[kind][field].empty)
    record = Record(kind, row.external_id, {field: value}, dated=target.source_dated)
    plan = Plan(record, ImportRow.Outcome.CHANGED, memory=memory, row=target, writes={field: value}, said=memory.said)
    world.learn_keys(kind, [row.external_id])
    writing = Writing(row.run, world, timezone.now(), timezone.localdate(), user)
    writing.update(kind, [plan])
    patch_with(kind, target, {field: value}, world, user)
    row.changes = [{**change, "taken": True} if change["field"] == field else change for change in row.changes]
    row.save(update_fields=["changes"])
    search.touch(touched_services(kind, [target.pk]))

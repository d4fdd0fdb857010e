"""What the source said last time about each record, found under its id, a former one, or whom it is about."""

from collections.abc import Mapping, Sequence

from ..models import Provider, SourceRecord
from .matching import match_providers
from .records import Kind, Record
from .table_providers import is_made
from .world import World, content_type


def remembered(kind: Kind, records: Sequence[Record], world: World) -> dict[str, SourceRecord]:
    """The memory of each record, found under its id or under a former one."""
    ids = {record.external_id for record in records} | {former for record in records for former in record.formerly}
    found = {
        memory.external_id: memory
        for memory in SourceRecord.objects.filter(
            source=world.source, content_type=content_type(kind), external_id__in=ids
        )
    }
    result: dict[str, SourceRecord] = {}
    for record in records:
        for name in (record.external_id, *record.formerly):
            if name in found:
                result[record.external_id] = found.pop(name)
                break
    for key, memory in result.items():
        world.learn(kind, key, memory.object_id)
    return result


def renamed(records: Sequence[Record], known: Mapping[str, SourceRecord], world: World) -> dict[str, SourceRecord]:
    """The memory of providers whose key we made of a number or a name that is another one today.

    A school with the same number has a new name, one with the same name a new number. Neither is a new school, unless
    the old one is still in the same table.
    """
    unknown = [record for record in records if record.external_id not in known and is_made(record)]
    if not unknown:
        return {}
    found = same_name(unknown, world) | match_providers(unknown, world)
    memories = SourceRecord.objects.filter(
        source=world.source, content_type=content_type(Kind.PROVIDER), object_id__in=found.values()
    ).exclude(pk__in=[memory.pk for memory in known.values()])
    by_pk = {memory.object_id: memory for memory in memories}
    staying = world.staged(Kind.PROVIDER, [memory.external_id for memory in by_pk.values()])
    result: dict[str, SourceRecord] = {}
    for key, pk in found.items():
        if pk in by_pk and by_pk[pk].external_id not in staying:
            result[key] = by_pk.pop(pk)
            world.learn(Kind.PROVIDER, key, pk)
    return result


def same_name(records: Sequence[Record], world: World) -> dict[str, int]:
    """Providers that this source brought under these names, where there is only one of the name."""
    keys = {record.fields["name"]: record.external_id for record in records}
    found: dict[str, list[int]] = {}
    for name, pk in Provider.objects.filter(source=world.source, name__in=keys).values_list("name", "pk"):
        found.setdefault(keys[name], []).append(pk)
    return {key: pks[0] for key, pks in found.items() if len(pks) == 1}

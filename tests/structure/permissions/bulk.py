"""Forms for many records at once. They answer everybody alike, so what counts is whether the record changed."""

from .addresses import record_of
from .world import World


def form_for_everything(world: World) -> dict:
    """A form that every action takes something from."""
    return {
        "include_descendants": "",
        "chooser": world.hub.pk,
        "collection": world.collection.pk,
        "tags": "a tag",
        "role": world.group.pk,
        "mark_as_active": "False",
        "reason": "Gone",
        "owner": world.snippets["core.team"].pk,
        "file_format": "csv",
    }


def state_of(world: World, address: str):
    """A function that gives what can be seen of the record of this address; nothing once it is gone."""
    app, model = address.split("/")[2:4]
    record = record_of(world, app, model)
    related = {"tags", "groups"}.intersection(dir(type(record)))

    def state():
        rows = type(record)._base_manager.filter(pk=record.pk)
        found = rows.first()
        return list(rows.values()), [set(getattr(found, name).values_list("pk")) for name in related if found]

    return state

"""An import changes the live row and a pending draft together.

Otherwise publishing the draft later would bring the source's old words back. Where the draft itself has
changed a field, the draft's words stay, and an officer is told. Publishing the row a short time ago cannot be undone
any more: that would bring the source's old words back, too.
"""

from collections.abc import Iterator

from django.contrib.auth.models import User
from django.db.models import Q
from wagtail.models import Revision

from localoffer.core.models import LastPublishing

from .catalogue import FIELDS
from .fields import Row
from .planning import Plan
from .records import Kind, Value
from .world import MODELS, World


def carry_over(kind: Kind, plan: Plan, world: World, user: User | None = None) -> None:
    """Bring what the import wrote to the row into its drafts, or into its history where there is no draft."""
    row = plan.row
    if not plan.source_changes or not row.latest_revision_id:
        return
    if row.has_unpublished_changes:
        for revision in pending_revisions(row):
            patch(kind, plan, revision, world)
        if plan.writes:
            LastPublishing.objects.of(row).delete()
    elif plan.writes:
        add_to_history(kind, row, user)


def patch_with(kind: Kind, row: Row, values: dict[str, Value], world: World, user: User | None) -> None:
    """Write values into every draft of a row, whatever it said, or into its history."""
    if not row.latest_revision_id:
        return
    if not row.has_unpublished_changes:
        add_to_history(kind, row, user)
        return
    for revision in pending_revisions(row):
        draft = revision.as_object()
        for name, value in values.items():
            FIELDS[kind][name].write(draft, value, world)
        Revision.objects.filter(pk=revision.pk).update(content=draft.serializable_data(), object_str=str(draft))
    LastPublishing.objects.of(row).delete()


def pending_revisions(row: Row) -> Iterator[Revision]:
    """The draft that officers see, and one that is approved to go live later."""
    wanted = Q(pk=row.latest_revision_id) | Q(approved_go_live_at__isnull=False)
    yield from row.revisions.filter(wanted)


def patch(kind: Kind, plan: Plan, revision: Revision, world: World) -> None:
    """Merge the source's changes into one draft."""
    draft = revision.as_object()
    for name, result in draft_writes(kind, plan, draft, world):
        FIELDS[kind][name].write(draft, result, world)
    Revision.objects.filter(pk=revision.pk).update(content=draft.serializable_data(), object_str=str(draft))


def draft_writes(kind: Kind, plan: Plan, draft: Row, world: World) -> Iterator[tuple[str, object]]:
    """Fields of the draft that take the source's new value."""
    for name in plan.source_changes:
        spec = FIELDS[kind][name]
        last = plan.last_said.get(name, spec.empty)
        current = spec.read(draft, world)
        result, _disagree = spec.merge(last, current, plan.source_changes[name])
        if result != current:
            yield name, result


def add_to_history(kind: Kind, row: Row, user: User | None) -> None:
    """A new version in the listing's history: the next edit starts from it, and it can be compared."""
    fresh = MODELS[kind]._default_manager.get(pk=row.pk)
    revision = fresh.save_revision(user=user, clean=False, changed=False, log_action="wagtail.edit")
    MODELS[kind]._default_manager.filter(pk=row.pk).update(live_revision=revision, has_unpublished_changes=False)

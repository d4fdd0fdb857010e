"""Two records of the same thing become one; nothing that points at the second is lost.

The words of the record that stays win. What it lacks is filled from the other one, and everything that
referred to the other one (old addresses, printed short codes, memories of imports, drafts) leads to it.
"""

from typing import Any, TypeVar

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_m2m_relations
from wagtail.log_actions import log
from wagtail.models import Revision

from .. import search
from ..models import Provider, Service, SlugHistory, SourceRecord
from ..models.listings import Listing
from .addresses import KINDS
from .affected import service_ids_of

# Filled together or not at all: one half from each record would say something that neither said.
TOGETHER = (
    ("min_age", "max_age"),
    ("wait", "wait_as_of"),
    ("vacancies", "vacancies_as_of"),
    ("price_from", "price_unit", "cost_notes"),
)
NEVER_FILLED = {"name", "slug", "parent", "live", "go_live_at", "expire_at", "first_published_at", "expired"}
# Children that are told apart by what they say; all others move only where the kept record has none.
SAME_WHEN = {
    "service_locations": ("location_id",),
    "identifiers": ("scheme", "value"),
    "inspections": ("what", "on"),
    "answers": ("question_id",),
}
# Of these the merged record has what either had.
UNITED = frozenset({*SAME_WHEN, "partners", "coverage_areas", "terms", "statutory_items"})

Mergeable = TypeVar("Mergeable", Service, Provider)


class MergeRefused(Exception):
    """Why two records cannot be merged now, in words for the officer."""


@transaction.atomic
def merge_services(*, keep: Service, drop: Service, user: AbstractBaseUser | None) -> Service:
    """Merge `drop` into `keep` and return it; the address and the short code of `drop` lead to it."""
    keep, drop = _locked_pair(keep, drop)
    moved_places = _move_children(keep, drop)
    if keep.schedules.exists():
        drop.schedules.filter(location__in=moved_places).update(service=keep)
    else:
        drop.schedules.update(service=keep)
    SlugHistory.objects.filter(kind=SlugHistory.Kind.SHORT_CODE, object_id=drop.pk).update(object_id=keep.pk)
    SlugHistory.objects.update_or_create(
        kind=SlugHistory.Kind.SHORT_CODE, slug=drop.short_code.lower(), defaults={"object_id": keep.pk}
    )
    kept = _finish(keep, drop, user)
    search.touch([kept.pk, drop.pk])
    return kept


@transaction.atomic
def merge_providers(*, keep: Provider, drop: Provider, user: AbstractBaseUser | None) -> Provider:
    """Merge `drop` into `keep` and return it; its services, also in drafts, belong to `keep` from now on."""
    keep, drop = _locked_pair(keep, drop)
    affected = service_ids_of([keep, drop])
    _rewrite_drafts(keep, drop, affected)
    _move_children(keep, drop)
    if keep.parent_id == drop.pk:
        Provider.objects.filter(pk=keep.pk).update(parent=drop.parent if drop.parent_id != keep.pk else None)
    kept = _finish(keep, drop, user)
    search.touch(affected)
    return kept


def fields_to_fill(keep: Listing, drop: Listing) -> list[str]:
    """Names of the fields that the kept record lacks and the other one has."""
    candidates = {field.name: field for field in keep._meta.concrete_fields if _may_be_filled(keep, field)}
    groups: list[tuple[str, ...]] = [group for group in TOGETHER if group[0] in candidates]
    grouped = {name for group in groups for name in group}
    groups += [(name,) for name in candidates if name not in grouped]
    return [
        name
        for group in groups
        if all(_is_blank(keep, name) for name in group)
        for name in group
        if not _is_blank(drop, name)
    ]


def _may_be_filled(keep: Listing, field: models.Field) -> bool:
    return (
        field.editable
        and not field.primary_key
        and not isinstance(field, models.BooleanField)
        and field.name not in NEVER_FILLED
        and field.name not in keep.OPERATIONAL_FIELDS
    )


def _is_blank(listing: Listing, name: str) -> bool:
    return listing.serializable_value(name) in (None, "")


def _locked_pair(keep: Mergeable, drop: Mergeable) -> tuple[Mergeable, Mergeable]:
    """Fresh copies of both rows, locked in the order of their keys."""
    if type(keep) is not type(drop) or keep.pk == drop.pk:
        raise MergeRefused(_("Choose another record of the same kind."))
    model = type(keep)
    locked = model._base_manager.select_for_update(of=("self",)).order_by("pk")
    rows = {row.pk: row for row in locked.filter(pk__in=[keep.pk, drop.pk])}
    for row in rows.values():
        if row.live and row.has_unpublished_changes:
            raise MergeRefused(
                _("“%(name)s” has changes that are not published yet. Publish them first.") % {"name": row}
            )
        if row.current_workflow_state is not None:
            raise MergeRefused(_("“%(name)s” is being checked. Finish that first.") % {"name": row})
    return rows[keep.pk], rows[drop.pk]


def _move_children(keep: Mergeable, drop: Mergeable) -> list[int]:
    """Move the parts that the kept record lacks; returns the ids of places that moved along."""
    moved_places = []
    for relation in _child_relations(keep):
        name = relation.get_accessor_name()
        if name == "schedules":
            continue
        manager, owner = relation.related_model._base_manager, relation.field.name
        mine, others = manager.filter(**{owner: keep}), manager.filter(**{owner: drop})
        if name in SAME_WHEN:
            known = set(mine.values_list(*SAME_WHEN[name]))
            to_move = [row[0] for row in others.values_list("pk", *SAME_WHEN[name]) if row[1:] not in known]
        else:
            to_move = [] if mine.exists() else list(others.values_list("pk", flat=True))
        moving = others.filter(pk__in=to_move)
        if name == "service_locations":
            moved_places = list(moving.values_list("location_id", flat=True))
        manager.filter(pk__in=to_move).update(**{owner: keep})
    return moved_places


def _child_relations(listing: Listing) -> list[Any]:
    return [relation for relation in listing._meta.related_objects if isinstance(relation.field, ParentalKey)]


def _finish(keep: Mergeable, drop: Mergeable, user: AbstractBaseUser | None) -> Mergeable:
    """What both kinds share: fields, terms, references, addresses, memories; then the row itself goes."""
    model = type(keep)
    _repoint_references(keep, drop)
    kept = model._base_manager.get(pk=keep.pk)
    for name in fields_to_fill(kept, drop):
        setattr(kept, name, getattr(drop, name))
    for field in get_all_child_m2m_relations(model):
        _unite(kept, drop, field.name)
    SlugHistory.objects.filter(kind=KINDS[model], object_id=drop.pk).update(object_id=kept.pk)
    SourceRecord.objects.filter(content_type=ContentType.objects.get_for_model(model), object_id=drop.pk).update(
        object_id=kept.pk
    )
    record = {"id": drop.pk, "name": str(drop), "record": drop.serializable_data()}
    slug = drop.slug
    model._base_manager.get(pk=drop.pk).delete()
    SlugHistory.objects.update_or_create(kind=KINDS[model], slug=slug, defaults={"object_id": kept.pk})
    kept.save()
    revision = kept.save_revision(user=user, changed=False, clean=False)
    if kept.live:
        model._base_manager.filter(pk=kept.pk).update(live_revision=revision)
        kept.live_revision = revision
    log(instance=kept, action="directory.merge", user=user, data={"dropped": record}, revision=revision)
    return kept


def _unite(kept: Listing, drop: Listing, name: str) -> None:
    """Both records' choices; of a vocabulary that allows one term, the kept record's own."""
    mine, others = getattr(kept, name), list(getattr(drop, name).all())
    if name == "terms":
        settled = {term.vocabulary_id for term in mine.all() if not term.vocabulary.several}
        others = [term for term in others if term.vocabulary_id not in settled]
    mine.add(*others)


def _repoint_references(keep: Listing, drop: Listing) -> None:
    """Every foreign key and many-to-many of other records that names `drop` names `keep` instead."""
    for relation in drop._meta.related_objects:
        if isinstance(relation.field, ParentalKey):
            continue
        if relation.many_to_many:
            _repoint_many_to_many(relation.field, keep, drop)
        else:
            relation.related_model._base_manager.filter(**{relation.field.name: drop}).exclude(
                **({"pk": keep.pk} if relation.related_model is type(keep) else {})
            ).update(**{relation.field.name: keep})


def _repoint_many_to_many(field: Any, keep: Listing, drop: Listing) -> None:
    through, near, far = field.remote_field.through, field.m2m_field_name(), field.m2m_reverse_field_name()
    rows = through._base_manager.filter(**{far: drop})
    known = through._base_manager.filter(**{far: keep}).values_list(f"{near}_id", flat=True)
    rows.filter(**{f"{near}_id__in": list(known)}).delete()
    rows.update(**{far: keep})


def _rewrite_drafts(keep: Provider, drop: Provider, service_ids: list[int]) -> None:
    """Revisions name their provider by id; one that no longer exists could not even be opened."""
    revisions = Revision.objects.filter(content_type=ContentType.objects.get_for_model(Service)).filter(
        Q(content__provider=drop.pk)
        | Q(content__commissioner=drop.pk)
        | Q(object_id__in=[str(service_id) for service_id in service_ids])
    )
    for revision in revisions.iterator():
        content = revision.content
        for name in ("provider", "commissioner"):
            if content.get(name) == drop.pk:
                content[name] = keep.pk
        partners = [keep.pk if pk == drop.pk else pk for pk in content.get("partners", [])]
        content["partners"] = list(dict.fromkeys(partners))
        revision.save(update_fields=["content"])

"""Keeping the table of links in step with what is live."""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Exists, OuterRef

from localoffer.core.registries import LinkedRecord, LinkSource, link_sources

from ..models import Link, LinkUse

BATCH = 500
LONGEST = 4000


def collect_all() -> None:
    """Note every link of every live record, and forget what nobody leads to any more."""
    for source in link_sources:
        _collect(source, None)
    forget_unused()


def collect_one(instance) -> None:
    """Note the links of one record that was just published, changed or taken away."""
    for source in link_sources:
        if isinstance(instance, source.model):
            _collect(source, [instance.pk])
    forget_unused()


def forget_unused() -> None:
    """Links that stand nowhere any more are no trouble any more."""
    uses = LinkUse.objects.filter(link=OuterRef("pk"))
    Link.objects.filter(~Exists(uses)).delete()


@transaction.atomic
def _collect(source: LinkSource, ids: list[int] | None) -> None:
    """Write the uses of some records, or of all, afresh."""
    content_type = ContentType.objects.get_for_model(source.model)
    old = LinkUse.objects.filter(content_type=content_type)
    (old if ids is None else old.filter(object_id__in=ids)).delete()
    for records in _in_batches(source.records(ids), BATCH):
        _note(content_type, records)


def _note(content_type: ContentType, records: list[LinkedRecord]) -> None:
    found = [(record, link) for record in records for link in record.links if len(link.url) <= LONGEST]
    by_key = {Link.key_of(link.url): link.url for _record, link in found}
    Link.objects.bulk_create([Link(key=key, url=url) for key, url in by_key.items()], ignore_conflicts=True)
    known = dict(Link.objects.filter(key__in=by_key).values_list("key", "pk"))
    uses = [
        LinkUse(
            link_id=known[Link.key_of(link.url)],
            content_type=content_type,
            object_id=record.pk,
            title=record.title[:255],
            field=link.field[:100],
            text=link.text[:200],
        )
        for record, link in found
    ]
    # The same link twice in one field is one use.
    LinkUse.objects.bulk_create(uses, ignore_conflicts=True)


def _in_batches(records: Iterable[LinkedRecord], size: int) -> Iterator[list[LinkedRecord]]:
    records = iter(records)
    while batch := list(islice(records, size)):
        yield batch

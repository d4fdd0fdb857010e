"""Keeping the table of links in step with what is live."""

import threading
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Exists, Model, OuterRef

from localoffer.core.registries import LinkedRecord, LinkSource, link_sources

from ..models import Link, LinkUse

BATCH = 500
LONGEST = 4000


class Waiting(threading.local):
    """Records whose links are looked at when the transaction of this thread is committed."""

    def __init__(self) -> None:
        self.records: set[tuple[type[Model], Any]] = set()


_waiting = Waiting()


def collect_all() -> None:
    """Note every link of every live record, and forget what nobody leads to any more."""
    for source in link_sources:
        _collect(source, None)
    forget_unused()


def forget_waiting() -> None:
    """Look at nothing that was noted so far."""
    _waiting.records = set()


def collect_after_commit(record: Model) -> None:
    """Note its links anew once the change is committed: in one go, however many records the change touches.

    What was noted for a transaction that came to nothing waits for the next one, which does no harm.
    """
    if any(isinstance(record, source.model) for source in link_sources):
        _waiting.records.add((type(record), record.pk))
        # Robust: whatever goes wrong then does not undo the change.
        transaction.on_commit(collect_waiting, robust=True)


def collect_waiting() -> None:
    """Note the links of everything that was published, changed or taken away since the last time."""
    records, _waiting.records = _waiting.records, set()
    for source in link_sources:
        if ids := [pk for model, pk in records if issubclass(model, source.model)]:
            _collect(source, ids)
    if records:
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

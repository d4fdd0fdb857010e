"""Wagtail's two indexes, of words and of references between records, written once at the end of a large load.

With every save Wagtail writes both at once, which is right for an officer and most of the time of a load.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_save
from modelcluster.fields import ParentalKey
from modelsearch.backends import get_search_backends
from modelsearch.index import get_indexed_models
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

Saved = dict[type[Model], set[Any]]
"""The keys of what was saved, by kind."""


@contextmanager
def written_afterwards() -> Iterator[None]:
    """Save as much as you like; each record is indexed once when the block ends, in one transaction.

    For commands only: it is the whole process that stops indexing meanwhile. After an error nothing is indexed,
    so what was saved must be rolled back.
    """
    saved: Saved = defaultdict(set)

    def note(sender, instance, raw=False, **kwargs):
        if not raw:
            saved[sender].add(instance.pk)

    paused = [model for model in get_indexed_models() if post_save.disconnect(post_save_signal_handler, sender=model)]
    post_save.connect(note, weak=False)
    try:
        with disable_reference_index_auto_update():
            yield
    finally:
        post_save.disconnect(note)
        for model in paused:
            post_save.connect(post_save_signal_handler, sender=model)
    with transaction.atomic():
        _index_words(saved, paused)
        _index_references(saved)


def _index_words(saved: Saved, indexed: list[type[Model]]) -> None:
    for model in saved.keys() & set(indexed):
        rows = list(model.get_indexed_objects().filter(pk__in=saved[model]))  # type: ignore[attr-defined]
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(model, rows)


def _index_references(saved: Saved) -> None:
    for owner in {_owner(row) for model in saved for row in model._default_manager.filter(pk__in=saved[model])}:
        if owner is not None and ReferenceIndex.is_indexed(type(owner)):
            ReferenceIndex.create_or_update_for_object(owner)


def _owner(row: Model | None) -> Model | None:
    """The record that the row is a part of, itself if it is a whole one: its references count as the whole's."""
    parents = [field for field in row._meta.get_fields() if isinstance(field, ParentalKey)] if row else []
    return _owner(getattr(row, parents[0].name)) if parents else row

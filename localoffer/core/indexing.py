"""Wagtail's two indexes, of words and of references between records, written once at the end of a large load.

With every save Wagtail writes both at once, which is right for an officer and most of the time of a load.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_save
from django_tasks import task
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
        for model in saved.keys() & set(paused):
            _index_words(model, saved[model])
        _index_references(saved)


def index_records(model: type[Model], keys: Collection[Any]) -> None:
    """Index rows that were written past `save()`, as `bulk_create` does: their words now, their references by a task.

    Must be called in the transaction that writes them.
    """
    if not keys:
        return
    _index_words(model, keys)
    index_references.enqueue(model._meta.app_label, str(model._meta.model_name), [str(key) for key in keys])


# An import of many rows leaves hundreds of these: one that was broken off goes on before them.
@task(priority=-50)
def index_references(app_label: str, model_name: str, keys: list[str]) -> None:
    """Note to what the records lead. One that is gone meanwhile is passed over."""
    _index_references({apps.get_model(app_label, model_name): set(keys)})


def _index_words(model: type[Model], keys: Collection[Any]) -> None:
    rows = list(model.get_indexed_objects().filter(pk__in=keys))  # type: ignore[attr-defined]  # of modelsearch
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(model, rows)


@transaction.atomic
def _index_references(saved: Saved) -> None:
    owners: Saved = defaultdict(set)
    for model in saved.keys() & ReferenceIndex.tracked_models:
        _add_owners(owners, model, saved[model])
    for model, keys in owners.items():
        if ReferenceIndex.is_indexed(model):
            for row in model._default_manager.filter(pk__in=keys).iterator(chunk_size=500):
                ReferenceIndex.create_or_update_for_object(row)


def _add_owners(owners: Saved, model: type[Model], keys: set[Any]) -> None:
    """The records that these rows are a part of, or the rows themselves: references of a part count as the whole's."""
    parent = next((field for field in model._meta.get_fields() if isinstance(field, ParentalKey)), None)
    if parent is None:
        owners[model] |= keys
        return
    above = model._default_manager.filter(pk__in=keys).values_list(parent.attname, flat=True)
    _add_owners(owners, parent.related_model, set(above) - {None})

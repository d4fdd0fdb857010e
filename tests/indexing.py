"""Wagtail's indexes of words and of references, switched off where no test asks for them.

Both are written with every save, which took more than a third of the suite's time.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from django.db.models.signals import post_delete, post_save
from modelsearch.index import get_indexed_models
from modelsearch.signal_handlers import (
    post_delete_signal_handler,
    post_save_signal_handler,
    register_signal_handlers,
)
from wagtail.signal_handlers import (
    connect_reference_index_signal_handlers,
    disconnect_reference_index_signal_handlers,
)

from localoffer.core import indexing


def _nothing(*_args: object) -> None:
    """In place of what writes an index."""


OURS = [mock.patch.object(indexing, name, _nothing) for name in ("_index_words", "_index_references")]


def turn_off() -> None:
    """From here on saving, deleting and loading write no index."""
    for patch in OURS:
        patch.start()
    for model in get_indexed_models():
        post_save.disconnect(post_save_signal_handler, sender=model)
        post_delete.disconnect(post_delete_signal_handler, sender=model)
    disconnect_reference_index_signal_handlers()


@contextmanager
def on() -> Iterator[None]:
    """They are written, as they are outside tests."""
    for patch in OURS:
        patch.stop()
    register_signal_handlers()
    connect_reference_index_signal_handlers()
    try:
        yield
    finally:
        turn_off()

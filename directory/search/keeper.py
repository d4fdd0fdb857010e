"""Holds the index of this process and brings it up to a version.

Threads share one index and swap it whole, so a reader never sees half a change. While one thread makes a
new index, others wait a moment for it, then go on with the old one. A search inside a transaction may see
changes that nobody else may, so it gets an index of its own thread.
"""

import threading
from dataclasses import replace
from datetime import date

from django.db import connection
from django.utils import timezone

from ..models import SearchChange
from .build import build, rebuild_part
from .freshness import changes_since, unhurried
from .index import Index
from .synonyms import read_thesaurus

MOST_CHANGES = 1000
MOMENT = 2.0


class Keeper:
    """The indexes of one process."""

    def __init__(self) -> None:
        self._shared: Index | None = None
        self._lock = threading.Lock()
        self._own = threading.local()

    def last(self) -> Index | None:
        """The newest index there is, without asking the database whether it is fresh."""
        own: Index | None = getattr(self._own, "index", None)
        if connection.in_atomic_block and own:
            return own
        return self._shared

    def at(self, version: int) -> Index:
        """The index at this version of the directory, today."""
        today = timezone.localdate()
        shared = self._shared
        if shared and shared.version == version and shared.today == today:
            return shared
        if connection.in_atomic_block:
            own: Index | None = getattr(self._own, "index", None)
            self._own.index = renewed(own or shared, version, today)
            return self._own.index
        return self._renew_shared(version, today)

    def forget(self) -> None:
        """Build anew at the next search."""
        self._shared = None
        self._own = threading.local()

    def _renew_shared(self, version: int, today: date) -> Index:
        old = self._shared
        free = self._lock.acquire(timeout=-1 if old is None else MOMENT)
        if not free:
            assert old is not None
            return old
        try:
            self._own = threading.local()
            shared = self._shared
            if shared is None or shared.version < version or shared.today != today or self._went_back(shared, version):
                shared = self._shared = renewed(shared, version, today)
            return shared
        finally:
            self._lock.release()

    def _went_back(self, shared: Index, version: int) -> bool:
        """The directory is older than the index: a restored backup, not just a thread that was overtaken."""
        return shared.version > version and not SearchChange.objects.filter(version=shared.version).exists()


def renewed(old: Index | None, version: int, today: date) -> Index:
    """An index at this version, made from the old one where that is less work."""
    if old and old.version == version and old.today == today:
        return old
    with unhurried(writing=False):
        changes = changes_since(old.version) if old and old.version <= version else None
        if old is None or changes is None or SearchChange.Kind.STRUCTURE in changes[1]:
            return build(version, today)
        ids, kinds = changes
        ids |= {pk for day, ended in old.last_days.items() if day < today for pk in ended}
        if len(ids) > max(MOST_CHANGES, len(old.ids) // 4):
            return build(version, today)
        index = rebuild_part(old, ids, version, today) if ids else replace(old, version=version, today=today)
        if SearchChange.Kind.SYNONYMS in kinds:
            index.thesaurus = read_thesaurus()
        return index


keeper = Keeper()

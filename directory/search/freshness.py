"""Keeping every process's index fresh.

A write calls `touch(ids)`, which adds a row to the change log in the writer's own transaction: a rollback
takes it away, and nobody sees it before the commit. Right after the commit the writer *publishes*: under a
lock on the one row of `SearchCounter` it brings the documents of the changed services up to date, raises
the counter and writes the new number on the rows. A process reads the counter once a search, in the same
statement as the words, and reads again only what changed since its own number.

The number is given after the commit, not with the change. A counter raised inside the writer's transaction
would stay locked as long as it runs, so an import of some minutes would stop every other writer; and a
number given without a lock may be committed after a later one and never be read. If the process dies
between commit and publication, the next search that finds a row waiting for some seconds publishes it.

Numbers come from the clock (microseconds, always rising), so a restored backup or an emptied table never
looks like the state a process has in memory.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from ..models import SearchChange, SearchCounter, SearchDocument, SearchWord, Service
from .documents import BATCH, write_documents
from .words import Atom, statements

COUNTER, WAITING = -1, -2
PATIENCE = timedelta(seconds=5)
KEEP = timedelta(days=7)


def touch(service_ids: Iterable[int]) -> None:
    """Tell search that these services changed, were made or were deleted.

    Call it in the transaction of the change. Ordinary saves do it by themselves (`signals.py`); whoever
    writes with `update()`, `bulk_create()` or SQL calls it.
    """
    ids = sorted(set(service_ids))
    if ids:
        record(SearchChange.Kind.SERVICES, ids)


def touch_structure() -> None:
    """Tell search that vocabularies, terms, areas or the council's settings changed."""
    record(SearchChange.Kind.STRUCTURE)


def touch_synonyms() -> None:
    """Tell search that synonyms changed."""
    record(SearchChange.Kind.SYNONYMS)


def record(kind: str, ids: Sequence[int] = ()) -> None:
    SearchChange.objects.create(kind=kind, service_ids=list(ids))
    transaction.on_commit(publish, robust=True)


def rebuild() -> int:
    """Write all documents anew and have every process build its index anew. Returns the number of services."""
    with unhurried():
        lock()
        SearchDocument.objects.all().delete()
        SearchWord.objects.all().delete()
        ids = list(Service.objects.published().order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(ids), BATCH):
            write_documents(ids[start : start + BATCH])
        SearchChange.objects.all().delete()
        SearchChange.objects.create(kind=SearchChange.Kind.STRUCTURE, version=raise_counter())
    return len(ids)


def publish() -> None:
    """Index and number all changes that are committed and wait."""
    while publish_some():
        pass


def publish_some(*, wait: bool = True) -> bool:
    """Index and number at most some hundred services' changes; says whether there may be more."""
    if not SearchChange.objects.filter(version=None).exists():
        return False
    with unhurried():
        if not lock(wait=wait):
            return False
        changes = list(SearchChange.objects.filter(version=None).order_by("created_at", "token")[:BATCH])
        if not changes:
            return False
        done = fitting(changes)
        write_documents(sorted({pk for change in done for pk in change.service_ids}))
        number(done)
    return True


def fitting(changes: Sequence[SearchChange]) -> list[SearchChange]:
    """The first changes, of about one batch of services. One that is too large is cut and its rest left waiting."""
    done: list[SearchChange] = []
    room = BATCH
    for change in changes:
        if room <= 0:
            break
        if len(change.service_ids) > room and not done:
            rest = change.service_ids[room:]
            SearchChange.objects.create(kind=change.kind, service_ids=rest, created_at=change.created_at)
            change.service_ids = change.service_ids[:room]
            change.save(update_fields=["service_ids"])
        elif len(change.service_ids) > room:
            break
        room -= len(change.service_ids)
        done.append(change)
    return done


def number(changes: Sequence[SearchChange]) -> None:
    """Give the changes the next number, and forget those that every living process has read long ago."""
    version = raise_counter()
    SearchChange.objects.filter(pk__in=[change.pk for change in changes]).update(version=version)
    old = timezone.now() - KEEP
    SearchChange.objects.filter(version__lt=version, created_at__lt=old).delete()


def lock(*, wait: bool = True) -> bool:
    """Take the counter's row, so that one process publishes at a time."""
    SearchCounter.objects.get_or_create(pk=1)
    rows = SearchCounter.objects.select_for_update(skip_locked=not wait and connection.vendor == "postgresql")
    return rows.filter(pk=1).first() is not None


def raise_counter() -> int:
    counter = SearchCounter.objects.get(pk=1)
    counter.version = max(counter.version + 1, time.time_ns() // 1000)
    counter.save(update_fields=["version"])
    return counter.version


@contextmanager
def unhurried(*, writing: bool = True) -> Iterator[None]:
    """A transaction without the time limit of web requests. On SQLite, reading needs none and takes none."""
    if connection.vendor != "postgresql" and not writing:
        yield
        return
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL statement_timeout = 0")
        yield


def read(atoms: Sequence[Atom] = ()) -> tuple[int, list[tuple]]:
    """The directory's version, and the rows that `words.postings` understands: one statement."""
    version, waiting, rows = _read(atoms)
    if waiting and _may_publish():
        while publish_some(wait=False) and connection.in_atomic_block:
            pass
        version, _waiting, rows = _read(atoms)
    return version, rows


def _read(atoms: Sequence[Atom]) -> tuple[int, bool, list[tuple]]:
    selects, values = statements(atoms)
    sql = [
        "SELECT -1, version, '' FROM directory_searchcounter",
        "SELECT DISTINCT -2, 0, '' FROM directory_searchchange WHERE version IS NULL",
        *selects,
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(sql), values)
        rows = cursor.fetchall()
    version, waiting, found = 0, False, []
    for row in rows:
        if row[0] == COUNTER:
            version = row[1]
        elif row[0] == WAITING:
            waiting = True
        else:
            found.append(row)
    return version, waiting, found


def _may_publish() -> bool:
    """A writer publishes right after its commit. A search does it for one that died, or for its own transaction."""
    if connection.in_atomic_block:
        return True
    oldest = SearchChange.objects.filter(version=None).order_by("created_at").values_list("created_at", flat=True)
    waiting_since = oldest.first()
    return waiting_since is not None and timezone.now() - waiting_since > PATIENCE


def changes_since(version: int) -> tuple[set[int], set[str]] | None:
    """(services, kinds) changed after that version; None if the log does not reach back to it."""
    rows = list(SearchChange.objects.filter(version__gte=version).values_list("version", "kind", "service_ids"))
    if not any(number == version for number, _kind, _ids in rows):
        return None
    later = [(kind, ids) for number, kind, ids in rows if number != version]
    return {pk for _kind, ids in later for pk in ids}, {kind for kind, _ids in later}

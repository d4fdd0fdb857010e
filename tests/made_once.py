"""Much that many tests begin with: made by the first of them in a run, after that copied into the database.

A browser test, whose rows the thread of the server sees, says so with a mark: `pytest.mark.begins_with(put=put_pages)`.
The rows then stay for the next test with the same mark, as long as nobody wrote to the database.
"""

import re
from collections.abc import Callable
from functools import wraps

from django.core.management import call_command
from django.db import connection
from django.db.backends.signals import connection_created

from directory.seeds import load_seeds
from tests import snapshots
from tests.kept_for_workers import Kept
from tests.process_caches import forget_all

READS = re.compile(r"\s*(SELECT|SAVEPOINT|RELEASE|ROLLBACK|SHOW|SET|PRAGMA)\b", re.IGNORECASE)
CHANGES = re.compile(r"\b(INSERT|UPDATE|DELETE)\b", re.IGNORECASE)
Make = Callable[[], None]


class Standing:
    """What stands in this process's database when it is not what the migrations left."""

    def __init__(self):
        self.made_by: Make | None = None
        self.written = False
        self.put_back: Make = lambda: None
        """Brings back what the migrations left; set when the database is there."""

    def note(self, sql) -> None:
        """Whatever is not surely a question counts as a change."""
        if self.made_by and not self.written:
            self.written = not is_question(sql)

    def may_stay(self) -> bool:
        return self.made_by is not None and not self.written

    def now(self, made_by: Make | None) -> None:
        self.made_by, self.written = made_by, False


standing = Standing()


def is_question(sql) -> bool:
    """Whether a statement leaves every row as it is."""
    if not isinstance(sql, str):
        return False
    if READS.match(sql):
        return True
    return sql.lstrip()[:4].upper() == "WITH" and not CHANGES.search(sql)


def watch_writes() -> None:
    """Let every connection of this process, the live server's too, tell what it is asked."""
    connection_created.connect(_watch, dispatch_uid="made_once")
    _watch(connection=connection)


def _watch(connection, **_signal) -> None:
    if _note not in connection.execute_wrappers:
        connection.execute_wrappers.append(_note)


def _note(execute, sql, params, many, context):
    standing.note(sql)
    return execute(sql, params, many, context)


def made_once(make: Make) -> Make:
    """Call it first in a test, before anything else is made: the copy takes the place of every row there is."""
    kept = Kept(make)

    @wraps(make)
    def put() -> None:
        made_just_now = not kept.rows and kept.make_or_read()
        if not made_just_now:
            if not (standing.made_by is put and standing.may_stay()):
                snapshots.put_in_place_of_everything(kept.rows)
            kept.copy_files()
        # In a test's own transaction the rows go with the test.
        standing.now(None if connection.in_atomic_block else put)
        forget_all()

    return put


@made_once
def demonstration() -> None:
    """`manage.py demo`: half a minute, where a copy takes a second."""
    call_command("demo", verbosity=0)


@made_once
def starting_lists() -> None:
    """`manage.py load_seeds`, the lists that every council starts with: a second, where a copy takes a tenth of it."""
    load_seeds()

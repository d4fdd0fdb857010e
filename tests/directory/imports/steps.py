"""What most tests of imports do: read a source, accept, look at the tables."""

from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.imports import merge
from directory.imports.opening import open_adapter
from directory.imports.records import ImportFailure

from .conftest import applied, table_of

LISTING_TABLES = (
    "directory_service",
    "directory_provider",
    "directory_location",
    "directory_schedule",
    "directory_inspectionresult",
    "wagtailcore_revision",
)


def checked(source, file, **options):
    """A run that has read a file and waits for a decision, or has failed."""
    run = merge.start(source, file_name="file.csv", **options)
    try:
        return merge.check(run, open_adapter(source, file, "file.csv"))
    except ImportFailure as failure:
        merge.fail(run, str(failure))
        return run


def imported(source, *rows, **options):
    """The report of an import of clubs."""
    return applied(checked(source, table_of(*rows), **options))


@contextmanager
def writes_of_listings():
    """Collects the statements that write to tables of listings."""
    found = []
    with CaptureQueriesContext(
        connection,
    ) as captured:
        yield found
    for query in captured:
        words = query["sql"].replace('"', "").split()
        if (
            words
            and words[0] in {"INSERT", "UPDATE", "DELETE"}
            and any(table in query["sql"] for table in LISTING_TABLES)
        ):
            found.append(query["sql"][:200])


def changes(run):
    """Fields that differ, as (title, field, kept)."""
    return [(row.title, change["field"], change["kept"]) for row in run.rows.all() for change in row.changes]


def problems(run):
    """What was wrong, by row."""
    found = {}
    for row in run.rows.all():
        found.setdefault(row.number, []).extend(row.problems)
    return {number: words for number, words in found.items() if words}

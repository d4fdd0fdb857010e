"""Keep what the migrations put into the database, through tests that use real transactions.

After such a test Django empties every table, and with them Wagtail's root page, site and collection, our
vocabularies and roles. Here the rows come back instead, copied inside the database, on both engines.
"""

from collections.abc import Callable

from django.db import connection, transaction
from django.test import TransactionTestCase

PREFIX = "kept_"


def keep() -> Callable[[TransactionTestCase], None]:
    """Copy every filled table; what comes back puts the copies back, in place of Django's flush."""
    tables = _tables()
    kept = {table: _columns(table) for table in _filled(tables)}
    with connection.cursor() as cursor:
        for table, columns in kept.items():
            cursor.execute(f'DROP TABLE IF EXISTS "{PREFIX}{table}"')
            cursor.execute(f'CREATE TABLE "{PREFIX}{table}" AS SELECT {columns} FROM "{table}"')
    return lambda _test_case: _restore(tables, kept)


def _restore(tables, kept):
    # Foreign keys are deferred to the end of the transaction, so the order of tables does not matter.
    with transaction.atomic(), connection.cursor() as cursor:
        for table in _filled(tables):
            cursor.execute(f'DELETE FROM "{table}"')
        for table, columns in kept.items():
            cursor.execute(f'INSERT INTO "{table}" ({columns}) SELECT {columns} FROM "{PREFIX}{table}"')


def _tables():
    """Tables of models; `django_migrations` is not one of them."""
    return connection.introspection.django_table_names(only_existing=True, include_views=False)


def _filled(tables):
    query = " UNION ALL ".join(f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM \"{table}\")" for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [name for (name,) in cursor.fetchall()]


def _columns(table):
    """The columns that can be written, quoted: a generated column fills itself."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f'PRAGMA table_xinfo("{table}")')
            names = [row[1] for row in cursor.fetchall() if row[6] == 0]
        else:
            cursor.execute(
                "SELECT column_name FROM information_schema.columns"
                " WHERE table_schema = current_schema() AND table_name = %s AND is_generated = 'NEVER'",
                [table],
            )
            names = [name for (name,) in cursor.fetchall()]
    return ", ".join(f'"{name}"' for name in names)

"""Copies of all rows of a test database.

After a test with real transactions Django empties every table, and with them Wagtail's root page, site and collection,
our vocabularies and roles. Here the rows come back instead, copied inside the database, on both engines.
"""

from collections.abc import Callable
from functools import cache

from django.db import connection, transaction

PREFIX = "kept_"
Rows = dict[str, tuple[str, object]]
"""Table to its columns and, as the engine gives and takes them, its rows."""


def keep() -> Callable[[], None]:
    """Copy every filled table; what comes back puts the copies back."""
    tables = _tables()
    kept = {table: _columns(table) for table in _filled(tables)}
    with connection.cursor() as cursor:
        for table, columns in kept.items():
            cursor.execute(f'DROP TABLE IF EXISTS "{PREFIX}{table}"')
            cursor.execute(f'CREATE TABLE "{PREFIX}{table}" AS SELECT {columns} FROM "{table}"')
    return lambda: _restore(tables, kept)


def _restore(tables, kept):
    with transaction.atomic(), connection.cursor() as cursor:
        _empty(cursor, tables)
        for table, columns in kept.items():
            cursor.execute(f'INSERT INTO "{table}" ({columns}) SELECT {columns} FROM "{PREFIX}{table}"')


def read_everything() -> Rows:
    """All rows of all tables, kept outside the database."""
    with connection.cursor() as cursor:
        return {table: (columns := _columns(table), _read(cursor, table, columns)) for table in _filled(_tables())}


def put_in_place_of_everything(rows: Rows) -> None:
    """Empty every table and put these rows there."""
    with transaction.atomic(), connection.cursor() as cursor:
        _empty(cursor, _tables())
        for table, (columns, data) in rows.items():
            _write(cursor, table, columns, data)
        _count_on(cursor, rows)


def _read(cursor, table, columns):
    if connection.vendor == "sqlite":
        # The plus makes an expression of each column, so that dates come as the text that they are.
        as_written = ", ".join(f"+{column}" for column in columns.split(", "))
        return cursor.execute(f'SELECT {as_written} FROM "{table}"').fetchall()
    with cursor.copy(f'COPY "{table}" ({columns}) TO STDOUT') as copied:
        return b"".join(copied)


def _write(cursor, table, columns, data):
    if connection.vendor == "sqlite":
        places = ", ".join("%s" for _ in columns.split(", "))
        cursor.executemany(f'INSERT INTO "{table}" ({columns}) VALUES ({places})', data)
        return
    with cursor.copy(f'COPY "{table}" ({columns}) FROM STDIN') as copied:
        copied.write(data)


def _count_on(cursor, tables):
    """New rows get numbers above these, which may come from another database. SQLite sees to it by itself."""
    if connection.vendor == "sqlite":
        return
    cursor.execute(
        "SELECT table_name, column_name, pg_get_serial_sequence(quote_ident(table_name), column_name)"
        " FROM information_schema.columns WHERE table_schema = current_schema()"
        " AND (is_identity = 'YES' OR column_default LIKE 'nextval(%')"
    )
    numbered = [
        f"setval('{sequence}', greatest(nextval('{sequence}'), (SELECT max(\"{column}\") FROM \"{table}\")))"
        for table, column, sequence in cursor.fetchall()
        if table in tables
    ]
    cursor.execute(f"SELECT {', '.join(numbered)}")


def _empty(cursor, tables):
    # Foreign keys are deferred to the end of the transaction, so the order of tables does not matter.
    for table in _filled(tables):
        cursor.execute(f'DELETE FROM "{table}"')


@cache
def _tables():
    """Tables of models; `django_migrations` is not one of them, and SQLite's index of words fills itself."""
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    return [name for name in names if not name.endswith("_fts")]


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

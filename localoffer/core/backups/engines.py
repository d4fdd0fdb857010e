"""How each kind of database is copied out in one consistent state, and put back."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.db import connection

RowCounts = dict[str, int]
Execute = Callable[[str], Any]
"""Runs a query and returns a cursor to fetch from."""
ENVIRONMENT = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",  # never on the command line, where every process can read it
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
}


class BackupError(Exception):
    """The backup cannot be made or restored; the message says why and what to do."""


class SqliteEngine:
    """SQLite: the file is copied by SQLite itself, which waits for writers."""

    name = "sqlite"
    file_name = "database.sqlite3"

    def dump(self, folder: Path) -> RowCounts:
        """Write the database into the folder and count its rows in the copy."""
        path = folder / self.file_name
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(path)])
        with closing(sqlite3.connect(path)) as copy:
            return _count(copy.execute, _sqlite_tables(copy.execute))

    def load(self, folder: Path) -> None:
        """Replace the whole database, also under a process that has it open."""
        connection.ensure_connection()
        with closing(sqlite3.connect(folder / self.file_name)) as copy:
            copy.backup(connection.connection)

    def count(self) -> RowCounts:
        """Rows of every table as the database is now; empty where there are no tables."""
        with connection.cursor() as cursor:
            return _count(cursor.execute, _sqlite_tables(cursor.execute))


def _sqlite_tables(execute: Execute) -> list[str]:
    # Shadow tables of full-text search come and go with their own housekeeping.
    rows = execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'"
    )
    return sorted(name for (name,) in rows.fetchall())


class PostgresEngine:
    """PostgreSQL: pg_dump and the row counts look at one and the same snapshot."""

    name = "postgresql"
    file_name = "database.dump"

    def dump(self, folder: Path) -> RowCounts:
        """Write the database into the folder in pg_dump's custom format."""
        with _snapshot() as (snapshot, execute):
            path = str(folder / self.file_name)
            self._run("pg_dump", "--format=custom", "--no-owner", f"--snapshot={snapshot}", f"--file={path}")
            return _count(execute, _postgres_tables(execute))

    def load(self, folder: Path) -> None:
        """Replace every table in one transaction: if anything fails, all stays as it was."""
        connection.close()
        self._run(
            "pg_restore",
            "--clean",
            "--if-exists",
            "--no-owner",
            "--single-transaction",
            "--exit-on-error",
            f"--dbname={connection.get_connection_params()['dbname']}",
            str(folder / self.file_name),
        )

    def count(self) -> RowCounts:
        """Rows of every table as the database is now; empty where there are no tables."""
        with connection.cursor() as cursor:
            return _count(cursor.execute, _postgres_tables(cursor.execute))

    def _run(self, program: str, *arguments: str) -> None:
        parameters = connection.get_connection_params()
        environment = {ENVIRONMENT[name]: str(value) for name, value in parameters.items() if name in ENVIRONMENT}
        try:
            subprocess.run(  # noqa: S603 - a fixed program of PostgreSQL
                [_program(program), *arguments],
                env=os.environ | environment,
                check=True,
                capture_output=True,
                text=True,
            )
        except subprocess.CalledProcessError as error:
            raise BackupError(f"{program} failed: {error.stderr.strip()}") from error


@contextmanager
def _snapshot() -> Iterator[tuple[str, Execute]]:
    """A transaction that goes on seeing this moment, and the name by which pg_dump joins it."""
    reader = connection.copy()
    try:
        with reader.cursor() as cursor:
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield cursor.execute("SELECT pg_export_snapshot()").fetchone()[0], cursor.execute
            cursor.execute("ROLLBACK")
    finally:
        reader.close()


def _postgres_tables(execute: Execute) -> list[str]:
    rows = execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename")
    return [name for (name,) in rows.fetchall()]


def _count(execute: Execute, tables: list[str]) -> RowCounts:
    # The names come from the database's own catalogue.
    return {table: execute(f'SELECT COUNT(*) FROM "{table}"').fetchone()[0] for table in tables}  # noqa: S608


def _program(name: str) -> str:
    """The program on PATH, else in the folder that Debian keeps for this server's version."""
    with connection.cursor() as cursor:
        version = cursor.execute("SHOW server_version_num").fetchone()[0][:-4]
    folders = [os.environ.get("POSTGRES_BIN", ""), os.environ.get("PATH", ""), f"/usr/lib/postgresql/{version}/bin"]
    found = shutil.which(name, path=os.pathsep.join(filter(None, folders)))
    if found is None:
        raise BackupError(f"{name} was not found. Install PostgreSQL's client programs, version {version} or newer.")
    return found

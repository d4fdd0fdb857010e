"""Test databases start from a copy of a migrated one, because migrating takes longer than most test files.

The copy is kept in `var/` under a hash of all migrations and locked versions. `migrate` runs on top of it
all the same, so whatever is new is applied.
"""

import contextlib
import hashlib
import tempfile
from pathlib import Path
from unittest import mock

from django.conf import settings
from django.core import management
from django.db import connection

from localoffer.core.backups.engines import PostgresEngine, SqliteEngine


def start_from_template():
    """Let the next `migrate` of this process, the one of the test database, begin with the copy."""
    migrate = management.call_command
    patch = mock.patch.object(management, "call_command")

    def call(name, *args, **options):
        if name != "migrate":
            return migrate(name, *args, **options)
        patch.stop()
        if connection.introspection.table_names():  # a database kept by --reuse-db
            return migrate(name, *args, **options)
        engine = PostgresEngine() if connection.vendor == "postgresql" else SqliteEngine()
        kept = settings.BASE_DIR / "var" / "test-databases" / f"{engine.name}-{_versions()}"
        if kept.is_dir():
            engine.load(kept)
        migrate(name, *args, **options)
        if not kept.is_dir():
            _keep(engine, kept)
        return None

    patch.start().side_effect = call


def end_other_connections() -> None:
    """A thread of the live server may still be connected, and PostgreSQL drops no database that is in use."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


def _keep(engine, kept: Path) -> None:
    kept.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(dir=kept.parent))
    engine.dump(fresh)
    with contextlib.suppress(OSError):  # another worker was quicker
        fresh.rename(kept)


def _versions() -> str:
    """A name for the state of all migrations, ours and those of the packages we use."""
    digest = hashlib.sha256((settings.BASE_DIR / "requirements-dev.txt").read_bytes())
    for folder in ("localoffer", "directory"):
        for path in sorted((settings.BASE_DIR / folder).glob("**/migrations/*.py")):
            digest.update(path.name.encode() + path.read_bytes())
    server = str(connection.pg_version) if connection.vendor == "postgresql" else ""
    digest.update(server.encode())
    return digest.hexdigest()[:16]

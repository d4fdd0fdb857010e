"""A table of any length through the whole import, as a council would do it, with a worker that is killed.

    scripts/postgres run .venv/bin/python -m tests.benchmarks.imports 300000

Writes the table, uploads it through the page of the CMS (gunicorn with production settings), accepts it
there, kills the worker twice while it applies, lets a new one go on, and compares every row of the table
with what stands in the directory afterwards. `import_table` then reads the same table again: that must change
nothing. Prints times, peak memory and what was found.
"""

import os
import sys
import tempfile
from pathlib import Path

import django

KEY = "only-for-measuring-0123456789-abcdefghijklmnopqrstuvwxyz"
os.environ |= {
    "ENVIRONMENT": "production",
    "DJANGO_SETTINGS_MODULE": "localoffer.settings",
    "SECRET_KEY": KEY,
    "ALLOWED_HOSTS": "127.0.0.1",
    "BASE_URL": "https://127.0.0.1",
    "TRUSTED_PROXY_COUNT": "1",
}
django.setup()

from django.core.management import call_command  # noqa: E402  (settings first)

from directory.models import ImportRun, ImportSource, Service  # noqa: E402
from localoffer.core.models import Team  # noqa: E402
from tests.benchmarks import long_table  # noqa: E402
from tests.benchmarks.council import Cms, Worker, report, run_command, until  # noqa: E402

SOURCE = "long-table"
KILLED_AT = (0.3, 0.7)


def main(size: int) -> None:
    """The whole journey; exits with an error when anything was lost or left half done."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("load_seeds", verbosity=0)
    make_source()
    call_command("collectstatic", interactive=False, verbosity=0)
    with tempfile.TemporaryDirectory() as folder:
        table = long_table.write(Path(folder) / "table.csv", size)
        report("the table", rows=f"{size:,}", megabytes=f"{table.stat().st_size / 1e6:.0f}")
        with Cms() as cms:
            through_the_cms(cms, table)
        again(table)


def make_source() -> None:
    """A source whose rows go live at once, with a team."""
    team, _made = Team.objects.get_or_create(name="Family hub team", defaults={"email": "hub@example.org"})
    ImportSource.objects.create(
        slug=SOURCE,
        name="A long table",
        kind=ImportSource.Kind.TABLE,
        owner=team,
        arrives_live=True,
        column_map=long_table.COLUMN_MAP,
    )


def through_the_cms(cms: Cms, table: Path) -> None:
    """Upload, reading by the worker, accepting, two killed workers, and the comparison."""
    run = cms.upload(SOURCE, table)
    size = sum(1 for _line in table.open(encoding="utf-8"))
    worker = Worker()
    until(lambda: status(run) != ImportRun.Status.READING and status(run) != ImportRun.Status.WAITING)
    report("read and compared by the worker", **worker.figures())
    cms.look_at(run)
    cms.accept(run)
    for share in KILLED_AT:
        until(lambda share=share: Service.objects.count() >= size * share)
        worker.kill()
        halfway(run)
        cms.look_at(run)
        long_table.pretend_ten_minutes_have_passed(run)
        run_command("resume_imports")
        worker = Worker()
    until(lambda: status(run) in (ImportRun.Status.DONE, ImportRun.Status.FAILED))
    report("applied, by the third worker", **worker.figures())
    worker.stop()
    long_table.compare(table, run)
    cms.look_at(run)


def halfway(run: int) -> None:
    """What stands in the directory after the kill is exactly what the run says that it has applied."""
    found = long_table.half_done(run)
    report("killed", services=f"{Service.objects.count():,}", **found)


def again(table: Path) -> None:
    """The same table once more, read by `import_table`: it would change nothing."""
    figures = run_command("import_table", str(table), "--source", SOURCE, "--verbosity", "0")
    run = ImportRun.objects.latest("pk")
    report("the same table again, by import_table", **figures, outcomes=run.counts)
    if set(run.counts) - {"unchanged", "error"}:
        sys.exit("The second reading would change something.")


def status(run: int) -> str:
    """The state of a run."""
    return ImportRun.objects.values_list("status", flat=True).get(pk=run)


if __name__ == "__main__":
    main(int(sys.argv[1]))

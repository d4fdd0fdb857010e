"""`make bench`: every design on both databases, at 2,000 and 20,000 services, as one table.

SIZE=300000 measures that size alone, SIZE="2000 300000" several; ENGINES=postgresql one database. The results
go to var/benchmarks/ as JSON and as the table that `docs/performance.md` holds. Needs PostgreSQL's binaries
(see `scripts/postgres`).
"""

import itertools
import json
import os
import platform
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from .report import table

ROOT = Path(__file__).resolve().parents[2]
OUTPUT = ROOT / "var" / "benchmarks"


def run(engine: str, size: int) -> dict:
    """One engine at one size, in a fresh process on an empty database."""
    command = [sys.executable, "-m", "tests.benchmarks.engine", str(size)]
    environment = os.environ | {"ENVIRONMENT": "development", "DEMONSTRATION": "false", "DATABASE_POOL_SIZE": "20"}
    with tempfile.TemporaryDirectory() as folder:
        if engine == "sqlite":
            environment["DATABASE_URL"] = f"sqlite:///{folder}/bench.sqlite3"
        else:
            command = [str(ROOT / "scripts" / "postgres"), "run", *command]
        printed = subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(printed.stdout.splitlines()[-1])


def main() -> None:
    sizes = [int(size) for size in os.environ.get("SIZE", "2000 20000").split()]
    engines = os.environ.get("ENGINES", "postgresql sqlite").split()
    OUTPUT.mkdir(parents=True, exist_ok=True)
    today = datetime.now(UTC).date()
    name = f"{today}-{'-'.join(engines)}-{'-'.join(map(str, sizes))}"
    reports = []
    for engine, size in itertools.product(engines, sizes):
        reports.append(run(engine, size))
        # Written after each, so that an hour's work is not lost with the next.
        (OUTPUT / f"{name}.json").write_text(json.dumps(reports, indent=1))
    printed = f"{today:%d %B %Y}, {os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}\n\n"
    printed += table(reports)
    (OUTPUT / f"{name}.md").write_text(printed)
    print(printed)


if __name__ == "__main__":
    main()

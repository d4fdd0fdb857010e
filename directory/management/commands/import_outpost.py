from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from directory.imports.openreferral import read_path
from directory.imports.outpost import OutpostAdapter
from directory.models import ImportRun, ImportSource

from ._import import ImportCommand


class Command(ImportCommand):
    """Imports services from the JSON of an Outpost directory."""

    help = (
        "Imports Outpost services from a JSON file or a folder of pages. Without --apply it only shows the difference."
    )
    kind = ImportSource.Kind.OUTPOST
    default_slug = "outpost"
    default_name = "Outpost"

    @contextmanager
    def opened(self, run: ImportRun, options: dict[str, Any]) -> Iterator[OutpostAdapter]:
        yield OutpostAdapter(run.source, read_path(Path(options["path"])))

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from directory.imports.column_maps import read_map
from directory.imports.records import ImportFailure
from directory.imports.table import TableAdapter
from directory.imports.tables import open_table
from directory.models import ImportRun, ImportSource

from ._import import ImportCommand


def usable_map(path: Path) -> dict[str, Any]:
    """The column map in a file, looked at before it is kept; raises CommandError in words."""
    try:
        column_map: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        read_map(column_map)
    except OSError as error:
        raise CommandError(f"The column map {path} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise CommandError(f"The column map {path} is not JSON: {error}.") from error
    except ImportFailure as failure:
        raise CommandError(str(failure)) from failure
    return column_map


class Command(ImportCommand):
    """Imports a council's own table (CSV or XLSX) with a column map."""

    help = "Imports a CSV or XLSX table with a column map (JSON). Without --apply it only shows the difference."
    kind = ImportSource.Kind.TABLE

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--map", help="JSON file with the column map; it is kept with the source")

    def find_source(self, options: dict[str, Any]) -> ImportSource:
        column_map = usable_map(Path(options["map"])) if options["map"] else None
        source = super().find_source(options)
        if column_map is not None:
            source.column_map = column_map
            source.save()
        return source

    @contextmanager
    def opened(self, run: ImportRun, options: dict[str, Any]) -> Iterator[TableAdapter]:
        with Path(options["path"]).open("rb") as file:
            table = open_table(file)
            yield TableAdapter(run.source, table)

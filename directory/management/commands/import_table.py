import json
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from directory.imports.table import TableAdapter
from directory.imports.tables import open_table
from directory.models import ImportSource

from ._import import ImportCommand


class Command(ImportCommand):
    """Imports a council's own table (CSV or XLSX) with a column map."""

    help = "Imports a CSV or XLSX table with a column map (JSON). Without --apply it only shows the difference."
    kind = ImportSource.Kind.TABLE

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--map", help="JSON file with the column map; it is kept with the source")

    def find_source(self, options: dict[str, Any]) -> ImportSource:
        source = super().find_source(options)
        if options["map"]:
            source.column_map = json.loads(Path(options["map"]).read_text(encoding="utf-8"))
            source.save()
        return source

    @contextmanager
    def opened(self, source: ImportSource, options: dict[str, Any]) -> Iterator[TableAdapter]:
        with Path(options["path"]).open("rb") as file:
            table = open_table(file)
            yield TableAdapter(source, table)

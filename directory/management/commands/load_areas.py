from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from directory.geography.areas import load_outlines, load_towns
from directory.geography.attribution import AREAS, note_origin
from directory.imports.records import ImportFailure
from directory.imports.tables import open_table
from directory.search import touch_structure


class Command(BaseCommand):
    """Loads wards and council areas from GeoJSON (ONS Open Geography, OGL v3.0), and towns from a table."""

    help = "Loads wards, council areas (GeoJSON, WGS84) or towns (CSV: name, latitude, longitude). Can run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", help="GeoJSON files, or CSV files of towns")
        parser.add_argument("--tolerance", type=float, default=25.0, help="metres by which an outline may be simpler")
        parser.add_argument("--year", type=int, help="of the data, for its notice of copyright; else the current one")

    def handle(self, *args: Any, **options: Any) -> None:
        for path in options["paths"]:
            try:
                with Path(path).open("rb") as file:
                    towns = Path(path).suffix.lower() in {".csv", ".xlsx"}
                    report = load_towns(open_table(file)) if towns else load_outlines(file, options["tolerance"])
            except (ImportFailure, OSError) as failure:
                raise CommandError(f"{path}: {failure}") from failure
            for problem in report.problems[:20]:
                self.stderr.write(problem)
            self.stdout.write(f"{path}: {report.written} areas written, {report.unchanged} unchanged")
        note_origin(AREAS, options["year"] or timezone.localdate().year)
        # Areas are written in bulk, past the signals that tell the search.
        touch_structure()

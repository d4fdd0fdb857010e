from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from directory.geography.attribution import POSTCODES, note_origin
from directory.geography.postcodes import load_postcodes
from directory.imports.records import ImportFailure
from directory.imports.tables import open_table


class Command(BaseCommand):
    """Loads postcodes from Code-Point Open (OS) or the ONS postcode directory (both OGL v3.0)."""

    help = "Loads postcodes with coordinates, and works out sectors and outward codes. Can run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", help="CSV or XLSX with latitude/longitude or easting/northing")
        parser.add_argument("--prefix", action="append", default=[], help="only postcodes that begin so, like SS")
        parser.add_argument("--authority", action="append", default=[], help="only of this ONS code, like E06000033")
        parser.add_argument("--year", type=int, help="of the data, for its notice of copyright; else the current one")

    def handle(self, *args: Any, **options: Any) -> None:
        for path in options["paths"]:
            try:
                with Path(path).open("rb") as file:
                    report = load_postcodes(open_table(file), options["prefix"], options["authority"])
            except (ImportFailure, OSError) as failure:
                raise CommandError(f"{path}: {failure}") from failure
            for problem in report.problems[:20]:
                self.stderr.write(problem)
            self.stdout.write(
                f"{path}: {report.written} postcodes written, {report.unchanged} unchanged, "
                f"{report.left_out} left out; {report.areas} sectors and outward codes written"
            )
        note_origin(POSTCODES, options["year"] or timezone.localdate().year)

from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from directory.imports.gias import GiasAdapter
from directory.imports.gias_links import read_links
from directory.imports.tables import open_table
from directory.models import ImportRun, ImportSource

from ._import import ImportCommand


class Command(ImportCommand):
    """Imports the schools register (GIAS, “edubasealldata”; Department for Education, OGL v3.0)."""

    help = "Imports schools from GIAS. Without --apply it only shows the difference."
    kind = ImportSource.Kind.GIAS
    default_slug = "gias"
    default_name = "Get Information about Schools"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--authority", action="append", help="DfE code of a council, like 882; the first is ours")
        parser.add_argument("--links", help="the register's file of predecessors and successors")

    def find_source(self, options: dict[str, Any]) -> ImportSource:
        source = super().find_source(options)
        if options["authority"]:
            source.options = {**source.options, "authorities": options["authority"]}
            source.save()
        return source

    @contextmanager
    def opened(self, run: ImportRun, options: dict[str, Any]) -> Iterator[GiasAdapter]:
        predecessors: dict[str, set[str]] = {}
        if options["links"]:
            with Path(options["links"]).open("rb") as file:
                predecessors = read_links(open_table(file))
        with Path(options["path"]).open("rb") as file:
            yield GiasAdapter(run.source, open_table(file), predecessors)

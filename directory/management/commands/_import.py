"""What all import commands share: arguments, and the report in the terminal."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from directory.imports import merge, reporting
from directory.imports.records import Adapter, ImportFailure
from directory.models import ImportRun, ImportSource
from localoffer.core.models import Team


def name_of(path: str) -> str:
    """What to call the source of a run: the address of a feed, or a file without its folders."""
    return path if path.startswith(("http://", "https://")) else Path(path).name


class ImportCommand(BaseCommand):
    """Reads a source and prints the difference; with --apply it is also written."""

    kind: ImportSource.Kind
    default_slug = ""
    default_name = ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", help="file (or, where the source allows it, folder or address)")
        parser.add_argument("--source", default=self.default_slug, help="code of the import source")
        parser.add_argument("--source-name", default="", help="its name, if it has to be made")
        parser.add_argument("--owner", default="", help="name of the team that owns what arrives")
        parser.add_argument("--live", action="store_true", help="let new rows of this source go live at once")
        parser.add_argument("--dated", type=date.fromisoformat, help="date of the data, like 2026-03-01")
        parser.add_argument("--partial", action="store_true", help="the file holds only some of the rows")
        parser.add_argument("--apply", "--accept", action="store_true", help="write; without it nothing is changed")
        parser.add_argument("--account", action="store_true", help="print where the values of each field went")

    def handle(self, *args: Any, **options: Any) -> None:
        source = self.find_source(options)
        run = merge.start(
            source, file_name=name_of(str(options["path"])), dated=options["dated"], partial=options["partial"]
        )
        try:
            with self.opened(run, options) as adapter:
                merge.check(run, adapter)
        except ImportFailure as failure:
            merge.fail(run, str(failure))
        except OSError as error:
            merge.fail(run, f"{options['path']} cannot be read: {error.strerror or error}.")
        self.report(run, options)
        if run.status == ImportRun.Status.FAILED:
            raise CommandError(run.failure)
        if options["apply"]:
            merge.apply(merge.accept(run))
            self.stdout.write(self.style.SUCCESS("Applied."))
        else:
            self.stdout.write("Nothing was changed. Run it again with --apply to write this.")

    def find_source(self, options: dict[str, Any]) -> ImportSource:
        """The source with this code, made if it is new."""
        if not options["source"]:
            raise CommandError("Name the import source with --source.")
        source, _made = ImportSource.objects.get_or_create(
            slug=options["source"],
            defaults={
                "name": options["source_name"] or self.default_name or options["source"],
                "kind": self.kind,
                "arrives_live": options["live"],
            },
        )
        if source.kind != self.kind:
            raise CommandError(f"The source “{source}” has another layout: {source.get_kind_display()}.")
        if options["owner"]:
            source.owner = Team.objects.filter(name=options["owner"]).first()
            if not source.owner:
                raise CommandError(f"There is no team called “{options['owner']}”.")
            source.save()
        return source

    def opened(self, run: ImportRun, options: dict[str, Any]) -> Any:
        """A context manager that gives the adapter for the run's source."""
        raise NotImplementedError

    def report(self, run: ImportRun, options: dict[str, Any]) -> None:
        verbosity = options["verbosity"]
        for line in reporting.summary(run):
            self.stdout.write(line)
        if verbosity and run.status != ImportRun.Status.FAILED:
            for line in reporting.differences(run):
                self.stdout.write(f"  {line}")
        if options["account"]:
            for line in reporting.account_lines(run):
                self.stdout.write(line)


__all__ = ["Adapter", "ImportCommand"]

from django.core.management.base import BaseCommand
from django.db import transaction

from directory.seeds import load_seeds
from localoffer.core.indexing import written_afterwards


class Command(BaseCommand):
    """Loads the seeds and says how many rows of each kind are new, updated or left alone."""

    help = (
        "Load the lists that every council starts with: vocabularies, synonyms, statutory items, questions, glossary. "
        "Safe to run again: officers' changes and deletions stay."
    )

    def handle(self, *args, **options):
        with transaction.atomic(), written_afterwards():
            report = load_seeds()
        for kind in report.kinds:
            self.stdout.write(
                f"{kind}: {report.new[kind]} new, {report.updated[kind]} updated, {report.kept[kind]} left as they are"
            )
        self.stdout.write(f"Lists: {report.new.total()} new.")

from django.core.management.base import BaseCommand

from directory import search


class Command(BaseCommand):
    """Write the words of all services anew and have every process read the directory again."""

    help = "Rebuild the search index of the directory. Safe at any time; searches go on while it runs."

    def handle(self, *args, **options):
        count = search.rebuild()
        self.stdout.write(f"{count} services are in the search index.")

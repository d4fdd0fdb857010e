from django.core.management.base import BaseCommand

from localoffer.pages.films.sweeping import sweep_films


class Command(BaseCommand):
    """Delete films that nothing names any more. Run it once a day; twice does no harm."""

    help = "Delete the files of films and captions that no page and no earlier version of a page names any more."

    def handle(self, *args, **options):
        self.stdout.write(f"{sweep_films()} files deleted")

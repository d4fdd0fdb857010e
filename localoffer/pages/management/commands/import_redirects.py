from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.http import HttpRequest
from wagtail.models import Site

from localoffer.pages.redirects.checking import Outcome, check_pairs
from localoffer.pages.redirects.importing import count_rows, write_redirects
from localoffer.pages.redirects.reading import Unreadable, read_pairs


class Command(BaseCommand):
    """In place of Wagtail's command of the same name, which takes circles and chains."""

    help = "Import old and new addresses from a CSV file. Without --write nothing is changed."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--write", action="store_true", help="make and change the redirects")

    def handle(self, *args, file, write=False, **options):
        try:
            with file.open("rb") as table:
                rows = check_pairs(read_pairs(table), self.request())
        except (OSError, Unreadable) as problem:
            raise CommandError(str(problem)) from problem
        for row in rows:
            if row.outcome == Outcome.REFUSED:
                self.stdout.write(f"line {row.pair.line}: refused: {row.reason} {row.pair.old} -> {row.pair.new}")
        counts = write_redirects(rows, site=Site.objects.get(is_default_site=True)) if write else count_rows(rows)
        for outcome in Outcome:
            self.stdout.write(f"{outcome.label}: {counts[outcome]}")
        if not write:
            self.stdout.write("Nothing was changed. Run it again with --write.")

    def request(self) -> HttpRequest:
        """A request to the default site, by which addresses are found."""
        request = HttpRequest()
        host = Site.objects.get(is_default_site=True)
        request.META |= {
            "SERVER_NAME": host.hostname,
            "SERVER_PORT": str(host.port),
            "HTTP_HOST": urlsplit(settings.BASE_URL).netloc,
        }
        request.path = request.path_info = "/"
        return request

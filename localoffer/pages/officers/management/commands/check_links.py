from django.core.management.base import BaseCommand

from ...links.actions import check_links
from ...models import Link


class Command(BaseCommand):
    """Look at the links of all live pages and listings that are due. Run it once a day."""

    help = "Check the links of live pages and listings: those on this site and those in trouble daily, others weekly."

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", dest="everything", help="also those that are not due")
        parser.add_argument("--limit", type=int, help="how many at the most")

    def handle(self, *args, everything, limit, **options):
        counts = check_links(everything=everything, limit=limit)
        for status, number in sorted(counts.items()):
            self.stdout.write(f"{Link.Status(status).label}: {number}")
        if not counts:
            self.stdout.write("No link is due.")

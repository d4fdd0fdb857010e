from django.core.management.base import BaseCommand

from localoffer.core.personal_data import purge_expired


class Command(BaseCommand):
    """Erase personal data whose time is over. Run it once a day."""

    help = "Erase personal data that is past its time, old sessions, results of background tasks, counts of limits."

    def handle(self, *args, **options):
        for kind, count in purge_expired().items():
            self.stdout.write(f"{kind}: {count} erased")

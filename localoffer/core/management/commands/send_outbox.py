from django.core.management.base import BaseCommand

from localoffer.core.outbox import deliver_due


class Command(BaseCommand):
    """Deliver the mail that is due. Run it every minute; several may run at once."""

    help = "Send the mail that waits in the outbox."

    def add_arguments(self, parser):
        parser.add_argument("--limit", type=int, default=500, help="how many mails at the most (500)")

    def handle(self, *args, limit, verbosity, **options):
        counts = deliver_due(limit=limit)
        if verbosity > 1 or any(counts.values()):
            self.stdout.write("Sent {sent}, to be tried again {retry}, given up {dead}.".format(**counts))

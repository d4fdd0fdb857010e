import secrets

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from localoffer.core.registries import DemoPart, demo_parts

OFFICER = "officer"
OFFICERS = "Officers"


class Command(BaseCommand):
    """Loads every registered part of the demonstration in one transaction; refuses on a production site."""

    help = (
        "Load the demonstration council. A second run makes only what was never made; --reset takes the "
        "demonstration's listings away and loads them afresh, with dates counted from today."
    )

    def add_arguments(self, parser):
        parser.add_argument("--reset", action="store_true", help="take the demonstration's rows away first")

    def handle(self, *args, reset=False, **options):
        if settings.PRODUCTION and not settings.DEMONSTRATION:
            raise CommandError("This is a production site. Set DEMONSTRATION=true if it is to show made-up services.")
        with transaction.atomic():
            if reset:
                self.remove()
            self.load()
        if not settings.PRODUCTION:
            self.make_officer()

    def remove(self):
        """Take the parts away, the last one first."""
        for part in reversed(in_order()):
            if gone := part.remove():
                self.stdout.write(f"{part.label}: {gone} removed")

    def load(self):
        """Load every part and say how much was new."""
        now = timezone.now()
        total = 0
        for part in in_order():
            new = part.load(now)
            total += new
            self.stdout.write(f"{part.label}: {new} new")
        self.stdout.write(f"Demonstration: {total} new")

    def make_officer(self):
        """An account for trying the CMS out, once. Never in production: the password would be known."""
        User = get_user_model()
        if User.objects.filter(username=OFFICER).exists():
            self.stdout.write(f"Sign in to the CMS as “{OFFICER}” with the password that the first run showed.")
            return
        password = settings.DEMO_PASSWORD or secrets.token_urlsafe(12)
        officer = User.objects.create_superuser(OFFICER, "officer@example.org", password, first_name="Sample")
        officer.groups.set(Group.objects.filter(name=OFFICERS))
        told = "the password in DEMO_PASSWORD" if settings.DEMO_PASSWORD else f"the password {password}"
        self.stdout.write(f"Sign in to the CMS as “{OFFICER}” with {told}")


def in_order() -> list[DemoPart]:
    """Every registered part, in the order in which they are loaded."""
    return sorted(demo_parts, key=lambda part: part.order)

import secrets

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from localoffer.core import roles
from localoffer.core.indexing import written_afterwards
from localoffer.core.models import LastPublishing
from localoffer.core.registries import DemoPart, demo_parts

OFFICER = "officer"
ACCOUNTS = {
    OFFICER: roles.OFFICERS,
    "officer2": roles.OFFICERS,
    "editor": roles.EDITORS,
    "young-editor": roles.YOUNG_EDITORS,
    "reviewer": roles.REVIEW_GROUP,
    "user-manager": roles.USER_MANAGERS,
}
"""User name to role. The first is an administrator as well; the second is needed to approve what the first wrote."""


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
            told = "" if settings.PRODUCTION else self.make_accounts()  # first: some parts are an account's work
            if reset:
                self.remove()
            with written_afterwards():
                self.load()
        if told:
            self.stdout.write(told)

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
        LastPublishing.objects.filter(at__gte=now).delete()  # nobody published the demonstration by mistake
        self.stdout.write(f"Demonstration: {total} new")

    def make_accounts(self) -> str:
        """Accounts for trying the CMS out in every role, once, and what to tell about them.

        Never in production: the password would be known.
        """
        User = get_user_model()
        there = User.objects.filter(username__in=ACCOUNTS).values_list("username", flat=True)
        new = [name for name in ACCOUNTS if name not in set(there)]
        password = settings.DEMO_PASSWORD or secrets.token_urlsafe(12)
        known = make_password(password)  # once for all, because it takes long on purpose
        for name in new:
            make_account(User, name, ACCOUNTS[name], known)
        told = "the password in DEMO_PASSWORD" if settings.DEMO_PASSWORD else f"the password {password}"
        if not new:
            told = told_before()
        names = ", ".join(f"“{name}”" for name in new or ACCOUNTS)
        return f"Sign in to the CMS as {names} with {told}"


def told_before() -> str:
    """Where the password of accounts stands that were there already; it is not ours to know."""
    if settings.DEMO_PASSWORD:
        return "the password in DEMO_PASSWORD, unless they were made with another"
    return "the password that they were made with: DEMO_PASSWORD at that time, or else what the first run showed"


def make_account(User, name: str, role: str, password: str) -> None:
    """One account with its role; the password as the database keeps it."""
    is_admin = name == OFFICER
    user = User.objects.create(
        username=name,
        email=f"{name}@example.org",
        password=password,
        first_name="Sample",
        last_name=name.capitalize(),
        is_staff=is_admin,
        is_superuser=is_admin,
    )
    user.groups.set(Group.objects.filter(name=role))


def in_order() -> list[DemoPart]:
    """Every registered part, in the order in which they are loaded."""
    return sorted(demo_parts, key=lambda part: part.order)

import json
from datetime import datetime

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from localoffer.core.personal_requests import (
    Person,
    TooLittle,
    erasable,
    erase_again,
    erase_person,
    export_person,
    held_about,
)

LONGEST_SHOWN = 60


class Command(BaseCommand):
    """Show or erase everything that is held about one person, who asked for it."""

    help = "Export or erase what is held about one person, or erase again after a restore."

    def add_arguments(self, parser):
        tasks = parser.add_subparsers(dest="task", required=True)
        for name, told in (
            ("export", "print everything about a person as JSON, to hand to them"),
            ("erase", "list everything about a person, and erase it with --write"),
        ):
            task = tasks.add_parser(name, help=told)
            task.add_argument("who", help="an e-mail address, a phone number, or first and last name as they wrote it")
        task.add_argument("--write", action="store_true", help="erase; without it nothing is changed")
        again = tasks.add_parser("replay", help="after a restore: erase again who was erased since the backup")
        again.add_argument("--since", required=True, type=moment, help="when the backup was made: 2026-01-01T02:30Z")

    def handle(self, *args, task, **options):
        try:
            getattr(self, f"_{task}")(**options)
        except (TooLittle, OSError) as error:
            raise CommandError(str(error)) from error

    def _export(self, *, who, **_options):
        found = export_person(Person.called(who))
        self.stdout.write(json.dumps(found, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1))

    def _erase(self, *, who, write, **_options):
        person = Person.called(who)
        for rows in held_about(person):
            may_go = set(erasable(rows).values_list("pk", flat=True))
            for row in rows:
                self.stdout.write(line_about(row, stays=row.pk not in may_go))
        if not write:
            self.stdout.write("Nothing was changed. Add --write to erase all that is not marked as staying.")
            return
        for kind, count in erase_person(person).items():
            self.stdout.write(f"{kind}: {count} erased")
        self.stdout.write("Noted, to be erased again after a restore.")

    def _replay(self, *, since, **_options):
        people, unreadable = erase_again(since)
        self.stdout.write(f"{people} people erased again")
        if unreadable:
            lines = ", ".join(map(str, unreadable))
            raise CommandError(
                f"{settings.ERASURES_FILE} cannot be read in line {lines}. "
                "Your own record of requests says whom it meant: erase them with `personal_data erase`."
            )


def moment(text: str) -> datetime:
    """The time that was given, in the council's own zone if it names none."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else timezone.make_aware(found)


def line_about(row, *, stays: bool) -> str:
    """What it is, its number, and the beginning of every declared field."""
    told = ", ".join(f"{name} “{str(value)[:LONGEST_SHOWN]}”" for name in row.PERSONAL if (value := getattr(row, name)))
    return f"{row._meta.verbose_name} {row.pk}: {told}{' (in use, stays: close it first)' if stays else ''}"

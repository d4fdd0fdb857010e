from typing import Any

from django.core.management.base import BaseCommand

from directory.imports.tasks import resume_stopped


class Command(BaseCommand):
    """Goes on with imports that broke off. Run it every few minutes; a run that is in work is left alone."""

    help = "Goes on with imports that gave no sign of life for ten minutes: a worker was killed, a server restarted."

    def handle(self, *args: Any, **options: Any) -> None:
        if count := resume_stopped():
            self.stdout.write(f"{count} imports go on.")

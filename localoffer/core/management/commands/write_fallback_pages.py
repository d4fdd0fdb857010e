from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from localoffer.core.fallback_pages import write_fallback_pages


class Command(BaseCommand):
    """Write the pages that nginx shows while the portal does not answer. Run it after `collectstatic`."""

    help = "Write the pages that the web server in front shows while the portal does not answer."
    requires_system_checks = []  # whoever collects static files may not read the database

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, nargs="?", help="where deploy/nginx.conf looks for them by default")

    def handle(self, *args, folder, **options):
        for path in write_fallback_pages(folder or settings.STATIC_ROOT / "fallback"):
            self.stdout.write(str(path))
        if not settings.FALLBACK_PHONE:
            self.stdout.write("FALLBACK_PHONE is not set, so these pages name no number to call.")

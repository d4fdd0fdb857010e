from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from localoffer.core.backups import BackupError, restore_backup


class Command(BaseCommand):
    """Put a backup back. Stop the web server and the worker first."""

    help = "Put database and media back from an archive of the backup command."
    requires_system_checks = []  # an empty database cannot pass them

    def add_arguments(self, parser):
        parser.add_argument("archive", type=Path)
        parser.add_argument("--force", action="store_true", help="replace a database or media folder that is not empty")

    def handle(self, *args, archive, force, **options):
        try:
            rows = restore_backup(archive, force=force)
        except (BackupError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Restored {sum(rows.values())} rows in {len(rows)} tables; all counts and hashes agree.")
        self.stdout.write("Now run: manage.py migrate, then manage.py purge_expired,")
        self.stdout.write("then manage.py personal_data replay --since with the time in the archive's name")

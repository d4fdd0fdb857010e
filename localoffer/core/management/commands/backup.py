from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from localoffer.core.backups import BackupError, make_backup


class Command(BaseCommand):
    """Make one archive of database and media. Run it every night and copy the archive elsewhere."""

    help = "Write database and media into one archive, with a manifest to check it by."

    def add_arguments(self, parser):
        parser.add_argument("target", type=Path, help="a new file, or a folder")
        parser.add_argument("--keep", type=int, help="delete all but so many of the newest backups in the folder")

    def handle(self, *args, target, keep, **options):
        try:
            path = make_backup(target)
        except (BackupError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{path} ({path.stat().st_size / 1_000_000:.1f} MB)")
        if keep and target.is_dir():
            for old in sorted(target.glob("localoffer-*.tar.gz"))[: -max(keep, 1)]:
                old.unlink()

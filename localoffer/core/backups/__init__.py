"""Backups: one archive with the database, the media files and a manifest to check both against."""

from .archive import BackupError, make_backup, restore_backup

__all__ = ["BackupError", "make_backup", "restore_backup"]

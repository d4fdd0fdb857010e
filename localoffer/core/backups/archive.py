"""The archive: a tar file with the database, the media files and a manifest of counts and hashes."""

import hashlib
import json
import logging
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.db import connection

from .engines import BackupError, PostgresEngine, RowCounts, SqliteEngine

logger = logging.getLogger(__name__)
MANIFEST = "manifest.json"
FORMAT = 1


def make_backup(target: Path, *, now: datetime | None = None) -> Path:
    """Write one archive of database and media, and return where it is.

    `target` is a file that does not exist yet, or a folder. The portal may go on working: the database is
    copied as it is at one moment, media files after it, so every file that a row names is there.
    """
    now = now or datetime.now(UTC)
    path = target / f"localoffer-{now:%Y%m%dT%H%M%SZ}.tar.gz" if target.is_dir() else target
    if path.exists():
        raise BackupError(f"{path} exists already.")
    engine = _engine()
    unfinished = path.with_name(f".{path.name}.part")
    try:
        with tempfile.TemporaryDirectory(dir=path.parent) as folder, _open_private(unfinished) as archive:
            rows = engine.dump(Path(folder))
            files = {engine.file_name: _add(archive, Path(folder) / engine.file_name, engine.file_name)}
            for file in _media_files():
                name = f"media/{file.relative_to(settings.MEDIA_ROOT).as_posix()}"
                files[name] = _add(archive, file, name)
            _add_manifest(archive, Path(folder), engine.name, now, rows, files)
        unfinished.rename(path)
    finally:
        unfinished.unlink(missing_ok=True)
    logger.info("Backup made.", extra={"event": "export", "count": sum(rows.values())})
    return path


def restore_backup(path: Path, *, force: bool = False) -> RowCounts:
    """Put database and media back from an archive, and return the rows of each table.

    Refuses to write over a filled database or media folder unless forced. Nothing is touched before every
    hash of the archive has been checked, and afterwards the rows are counted against the manifest.
    """
    engine = _engine()
    if not force and (engine.count() or any(_media_files())):
        raise BackupError("The database or the media folder is not empty. Use --force to replace what is there.")
    settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.MEDIA_ROOT.parent) as place:
        folder = Path(place)
        manifest = _unpack(path, folder)
        if manifest["engine"] != engine.name:
            raise BackupError(f"This is a backup of {manifest['engine']}, and DATABASE_URL names {engine.name}.")
        engine.load(folder)
        _check_rows(engine.count(), manifest["rows"])
        _replace_media(folder / "media")
    logger.info("Backup restored.", extra={"event": "import", "count": sum(manifest["rows"].values())})
    return manifest["rows"]


def _engine() -> SqliteEngine | PostgresEngine:
    return PostgresEngine() if connection.vendor == "postgresql" else SqliteEngine()


def _media_files() -> Iterator[Path]:
    return (file for file in sorted(Path(settings.MEDIA_ROOT).rglob("*")) if file.is_file() and not file.is_symlink())


def _open_private(path: Path) -> tarfile.TarFile:
    """An archive that only its owner can read: it holds personal data."""
    path.touch(mode=0o600)
    return tarfile.open(path, "w:gz")


def _add(archive: tarfile.TarFile, file: Path, name: str) -> str:
    archive.add(file, name, recursive=False)
    return _hash(file)


def _add_manifest(archive, folder, engine, now, rows, files):
    manifest = {"format": FORMAT, "made_at": now.isoformat(), "engine": engine, "rows": rows, "files": files}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1))
    archive.add(folder / MANIFEST, MANIFEST)


def _hash(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _unpack(path: Path, folder: Path) -> dict:
    """Unpack ordinary files under safe names, and check every one against the manifest."""
    try:
        with tarfile.open(path, "r:gz") as archive:
            names = {_unpack_member(archive, member, folder) for member in archive}
        manifest = json.loads((folder / MANIFEST).read_text())
    except (OSError, EOFError, tarfile.TarError, ValueError) as error:
        raise BackupError(f"{path} is not a complete backup: {error}") from error
    if manifest.get("format") != FORMAT:
        raise BackupError(f"{path} was made by another version of the backup command.")
    found = {name: _hash(folder / name) for name in names - {MANIFEST}}
    if wrong := sorted(name for name, _digest in found.items() ^ manifest["files"].items()):
        raise BackupError(f"{path} is damaged: {wrong[0]} is not what the manifest says.")
    return manifest


def _unpack_member(archive: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> str:
    name = PurePosixPath(member.name)
    source = archive.extractfile(member)
    if name.is_absolute() or ".." in name.parts or not member.isfile() or source is None:
        raise ValueError(f"unexpected entry {member.name}")
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    with source, target.open("wb") as copy:
        shutil.copyfileobj(source, copy)
    return member.name


def _check_rows(found: RowCounts, expected: RowCounts) -> None:
    wrong = sorted(table for table, count in expected.items() if found.get(table) != count)
    if wrong:
        raise BackupError(f"Restored, but these tables do not have the rows of the manifest: {', '.join(wrong)}.")


def _replace_media(restored: Path) -> None:
    """Exchange the media folder's content, not the folder, which may be a mount."""
    media = Path(settings.MEDIA_ROOT)
    for old in media.iterdir():
        shutil.rmtree(old) if old.is_dir() and not old.is_symlink() else old.unlink()
    if restored.is_dir():
        shutil.copytree(restored, media, dirs_exist_ok=True)

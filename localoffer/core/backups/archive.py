"""The archive: a tar file with the database, the media files and a manifest of counts and hashes."""

import contextlib
import hashlib
import json
import logging
import os
import shutil
import tarfile
import tempfile
import zlib
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import IO

from django.conf import settings
from django.db import connection

from .engines import BackupError, PostgresEngine, RowCounts, SqliteEngine

logger = logging.getLogger(__name__)
MANIFEST = "manifest.json"
FORMAT = 1


def make_backup(target: Path, *, now: datetime | None = None) -> Path:
    """Write one archive of database and media, and return where it is.

    `target` is a file that does not exist yet, or a folder. The portal may go on working: the database is
    copied as it is at one moment, media files after it, so every file that a row names is there unless it was
    deleted meanwhile. The archive gets its name only after it was read again and every hash was right.
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
            files |= _add_media(archive)
            _add_manifest(archive, Path(folder), engine.name, now, rows, files)
        _read(unfinished)
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
        manifest = _read(path, unpack_to=folder)
        if manifest["engine"] != engine.name:
            raise BackupError(f"This is a backup of {manifest['engine']}, and DATABASE_URL names {engine.name}.")
        engine.load(folder)
        _check_rows(engine.count(), manifest["rows"])
        _replace_media(folder / "media")
    logger.info("Backup restored.", extra={"event": "import", "count": sum(manifest["rows"].values())})
    return manifest["rows"]


def _engine() -> SqliteEngine | PostgresEngine:
    return PostgresEngine() if connection.vendor == "postgresql" else SqliteEngine()


def _media_files() -> list[Path]:
    """What the media folder holds now. A folder that may not be read is an error: its files would be missing."""
    walk = os.walk(settings.MEDIA_ROOT, onerror=_raise_unless_gone)
    files = (Path(folder, name) for folder, _folders, names in walk for name in names)
    return sorted(file for file in files if file.is_file() and not file.is_symlink())


def _raise_unless_gone(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        raise error


def _open_private(path: Path) -> tarfile.TarFile:
    """An archive that only its owner can read: it holds personal data."""
    path.touch(mode=0o600)
    return tarfile.open(path, "w:gz", dereference=True)  # a second name of a file is a file, not a link to the first


def _add_media(archive: tarfile.TarFile) -> dict[str, str]:
    """Add every media file, and return the hashes. One that was deleted since the listing is left out."""
    hashes = {}
    for file in _media_files():
        name = f"media/{file.relative_to(settings.MEDIA_ROOT).as_posix()}"
        with contextlib.suppress(FileNotFoundError):
            hashes[name] = _add(archive, file, name)
    return hashes


def _add(archive: tarfile.TarFile, file: Path, name: str) -> str:
    """Add the file as long as it is when it is opened, and return the hash of the bytes that were added."""
    with file.open("rb") as opened:
        member = archive.gettarinfo(arcname=name, fileobj=opened)
        read = _HashedReading(opened)
        try:
            archive.addfile(member, read)
        except OSError as error:
            if os.fstat(opened.fileno()).st_size < member.size:
                raise BackupError(f"{file} was cut short while it was copied. Try again.") from error
            raise
    return read.hash.hexdigest()


class _HashedReading:
    """A file for `tarfile`, which reads to the length of the member; the hash is of what it was given."""

    def __init__(self, file: IO[bytes]):
        self.file, self.hash = file, hashlib.sha256()

    def read(self, size: int = -1, /) -> bytes:
        content = self.file.read(size)
        self.hash.update(content)
        return content


def _add_manifest(archive, folder, engine, now, rows, files):
    manifest = {"format": FORMAT, "made_at": now.isoformat(), "engine": engine, "rows": rows, "files": files}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1))
    archive.add(folder / MANIFEST, MANIFEST)


def _read(path: Path, *, unpack_to: Path | None = None) -> dict:
    """Check every file against the manifest, which is returned, and unpack them on the way if that is asked."""
    manifest, found = {}, {}
    try:
        with tarfile.open(path, "r:gz") as archive:
            for member in archive:
                with _source(archive, member) as source:
                    if member.name == MANIFEST:
                        manifest = json.load(source)
                    else:
                        found[member.name] = _hash(source, unpack_to and unpack_to / member.name)
    except (OSError, EOFError, tarfile.TarError, zlib.error, ValueError) as error:
        raise BackupError(f"{path} is not a complete backup: {error}") from error
    if manifest.get("format") != FORMAT:
        raise BackupError(f"{path} has no manifest, or was made by another version of the backup command.")
    if wrong := sorted(name for name, _digest in found.items() ^ manifest["files"].items()):
        raise BackupError(f"{path} is damaged: {wrong[0]} is not what the manifest says.")
    return manifest


def _source(archive: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    """The content of an ordinary file under a safe name."""
    name = PurePosixPath(member.name)
    source = archive.extractfile(member)
    if name.is_absolute() or ".." in name.parts or not member.isfile() or source is None:
        raise ValueError(f"unexpected entry {member.name}")
    return source


def _hash(source: IO[bytes], copy_to: Path | None) -> str:
    read = _HashedReading(source)
    if copy_to is not None:
        copy_to.parent.mkdir(parents=True, exist_ok=True)
    with open(copy_to or os.devnull, "wb") as copy:
        shutil.copyfileobj(read, copy)
    return read.hash.hexdigest()


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

import json
import os
import shutil
import subprocess
import sys
import tarfile
import threading
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from django.db import connection, connections, transaction

from localoffer.core.backups import BackupError, make_backup, restore_backup
from localoffer.core.models import Team
from tests.factories.core import TeamFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def media(settings):
    photo = settings.MEDIA_ROOT / "images" / "café photo.webp"
    photo.parent.mkdir(parents=True)
    photo.write_bytes(b"\x00photo")
    return photo


@pytest.fixture
def archive(tmp_path, media):
    """A backup of a team and a photo, made by the test itself."""
    TeamFactory(name="Short breaks")
    return make_backup(tmp_path / "backup.tar.gz")


@pytest.fixture(scope="module")
def kept_archive(tmp_path_factory):
    return tmp_path_factory.mktemp("kept") / "backup.tar.gz"


@pytest.fixture
def made_before(tmp_path, media, kept_archive):
    """The same as a copy: the first test that asks for it makes it, and the others read what it says."""
    TeamFactory(name="Short breaks")
    if not kept_archive.exists():
        make_backup(kept_archive)
    return Path(shutil.copy(kept_archive, tmp_path / "backup.tar.gz"))


def manifest(archive):
    with tarfile.open(archive) as opened:
        return json.load(opened.extractfile("manifest.json"))


class TestMaking:
    def test_the_manifest_counts_rows_and_hashes_files(self, archive):
        said = manifest(archive)

        assert said["rows"]["core_team"] == Team.objects.count()
        assert said["engine"] == connection.vendor
        assert len(said["files"]["media/images/café photo.webp"]) == 64

    def test_only_the_owner_may_read_it(self, archive):
        assert archive.stat().st_mode & 0o777 == 0o600

    def test_nothing_is_written_over(self, made_before):
        with pytest.raises(BackupError, match="exists already"):
            make_backup(made_before)

    def test_a_failure_leaves_nothing_behind(self, tmp_path, monkeypatch):
        monkeypatch.setattr("localoffer.core.backups.archive._add_manifest", lambda *args: 1 / 0)

        with pytest.raises(ZeroDivisionError):
            make_backup(tmp_path / "new.tar.gz")

        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("grows", ["before it is read", "after it was read"])
    def test_a_file_that_grows_meanwhile_is_kept_as_long_as_it_was(self, tmp_path, media, monkeypatch, grows):
        meanwhile(monkeypatch, lambda: append(media, b" and more"), before=grows.startswith("before"))

        path = make_backup(tmp_path / "busy.tar.gz")

        restore_backup(path, force=True)
        assert media.read_bytes() == b"\x00photo"

    def test_a_file_that_shrinks_meanwhile_ends_it_with_words(self, tmp_path, media, monkeypatch):
        meanwhile(monkeypatch, lambda: media.write_bytes(b""), before=True)

        with pytest.raises(BackupError, match=r"café photo\.webp was cut short"):
            make_backup(tmp_path / "busy.tar.gz")

        assert not (tmp_path / "busy.tar.gz").exists()

    def test_a_file_that_was_deleted_since_the_listing_is_left_out(self, tmp_path, media, monkeypatch):
        listed = [media.with_name("gone.webp"), media]
        monkeypatch.setattr("localoffer.core.backups.archive._media_files", lambda: listed)

        path = make_backup(tmp_path / "busy.tar.gz")

        assert set(manifest(path)["files"]) >= {"media/images/café photo.webp"}
        assert "media/images/gone.webp" not in manifest(path)["files"]

    def test_a_folder_that_was_deleted_during_the_listing_is_left_out(self, tmp_path, media, monkeypatch):
        folder = media.parent / "2026"
        folder.mkdir()
        list_folder = os.scandir

        def list_after_deleting(path):
            if str(path) == str(folder):
                folder.rmdir()
            return list_folder(path)

        monkeypatch.setattr(os, "scandir", list_after_deleting)

        path = make_backup(tmp_path / "busy.tar.gz")

        assert "media/images/café photo.webp" in manifest(path)["files"]
        assert not folder.exists()

    def test_a_folder_that_may_not_be_read_ends_it(self, tmp_path, media, monkeypatch):
        list_folder = os.scandir

        def refuse(path):
            if str(path) == str(media.parent):
                raise PermissionError(path)
            return list_folder(path)

        monkeypatch.setattr(os, "scandir", refuse)

        with pytest.raises(PermissionError):
            make_backup(tmp_path / "new.tar.gz")

    def test_two_names_of_one_file_come_back_as_two(self, tmp_path, media):
        second = media.with_name("second.webp")
        os.link(media, second)

        restore_backup(make_backup(tmp_path / "linked.tar.gz"), force=True)

        assert [media.read_bytes(), second.read_bytes()] == [b"\x00photo"] * 2

    def test_an_archive_that_cannot_be_read_again_gets_no_name(self, tmp_path, media, monkeypatch):
        def write_badly(archive, member, content=None):
            archive.fileobj.write(b"no header")
            return add(archive, member, content)

        add = tarfile.TarFile.addfile
        monkeypatch.setattr(tarfile.TarFile, "addfile", write_badly)

        with pytest.raises(BackupError):
            make_backup(tmp_path / "bad.tar.gz")

        assert not list(tmp_path.glob("*bad*"))

    def test_old_backups_in_a_folder_are_deleted_on_request(self, tmp_path):
        for day in (1, 2, 3):
            (tmp_path / f"localoffer-2026010{day}T000000Z.tar.gz").touch()

        call_command("backup", tmp_path, keep=2, stdout=StringIO())

        names = sorted(path.name for path in tmp_path.glob("*.tar.gz"))
        assert len(names) == 2
        assert names[0] == "localoffer-20260103T000000Z.tar.gz"


class TestRestoring:
    def test_what_was_lost_comes_back_and_what_came_later_goes(self, made_before, media):
        Team.objects.all().delete()
        TeamFactory(name="Came later")
        media.unlink()
        (media.parent / "later.webp").write_bytes(b"later")

        rows = restore_backup(made_before, force=True)

        assert Team.objects.filter(name="Short breaks").exists()
        assert not Team.objects.filter(name="Came later").exists()
        assert media.read_bytes() == b"\x00photo"
        assert not (media.parent / "later.webp").exists()
        assert rows == manifest(made_before)["rows"]

    def test_a_filled_place_is_refused(self, made_before):
        with pytest.raises(CommandError, match="not empty"):
            call_command("restore", made_before)

    @pytest.mark.parametrize("damage", ["cut", "changed", "escaping", "added", "no manifest"])
    def test_a_damaged_archive_changes_nothing(self, made_before, tmp_path, damage):
        damaged = tmp_path / "damaged.tar.gz"
        if damage == "cut":
            damaged.write_bytes(made_before.read_bytes()[:-2000])
        else:
            _tamper(made_before, damaged, damage)
        TeamFactory(name="Still here")

        with pytest.raises(BackupError):
            restore_backup(damaged, force=True)

        assert Team.objects.filter(name="Still here").exists()

    def test_a_backup_of_the_other_engine_is_refused(self, made_before, monkeypatch):
        monkeypatch.setattr("localoffer.core.backups.archive._read", lambda *args, **kwargs: {"engine": "oracle"})

        with pytest.raises(BackupError, match="backup of oracle"):
            restore_backup(made_before, force=True)

    def test_into_an_empty_place_by_command(self, made_before, tmp_path):
        with _empty_database(tmp_path) as address:
            restored = subprocess.run(
                [sys.executable, "manage.py", "restore", str(made_before)],
                env={
                    "ENVIRONMENT": "test",
                    "DATABASE_URL": address,
                    "MEDIA_ROOT": str(tmp_path / "elsewhere" / "media"),
                    "PATH": os.environ["PATH"],
                },
                cwd=django_settings.BASE_DIR,
                capture_output=True,
                text=True,
                check=False,
            )

        assert restored.stderr == ""
        assert "all counts and hashes agree" in restored.stdout
        assert (tmp_path / "elsewhere/media/images/café photo.webp").exists()


@pytest.mark.postgres
def test_a_backup_under_writes_shows_one_moment(tmp_path):
    """A writer always adds two teams in one transaction: no backup may hold an odd one."""
    stop = threading.Event()

    def write():
        number = 0
        while not stop.is_set():
            with transaction.atomic():
                TeamFactory(name=f"first {number}")
                TeamFactory(name=f"second {number}")
            number += 1
        connections.close_all()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        archive = make_backup(tmp_path / "busy.tar.gz")
    finally:
        stop.set()
        writer.join()
    restore_backup(archive, force=True)

    firsts = Team.objects.filter(name__startswith="first").count()
    assert firsts == Team.objects.filter(name__startswith="second").count()
    assert 2 * firsts == manifest(archive)["rows"]["core_team"]


def meanwhile(monkeypatch, change, *, before):
    """Let the change happen around the moment at which the photo goes into the archive."""
    add = tarfile.TarFile.addfile

    def addfile(archive, member, content=None):
        photo = member.name.startswith("media/")
        if photo and before:
            change()
        add(archive, member, content)
        if photo and not before:
            change()

    monkeypatch.setattr(tarfile.TarFile, "addfile", addfile)


def append(file: Path, content: bytes) -> None:
    with file.open("ab") as opened:
        opened.write(content)


def _tamper(archive: Path, damaged: Path, damage: str) -> None:
    with tarfile.open(archive) as good, tarfile.open(damaged, "w:gz") as bad:
        for member in good:
            content = good.extractfile(member).read()
            if damage == "no manifest" and member.name == "manifest.json":
                continue
            if damage == "changed" and member.name.startswith("media/"):
                content = content[:-1] + b"X"
            if damage == "escaping" and member.name.startswith("media/"):
                member.name, member.pax_headers = "../escaped.webp", {}
            member.size = len(content)
            bad.addfile(member, BytesIO(content))
        if damage == "added":
            bad.addfile(tarfile.TarInfo("media/added.webp"))


class _empty_database:
    """An address of a database without tables, on the engine of this run."""

    def __init__(self, folder: Path):
        self.folder = folder

    def __enter__(self) -> str:
        if connection.vendor == "sqlite":
            return f"sqlite:///{self.folder / 'empty.sqlite3'}"
        with connection.cursor() as cursor:
            cursor.execute("CREATE DATABASE restore_here")
        return os.environ["DATABASE_URL"].replace("/postgres?", "/restore_here?")

    def __exit__(self, *_error) -> None:
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("DROP DATABASE restore_here WITH (FORCE)")

"""What one worker of a run has made is kept as files for the others, so that a run makes it once."""

import fcntl
import os
import pickle
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from tests import snapshots

ROWS, MEDIA = "rows", "media"


class Shelf:
    """Where the workers of this run keep it. The folder goes with those of pytest, so no other run reads it."""

    folder: Path | None = None

    def put_up(self, tmp_path_factory) -> None:
        base = tmp_path_factory.getbasetemp()
        workers = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
        self.folder = workers / "made-once"
        self.folder.mkdir(exist_ok=True)


shelf = Shelf()


class Kept:
    """The rows and files that a function makes: the first worker that needs them makes them, the others read them."""

    def __init__(self, make: Callable[[], None]) -> None:
        self.make = make
        self.rows: snapshots.Rows = {}

    @property
    def folder(self) -> Path:
        assert shelf.folder is not None, "Only tests may ask for it, not their modules."
        return shelf.folder / f"{self.make.__module__}.{self.make.__qualname__}"

    def make_or_read(self) -> bool:
        """Know the rows; whether they had to be made, so that they stand in the database already."""
        with _one_worker_at_a_time(self.folder.with_name(f"{self.folder.name}.lock")):
            is_new = not self.folder.is_dir()
            if is_new:
                self.make()
                self._keep(snapshots.read_everything())
        self.rows = pickle.loads((self.folder / ROWS).read_bytes())  # this run wrote it
        return is_new

    def _keep(self, rows: snapshots.Rows) -> None:
        """All of it or nothing: a worker that is stopped meanwhile leaves no half."""
        fresh = Path(tempfile.mkdtemp(dir=self.folder.parent))
        (fresh / ROWS).write_bytes(pickle.dumps(rows))
        copy_files(settings.MEDIA_ROOT, fresh / MEDIA)
        fresh.rename(self.folder)

    def copy_files(self) -> None:
        """Put the files where the site looks for them."""
        copy_files(self.folder / MEDIA, settings.MEDIA_ROOT)


def copy_files(source: Path, target: Path) -> None:
    if Path(source).is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True)


@contextmanager
def _one_worker_at_a_time(path: Path) -> Iterator[None]:
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # goes when the file is closed
        yield

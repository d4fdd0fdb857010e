"""Nothing in the repository ties it to one machine, one registry or somebody else's data."""

import hashlib
import re
import subprocess

import pytest
from django.conf import settings

# In two halves, so that this file does not find itself.
HALVES = [("py", r"pi\.org"), ("python", r"hosted\.org"), ("registry", r"\.npmjs"), ("deb", r"\.debian\.")]
REGISTRIES = re.compile("|".join(first + second for first, second in HALVES))
MACHINE_PATHS = re.compile(r"(?<![\w.])/(?:work|root|farm)/")
BUILT = re.compile(r"(^|/)(node_modules|\.venv|collected)/|^static/dist/|^(uv\.lock|pylock\.toml|\.env)$|\.sqlite3$")
LARGEST = 2_000_000


def tracked():
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=settings.BASE_DIR, capture_output=True, text=True, check=True
    )
    paths = (settings.BASE_DIR / name for name in listed.stdout.split("\0") if name)
    return [path for path in paths if path.is_file()]


def texts():
    for path in tracked():
        content = path.read_bytes()
        if b"\0" not in content[:4096]:
            yield path.relative_to(settings.BASE_DIR), content.decode("utf-8", "replace")


def test_no_file_names_a_registry():
    assert [str(path) for path, text in texts() if REGISTRIES.search(text)] == []


def test_no_file_holds_a_path_of_one_machine():
    assert [str(path) for path, text in texts() if MACHINE_PATHS.search(text)] == []


def test_nothing_built_or_installed_is_tracked():
    names = [str(path.relative_to(settings.BASE_DIR)) for path in tracked()]

    assert [name for name in names if BUILT.search(name)] == []


def test_no_file_is_very_large():
    assert [str(path) for path in tracked() if path.stat().st_size > LARGEST] == []


@pytest.mark.realdata
def test_no_third_party_data_is_committed(shared_data):
    theirs = {
        hashlib.sha256(path.read_bytes()).hexdigest()
        for path in shared_data.rglob("*")
        if path.is_file() and path.stat().st_size > 300
    }

    assert [str(path) for path in tracked() if hashlib.sha256(path.read_bytes()).hexdigest() in theirs] == []

"""Subresource integrity of our own scripts (W3C SRI): the browser refuses a file that was tampered with."""

import base64
import hashlib
from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage


def integrity(path: str) -> str:
    """`sha384-…` of a static file; empty where the file is not built."""
    try:
        found = _on_disk(path)
        return _digest(found, found.stat().st_mtime_ns)
    except FileNotFoundError:
        _on_disk.cache_clear()
        return ""


@lru_cache(maxsize=64)
def _on_disk(path: str) -> Path:
    """The file that the web server sends: the collected one in production, the source while developing."""
    if hasattr(staticfiles_storage, "stored_name"):
        return Path(staticfiles_storage.path(staticfiles_storage.stored_name(path)))
    found = finders.find(path)
    if found is None:
        raise FileNotFoundError(path)
    return Path(found)


@lru_cache(maxsize=64)
def _digest(path: Path, _changed: int) -> str:
    return "sha384-" + base64.b64encode(hashlib.sha384(path.read_bytes()).digest()).decode()

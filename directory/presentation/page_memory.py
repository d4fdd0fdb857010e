"""Result pages that many visitors ask for at the same time, remembered for a moment in each process.

A link in a newsletter or on the home page is opened by hundreds of people within minutes. What they see is
the same as long as the directory has not changed, which every search finds out first.
"""

import threading
import time
from collections.abc import Callable
from typing import NamedTuple

from django.utils.safestring import SafeString

MOST_PAGES = 20
SECONDS = 30.0


class PageKey(NamedTuple):
    """All that the main part of a results page depends on."""

    address: str
    language: str | None
    version: int
    """Of the directory, as the search of this very request saw it."""
    listed: tuple[str, ...]
    """Codes on the visitor's list."""


class Remembered(NamedTuple):
    until: float
    council: object
    page: bytes
    """In UTF-8: one “ in a page and Python holds two bytes for every letter of it."""


class PageMemory:
    """The latest pages. What a visitor typed is in them, so they stay few, short and in this process."""

    def __init__(self) -> None:
        self._pages: dict[PageKey, Remembered] = {}
        self._lock = threading.Lock()

    def get(self, key: PageKey, council: object, make: Callable[[], SafeString]) -> SafeString:
        """The remembered page, or a new one. Pages made with older settings of the council do not count."""
        found = self._pages.get(key)
        if found and found.council is council and time.monotonic() < found.until:
            return SafeString(found.page.decode())
        page = make()
        self._keep(key, Remembered(time.monotonic() + SECONDS, council, page.encode()))
        return page

    def forget(self) -> None:
        """Make every page anew."""
        with self._lock:
            self._pages = {}

    def _keep(self, key: PageKey, remembered: Remembered) -> None:
        now = time.monotonic()
        with self._lock:
            fresh = {old: page for old, page in self._pages.items() if page.until > now and old != key}
            self._pages = {**dict(list(fresh.items())[1 - MOST_PAGES :]), key: remembered}


page_memory = PageMemory()

"""Whole pages kept in memory for a moment, for addresses that many visitors open at the same time.

What a visitor sees depends on the address, the language, the display choices and the length of their list,
and on what officers published. All of that is the key; whoever is signed in is served afresh.
"""

import threading
import time
from collections.abc import Callable, Hashable
from functools import wraps
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from .context import Frame
from .display import DisplayChoices
from .frame_cache import Snapshot
from .registries import frame_slots

SECONDS = 30.0
MOST_PAGES = 200

View = Callable[..., HttpResponse]


class PageKey(NamedTuple):
    """All that a page depends on besides what officers published."""

    host: str
    path: str
    language: str | None
    display: DisplayChoices
    list_count: int
    slots: tuple[Hashable, ...]
    """What the parts of the frame that other apps fill show now."""


class Kept(NamedTuple):
    until: float
    snapshot: Snapshot
    """The frame it was made with. A published page, a changed setting: the frame is another one."""
    content: bytes
    headers: dict[str, str]


class WholePages:
    """The latest pages of this process, few and short."""

    def __init__(self) -> None:
        self._pages: dict[PageKey, Kept] = {}
        self._lock = threading.Lock()

    def get(self, key: PageKey, snapshot: Snapshot) -> HttpResponse | None:
        """A fresh answer with the kept page, or None."""
        kept = self._pages.get(key)
        if kept is None or kept.snapshot is not snapshot or time.monotonic() >= kept.until:
            return None
        return HttpResponse(kept.content, headers=kept.headers)

    def keep(self, key: PageKey, snapshot: Snapshot, response: HttpResponse) -> None:
        """Remember a page that was found; errors, redirects, files and answers with cookies are never kept."""
        is_page = response.get("Content-Type", "").startswith("text/html")
        if response.status_code != 200 or response.cookies or response.streaming or not is_page:
            return
        headers, now = dict(response.items()), time.monotonic()
        with self._lock:
            fresh = {old: page for old, page in self._pages.items() if page.until > now and old != key}
            kept = Kept(now + SECONDS, snapshot, response.content, headers)
            self._pages = {**dict(list(fresh.items())[1 - MOST_PAGES :]), key: kept}

    def forget(self) -> None:
        """Make every page anew."""
        with self._lock:
            self._pages = {}


whole_pages = WholePages()


def whole_page(view: View) -> View:
    """Serve the view's page from memory where it is the same for everybody who asks.

    Only plain addresses without a query string are kept, and only for visitors without a session.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        frame = Frame(request)
        if request.method not in ("GET", "HEAD") or request.GET or frame.has_messages:
            return view(request, *args, **kwargs)
        slots = tuple(slot.state(request) for slot in frame_slots)
        key = PageKey(request.get_host(), request.path, get_language(), frame.display, frame.list_count, slots)
        found = whole_pages.get(key, frame.snapshot)
        if found is not None:
            return found
        response = view(request, *args, **kwargs)
        if hasattr(response, "render"):
            response = response.render()
        whole_pages.keep(key, frame.snapshot, response)
        return response

    return wrapped

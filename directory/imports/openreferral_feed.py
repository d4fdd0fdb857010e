"""All services of a feed: pages of short entries, and the full entry of each."""

from collections.abc import Callable, Iterator
from time import monotonic
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from django.utils.translation import gettext as _

from .fetching import fetch
from .openreferral import MOST_BYTES, read_document
from .records import ImportFailure

MOST_PAGES = 2_000
PAGE_SIZE = 100
MOST_SECONDS = 60 * 60
"""Time for 10,000 services, each asked for by itself, three a second. Longer, and the worker is kept from all else."""
FULL = ("service_at_locations", "schedules", "cost_options", "contacts", "attributes")


class Asking:
    """Asks one feed for page after page, within a time and a size for all of them together.

    `alive` is called after each answer: whoever reads a long feed tells others that it is at work.
    """

    def __init__(self, allow_private: bool, alive: Callable[[], object]) -> None:
        self.allow_private = allow_private
        self.alive = alive
        self.until = monotonic() + MOST_SECONDS
        self.bytes_left = MOST_BYTES
        """As many as a file may have: all answers are held in memory until the last is there."""

    def get_json(self, url: str) -> Any:
        """The document at an address; raises ImportFailure when the feed has had its time or its size."""
        if monotonic() > self.until:
            raise ImportFailure(_("Fetching the feed was stopped after an hour. Ask its owner for a file."))
        body = fetch(url, allow_private=self.allow_private)
        self.bytes_left -= len(body)
        if self.bytes_left < 0:
            raise ImportFailure(_("The feed has more than 60 MB. Ask its owner for files with parts of it."))
        self.alive()
        return read_document(body, url)


def fetch_feed(url: str, *, allow_private: bool = False, alive: Callable[[], object] = lambda: None) -> list[Any]:
    """The services of a feed. One page that fails fails the whole: a feed that is cut short is not a feed."""
    base = services_address(url)
    asking = Asking(allow_private, alive)
    return [full_entry(base, entry, asking) for page in pages(base, asking) for entry in page]


def services_address(url: str) -> str:
    """The address of the list, whether or not somebody typed `/services` at its end."""
    parts = urlsplit(url.strip())
    path = parts.path.rstrip("/")
    return urlunsplit(parts._replace(path=path if path.endswith("services") else f"{path}/services", fragment=""))


def pages(base: str, asking: Asking) -> Iterator[list[dict[str, Any]]]:
    """Lists of entries, page by page."""
    for number in range(1, MOST_PAGES + 1):
        document = asking.get_json(page_address(base, number))
        entries = document.get("contents", document.get("content")) if isinstance(document, dict) else None
        if not isinstance(entries, list):
            raise ImportFailure(_("%(url)s does not answer with a page of services.") % {"url": base})
        yield [entry for entry in entries if isinstance(entry, dict)]
        total = document.get("total_pages", document.get("totalPages"))
        last = document.get("last_page", document.get("last"))
        if last is True or not entries or (isinstance(total, int) and number >= total):
            return
    raise ImportFailure(_("The feed has more than %(most)s pages.") % {"most": MOST_PAGES})


def page_address(base: str, number: int) -> str:
    parts = urlsplit(base)
    query = [(name, value) for name, value in parse_qsl(parts.query) if name not in {"page", "per_page"}]
    query += [("page", str(number)), ("per_page", str(PAGE_SIZE))]
    return urlunsplit(parts._replace(query=urlencode(query)))


def full_entry(base: str, entry: dict[str, Any], asking: Asking) -> Any:
    """The full entry of a service, unless the page has it already."""
    if any(name in entry for name in FULL) or not entry.get("id"):
        return entry
    parts = urlsplit(base)
    path = f"{parts.path}/{quote(str(entry['id']), safe='')}"
    return asking.get_json(urlunsplit(parts._replace(path=path, query="")))

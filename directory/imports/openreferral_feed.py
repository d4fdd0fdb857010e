"""All services of a feed: pages of short entries, and the full entry of each."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from django.utils.translation import gettext as _

from .fetching import fetch
from .openreferral import read_document
from .records import ImportFailure

MOST_PAGES = 2_000
PAGE_SIZE = 100
FULL = ("service_at_locations", "schedules", "cost_options", "contacts", "attributes")


def fetch_feed(url: str, *, allow_private: bool = False) -> list[Any]:
    """The services of a feed. One page that fails fails the whole: a feed that is cut short is not a feed."""
    base = services_address(url)
    documents = []
    for page in pages(base, allow_private):
        for entry in page:
            documents.append(full_entry(base, entry, allow_private))
    return documents


def services_address(url: str) -> str:
    """The address of the list, whether or not somebody typed `/services` at its end."""
    parts = urlsplit(url.strip())
    path = parts.path.rstrip("/")
    return urlunsplit(parts._replace(path=path if path.endswith("services") else f"{path}/services", fragment=""))


def pages(base: str, allow_private: bool) -> Iterator[list[dict[str, Any]]]:
    """Lists of entries, page by page."""
    for number in range(1, MOST_PAGES + 1):
        document = get_json(page_address(base, number), allow_private)
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


def full_entry(base: str, entry: dict[str, Any], allow_private: bool) -> Any:
    """The full entry of a service, unless the page has it already."""
    if any(name in entry for name in FULL) or not entry.get("id"):
        return entry
    parts = urlsplit(base)
    path = f"{parts.path}/{quote(str(entry['id']), safe='')}"
    return get_json(urlunsplit(parts._replace(path=path, query="")), allow_private)


def get_json(url: str, allow_private: bool) -> Any:
    return read_document(fetch(url, allow_private=allow_private), url)

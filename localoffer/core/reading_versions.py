"""Other versions of a page: Easy Read, a five-minute guide, a film in British Sign Language.

The apps that keep such versions register a source; the page itself and “Ways to read this page” show them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.utils.translation import override
from wagtail.models import Page, Site

from .languages import language_of, without_prefix
from .registries import Registry

LONGEST_PATH = 1_000


@dataclass(frozen=True)
class ReadingVersion:
    """One other version of a page."""

    kind: str
    """`easy-read`, `five-minutes`, `guide` or `bsl`."""
    label: str
    url: str
    note: str = ""
    """Said beside the link, like that the version is older than its original."""
    page: Page | None = None
    """The version itself, where it is a page of the CMS."""


@dataclass(frozen=True)
class ReadingSource:
    """Finds versions of one kind for a page, the best first."""

    name: str
    find: Callable[[Page], Iterable[ReadingVersion]]


reading_sources: Registry[ReadingSource] = Registry()


def versions_of(page: Page | None) -> list[ReadingVersion]:
    """All other versions of a page; none for a page that was never saved."""
    if page is None or page.pk is None:
        return []
    return [version for source in reading_sources for version in source.find(page)]


def page_at(request: HttpRequest, address: str) -> Page | None:
    """The page of the CMS at an address of this site, or None where something else stands there."""
    path = address.partition("?")[0].partition("#")[0]
    site = Site.find_for_request(request)
    if site is None or len(path) > LONGEST_PATH or not path.startswith("/"):
        return None
    parts = [part for part in without_prefix(path).split("/") if part]
    try:
        with override(language_of(path)):
            found = site.root_page.localized.specific.route(request, parts)
    except Http404:
        return None
    return found.page

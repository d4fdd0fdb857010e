"""Holds the index of this process and brings it up to the version of the content.

Threads share one index and swap it whole. Of a change only the changed pages are read again.
"""

import logging
import threading
from collections.abc import Hashable, Iterator

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, Site

from localoffer.core.frame_cache import frame_cache
from localoffer.core.models import OfferPage

from ..glossary import glossary
from .index import PageIndex, build
from .kinds import kinds_of_pages
from .units import PageUnits, units_of

logger = logging.getLogger(__name__)

BATCH = 200
Stamp = tuple[Hashable, ...]


class Keeper:
    """The index of one process."""

    def __init__(self) -> None:
        self._index: PageIndex | None = None
        self._pages: dict[int, tuple[Stamp | None, PageUnits]] = {}
        self._lock = threading.Lock()

    def get(self) -> PageIndex:
        """The index, fresh. Asks the database at most every two seconds whether something was published."""
        version = frame_cache.version()
        index = self._index
        if index is not None and index.version == version:
            return index
        with self._lock:
            index = self._index
            if index is None or index.version != version:
                index = self._index = self._made(version)
            return index

    def forget(self) -> None:
        """Read everything anew at the next search."""
        with self._lock:
            self._index, self._pages = None, {}

    def _made(self, version: int | None) -> PageIndex:
        """A new index. What has not changed is taken from the last one."""
        stamps, old = {}, self._pages
        by_model: dict[type[OfferPage], list[int]] = {}
        for pk, model, stamp in published():
            stamps[pk] = stamp
            if stamp is None or pk not in old or old[pk][0] != stamp:
                by_model.setdefault(model, []).append(pk)
        fresh = {pk: made for model, pks in by_model.items() for pk, made in units(model, pks)}
        self._pages = {
            pk: (stamp, fresh[pk]) if pk in fresh else old[pk]
            for pk, stamp in stamps.items()
            if pk in fresh or pk in old
        }
        pages = (made for _stamp, made in self._pages.values() if made.successor not in self._pages)
        return build(version, pages, tuple(entry.names for entry in glossary.get().entries))


def published() -> Iterator[tuple[int, type[OfferPage], Stamp | None]]:
    """Pages that everybody may read: id, type, and what changes with their words (None where nothing tells)."""
    models = {kind.pk: model for model, kind in ContentType.objects.get_for_models(*kinds_of_pages()).items()}
    rows = Page.objects.live().public().filter(content_type__in=models).order_by("path")
    roots = tuple(Site.get_site_root_paths())
    fields = ("pk", "content_type_id", "live_revision_id", "last_published_at", "url_path")
    for pk, kind, revision, published_at, path in rows.values_list(*fields):
        told = revision is not None and not models[kind].search_words_elsewhere
        yield pk, models[kind], (revision, published_at, path, roots) if told else None


def units(model: type[OfferPage], pks: list[int]) -> Iterator[tuple[int, PageUnits]]:
    """What the search knows of each page. One that cannot be read is left out: the others can still be found."""
    for page in read(model, pks):
        try:
            yield page.pk, units_of(page)
        except Exception:
            logger.exception("Page %s cannot be searched.", page.pk, extra={"event": "search"})


def read(model: type[OfferPage], pks: list[int]) -> Iterator[OfferPage]:
    """The pages with their words, some at a time."""
    for start in range(0, len(pks), BATCH):
        yield from model.objects.select_related("locale").filter(pk__in=pks[start : start + BATCH])


page_keeper = Keeper()

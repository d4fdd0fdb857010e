"""The part of the page frame that is the same for every visitor, kept in memory by each process.

A change of the council's settings, its navigation or a site raises a number in the database in the same
transaction. Processes look at that number at most every two seconds, so a page usually costs no query for
its frame, and a change shows everywhere after two seconds, in the process that made it at once.
"""

import time
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db import transaction
from django.db.models import F
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from .languages import in_language, is_english
from .models import CouncilSettings, FooterItem, FrameVersion, NavigationItem
from .moulds import Moulds
from .outages import TEMPORARY
from .theme import theme_address

CHECK_EVERY = 2.0
MOST_HOSTS = 50
Key = tuple[str, str, str | None]


@dataclass(frozen=True)
class Entry:
    """One entry of the main navigation."""

    label: str
    url: str


@dataclass(frozen=True)
class Logo:
    url: str
    width: int
    height: int


@dataclass
class Snapshot:
    """What the frame shows at one site, and the HTML already made from it."""

    council: CouncilSettings
    navigation: tuple[Entry, ...] = ()
    footer: tuple[Entry, ...] = ()
    logo: Logo | None = None
    theme_url: str = ""
    moulds: Moulds = field(default_factory=Moulds)
    kept: dict[str, Any] = field(default_factory=dict)
    """What other apps read for their parts of the frame, under names of their own."""

    @cached_property
    def search_url(self) -> str:
        try:
            return reverse("directory:find")
        except NoReverseMatch:
            return "/find/"

    @cached_property
    def display_url(self) -> str:
        return reverse("display")


class FrameCache:
    """Snapshots by host name and language. Get one with `get(request)`."""

    def __init__(self) -> None:
        self._snapshots: dict[Key, Snapshot] = {}
        self._number: int | None = None
        self._checked = float("-inf")

    def get(self, request: HttpRequest) -> Snapshot:
        """The snapshot for this request's site, read anew where the frame has changed."""
        self._look_for_changes()
        key = _key(request)
        # What is read while a change makes all of it old goes with the rest.
        snapshots = self._snapshots
        snapshot = snapshots.get(key)
        if snapshot is None:
            if len(snapshots) >= MOST_HOSTS:
                snapshots = self._snapshots = {}
            snapshot = snapshots[key] = _read(request)
        return snapshot

    def version(self) -> int | None:
        """The number of the last change; another number means that something published has changed."""
        self._look_for_changes()
        return self._number

    def last_known(self, request: HttpRequest) -> Snapshot | None:
        """What this process remembers, without asking the database; for pages shown when it is down."""
        return self._snapshots.get(_key(request))

    def forget(self) -> None:
        """Read everything anew at the next request of this process."""
        self._snapshots = {}
        self._checked = float("-inf")

    def _look_for_changes(self) -> None:
        now = time.monotonic()
        if now - self._checked < CHECK_EVERY:
            return
        self._checked = now
        try:
            number = FrameVersion.objects.values_list("number", flat=True).first()
        except TEMPORARY:
            # What is remembered serves better than an error page.
            return
        if number != self._number:
            self._snapshots = {}
            self._number = number


frame_cache = FrameCache()


def _key(request: HttpRequest) -> Key:
    host = request.META.get("HTTP_HOST") or request.META.get("SERVER_NAME", "")
    return host, request.META.get("SERVER_PORT", ""), get_language()


def _read(request: HttpRequest) -> Snapshot:
    site = Site.find_for_request(request)
    council = _council(site)
    return Snapshot(
        council=council,
        navigation=_navigation(council, request),
        footer=_links(FooterItem, council, request),
        logo=_logo(council),
        theme_url=theme_address(council.brand_colour, council.link_colour),
    )


def _council(site: Site | None) -> CouncilSettings:
    # Not for_site(): it writes a row on reading, and a page view must not write.
    found = CouncilSettings.objects.filter(site=site).select_related("logo").first() if site else None
    return found or CouncilSettings(site=site)


def _navigation(council: CouncilSettings, request: HttpRequest) -> tuple[Entry, ...]:
    if found := _links(NavigationItem, council, request):
        return found
    try:
        return (Entry(_("Find support"), reverse("directory:find")),)
    except NoReverseMatch:
        return ()


def _links(
    model: type[NavigationItem] | type[FooterItem], council: CouncilSettings, request: HttpRequest
) -> tuple[Entry, ...]:
    """Links that the council chose; one to a page that is not published is left out."""
    if not council.pk:
        return ()
    items = model.objects.filter(council=council).select_related("page")
    entries = (_entry(item, request) for item in items if item.page is None or item.page.live)
    return tuple(entry for entry in entries if entry.url)


def _entry(item: NavigationItem | FooterItem, request: HttpRequest) -> Entry:
    """An entry in the language of the page, as far as it has been translated."""
    if item.page is None:
        return Entry(_label(item.label), in_language(item.address))
    page = item.page.localized
    label = _label(item.label) if page == item.page else page.title
    return Entry(label, page.get_url(request) or "")


def _label(label: str) -> str:
    # The words that councils start with are in the catalogue (see below); words of their own stay as they are.
    return label if is_english() or not label else _(label)


STARTING_LABELS = [
    gettext_noop("Find support"),
    gettext_noop("I'm worried about my child"),
    gettext_noop("Education and EHC plans"),
    gettext_noop("Health"),
    gettext_noop("Care, short breaks and money"),
    gettext_noop("Preparing for adulthood"),
    gettext_noop("For young people"),
    gettext_noop("Have your say"),
    gettext_noop("Words we use"),
    gettext_noop("For professionals"),
    gettext_noop("News"),
    gettext_noop("Events"),
    gettext_noop("Stories"),
    gettext_noop("Documents"),
]


def _logo(council: CouncilSettings) -> Logo | None:
    if council.logo is None:
        return None
    rendition = council.logo.get_rendition("max-440x112")
    # Made at twice its size, for sharp screens.
    return Logo(rendition.url, rendition.width // 2, rendition.height // 2)


def count_change(**_signal) -> None:
    """Tell every process that the frame has changed; this one at once, others after the commit."""
    FrameVersion.objects.bulk_create([FrameVersion(pk=1)], ignore_conflicts=True)
    FrameVersion.objects.filter(pk=1).update(number=F("number") + 1)
    frame_cache.forget()
    # Another thread may have read the old state between here and the commit.
    transaction.on_commit(frame_cache.forget)


def watch() -> None:
    """Connect the signals that mean a changed frame."""
    for model in (CouncilSettings, NavigationItem, FooterItem, PageViewRestriction, Site):
        post_save.connect(count_change, sender=model, dispatch_uid=f"frame-save-{model.__name__}")
        post_delete.connect(count_change, sender=model, dispatch_uid=f"frame-delete-{model.__name__}")
    for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
        signal.connect(count_change, dispatch_uid="frame-page")
    post_delete.connect(count_change, sender=Page, dispatch_uid="frame-delete-page")

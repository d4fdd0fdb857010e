"""The frame of every page, as templates see it: `frame`."""

import re
from collections.abc import Hashable, Iterable, Mapping
from datetime import date
from functools import cached_property
from urllib.parse import quote, urlencode

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_bidi

from .assets import integrity
from .display import DisplayChoices
from .frame_cache import Snapshot, frame_cache
from .languages import PageInLanguage, has_languages, in_language, is_english, language_tag
from .moulds import Mould
from .passed_on import shortened_query
from .registries import frame_slots

READINGS = ("page", "large")
WISHES = ("print", "read")
# The short code of a service, as directory/lists.py writes it into the list cookie.
LISTED = re.compile(r"\b[0-9A-Z]{4,8}\b")
MOST_LISTED = 50
LONGEST_LIST = 2_000
# Values of the visitor's own address in pieces of the frame that are otherwise the same for everybody.
GAPS = {
    "header": ("display_url",),
    "print_foot": ("address", "quoted_path"),
    "contact": ("more_ways",),
    "footer": ("more_links", "language_links"),
}


def own_address(request: HttpRequest, *, shorten_postcode: bool = False) -> str:
    """Path and query of this page, without wishes to print it or read it aloud."""
    query = {name: values for name, values in request.GET.lists() if name not in WISHES}
    if shorten_postcode:
        query = shortened_query(query)
    return f"{request.path}?{urlencode(query, doseq=True)}" if query else request.path


class Frame:
    """Everything around the main part of a page. Reads only what a template asks for."""

    offline = False

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def snapshot(self) -> Snapshot:
        return frame_cache.get(self.request)

    @property
    def council(self):
        return self.snapshot.council

    @property
    def demonstration(self) -> bool:
        return settings.DEMONSTRATION

    @property
    def tile_url(self) -> str:
        """Background of the bigger map, if the council has one; never a default one on somebody else's server."""
        return settings.MAP_TILE_URL

    @property
    def tile_attribution(self) -> str:
        return settings.MAP_TILE_ATTRIBUTION

    @property
    def theme_url(self) -> str:
        """Address of the council's colours, or an empty string for the colours we ship."""
        return self.snapshot.theme_url

    @cached_property
    def display(self) -> DisplayChoices:
        return DisplayChoices.from_request(self.request)

    @cached_property
    def language(self) -> str:
        """As HTML writes it: en-GB."""
        return language_tag(get_language() or settings.LANGUAGE_CODE)

    @property
    def direction(self) -> str:
        return "rtl" if get_language_bidi() else "ltr"

    @property
    def is_translated(self) -> bool:
        """Whether this page is in another language than services and lists are written in."""
        return not is_english()

    @property
    def home_url(self) -> str:
        return in_language("/")

    @property
    def formats_url(self) -> str:
        """Where a page can be ordered in another format."""
        try:
            return reverse("formats")
        except NoReverseMatch:
            return f"{reverse('contact')}#formats"

    @property
    def list_url(self) -> str:
        return in_language("/list/")

    @property
    def site_address(self) -> str:
        """Scheme and host of the site, to make a path into a whole address."""
        return settings.BASE_URL

    @cached_property
    def languages(self) -> list[PageInLanguage]:
        """This page in every language that it exists in; empty where there is only one."""
        if self.offline or not has_languages(self.request.path):
            return []
        written = getattr(self.request, "translations", None)
        addresses = self._own_addresses() if written is None else written
        found = [
            PageInLanguage(code, name, addresses[code], code == get_language())
            for code, name in settings.LANGUAGES
            if code in addresses
        ]
        return found if len(found) > 1 else []

    def _own_addresses(self) -> dict[str, str]:
        """A page without a translation of its own differs in its frame and labels only."""
        address = self.address_path if self.request.method == "GET" else self.request.path
        return {code: in_language(address, code) for code, _name in settings.LANGUAGES}

    @property
    def language_links(self) -> SafeString:
        """The languages of this page, for the footer."""
        if not self.languages:
            return SafeString("")
        return render_to_string("components/frame/languages.html", {"languages": self.languages})

    @cached_property
    def navigation(self) -> list[dict]:
        """Label, address, and whether the visitor is in that section (`page`, `true` or empty)."""
        current = self._current
        return [
            {"label": entry.label, "url": entry.url, "current": current[1] if index == current[0] else ""}
            for index, entry in enumerate(self.snapshot.navigation)
        ]

    @cached_property
    def _current(self) -> tuple[int, str]:
        """Which entry of the navigation the visitor is in: the one whose address fits best."""
        path = self.request.path
        fitting = [
            (len(entry.url), index, "page" if entry.url == path else "true")
            for index, entry in enumerate(self.snapshot.navigation)
            if entry.url == path or (entry.url != self.home_url and path.startswith(entry.url.rstrip("/") + "/"))
        ]
        return max(fitting)[1:] if fitting else (-1, "")

    @property
    def search_url(self) -> str:
        return self.snapshot.search_url

    @property
    def shows_search(self) -> bool:
        """On every page but the two that have a search of their own: home and results."""
        return self.request.path not in {self.home_url, self.search_url}

    @property
    def display_url(self) -> str:
        """“Ways to read this page”, knowing the way back."""
        address = self.snapshot.display_url
        if self.request.method != "GET" or self.request.path == address:
            return address
        return f"{address}?{urlencode({'next': self.request.get_full_path()})}"

    @cached_property
    def list_count(self) -> int:
        """How many services stand on the visitor's own list."""
        listed = LISTED.findall(self.request.COOKIES.get(settings.LIST_COOKIE, "")[:LONGEST_LIST].upper())
        return min(MOST_LISTED, len(set(listed)))

    @property
    def has_messages(self) -> bool:
        """Only somebody who signs in can have messages; looking for them would start a session."""
        return any(name in self.request.COOKIES for name in (settings.SESSION_COOKIE_NAME, settings.MESSAGES_COOKIE))

    @cached_property
    def print_as(self) -> str:
        """`page` or `large` where the page was opened to be printed, else an empty string."""
        wanted = self.request.GET.get("print", "")
        return wanted if wanted in READINGS else ""

    @cached_property
    def read_aloud(self) -> bool:
        """Whether the page was opened to be read aloud."""
        return self.request.GET.get("read") == "aloud"

    @property
    def plain_url(self) -> str:
        """This page without the wish to print it or read it aloud."""
        return own_address(self.request)

    @cached_property
    def address_path(self) -> str:
        """This page as it may be passed on: every whole postcode is shortened to its outward code."""
        return own_address(self.request, shorten_postcode=True)

    @property
    def address(self) -> str:
        """The whole address to print or share. Never made from the request's own host name."""
        return settings.BASE_URL + self.address_path

    @property
    def quoted_path(self) -> str:
        """The same without the site, as a value in a query."""
        return quote(self.address_path)

    @property
    def more_ways(self) -> SafeString:
        """Ways to talk to a person that apps have registered, as list items."""
        return self.slot("contact")

    @property
    def more_links(self) -> SafeString:
        """Links at the foot that apps have registered, as list items."""
        return self.slot("footer")

    @property
    def today(self) -> date:
        return timezone.localdate()

    def slot(self, place: str) -> SafeString:
        """What apps registered for a place of the frame (`registries.FrameSlot.place`)."""
        if self.offline:
            return SafeString("")
        return format_html_join("", "{}", ((slot.render(self.request),) for slot in frame_slots if slot.place == place))

    def mould(self, template: str, names: Iterable[str], **shape: Hashable) -> Mould:
        """A template with gaps of these names, which shows nothing else that differs between visitors.

        It may use `frame` for what is the same for everybody: the council's settings.
        """
        return self.snapshot.moulds.of(template, names, shape, self.language, frame=self)

    def filled(self, template: str, values: Mapping[str, object], **shape: Hashable) -> SafeString:
        """Such a template with these values in its gaps."""
        return self.mould(template, values, **shape).filled(values)

    def piece(self, name: str) -> SafeString:
        """A part of the frame, with this visitor's own values in its gaps."""
        values = {gap: getattr(self, gap) for gap in GAPS.get(name, ())}
        return self.filled(f"components/frame/{name}.html", values, **self._shape(name))

    def _shape(self, name: str) -> dict[str, Hashable]:
        """What a piece depends on besides the site and the language; only few values each."""
        if name == "head":
            return {"script": integrity("js/site.js")}
        if name == "header":
            return {"search": self.shows_search, "listed": self.list_count, "demonstration": self.demonstration}
        if name == "navigation":
            return {"current": self._current}
        if name == "print_foot":
            return {"today": self.today}
        return {}


def frame(request: HttpRequest) -> dict[str, Frame]:
    """Context processor: gives every template `frame`. Costs nothing until it is used."""
    return {"frame": frame_of(request)}


def frame_of(request: HttpRequest) -> Frame:
    """The frame of this request's page."""
    found: Frame | None = getattr(request, "_frame", None)
    if found is None:
        found = request._frame = Frame(request)  # type: ignore[attr-defined]
    return found

"""What becomes of each row of a table of redirects: made, changed, left as it is, or refused with a reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.http import HttpRequest
from django.utils.encoding import escape_uri_path, iri_to_uri, repercent_broken_unicode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from localoffer.core.addresses import PAGES_OF_THE_CMS, view_at
from localoffer.core.reading_versions import page_at

from .reading import Pair

LONGEST = 255


class Outcome(models.TextChoices):
    NEW = "new", gettext_lazy("new")
    CHANGED = "changed", gettext_lazy("changed")
    SAME = "same", gettext_lazy("there already")
    REFUSED = "refused", gettext_lazy("refused")


@dataclass(frozen=True)
class Row:
    """A line of the table with what becomes of it."""

    pair: Pair
    outcome: Outcome
    reason: str = ""
    old_path: str = ""
    page: Page | None = None
    link: str = ""


class Refused(Exception):
    """A row that cannot be used; the message says why."""


def check_pairs(pairs: Iterable[Pair], request: HttpRequest) -> list[Row]:
    """Look at every row without changing anything."""
    return Checker(pairs, request).rows()


class Checker:
    """Judges rows against one another, against the redirects that are there, and against the pages."""

    def __init__(self, pairs: Iterable[Pair], request: HttpRequest) -> None:
        self.pairs = list(pairs)
        self.request = request
        self.site = Site.find_for_request(request)
        there = Redirect.get_for_site(self.site).select_related("redirect_page")
        self.there = {redirect.old_path: redirect for redirect in there}
        self.ours = {urlsplit(settings.BASE_URL).netloc.lower(), request.get_host().lower()}
        self.given: set[str] = set()
        self.pages = pages_by_path(self.site)
        self.below: dict[str, bool] = {}
        self.olds = set(self.there)

    def rows(self) -> list[Row]:
        """Every row, looked at twice: only rows that the first look lets through lead on at the second."""
        self.olds |= {row.old_path for row in self.look() if row.outcome != Outcome.REFUSED}
        return self.look()

    def look(self) -> list[Row]:
        """Judge every row, as if none had been judged before."""
        self.given.clear()
        return [self.row(pair) for pair in self.pairs]

    def row(self, pair: Pair) -> Row:
        old = self.old_path(pair.old)
        try:
            self.check_old(pair, old)
            page, link = self.target(pair.new, old)
        except Refused as refused:
            return Row(pair, Outcome.REFUSED, str(refused), old)
        self.given.add(old)
        existing = self.there.get(old)
        if existing is None:
            outcome = Outcome.NEW
        elif (existing.redirect_page_id, existing.redirect_link) == (page.pk if page else None, link):
            outcome = Outcome.SAME
        else:
            outcome = Outcome.CHANGED
        return Row(pair, outcome, "", old, page, link)

    def old_path(self, address: str) -> str:
        """Path and query as the middleware looks them up, whatever site stands before them."""
        parts = _split(address)
        if parts is None:
            return ""
        path = parts.path or ("/" if parts.netloc or parts.query else "")
        return as_looked_up(path, parts.query) if path else ""

    def check_old(self, pair: Pair, old: str) -> None:
        if not pair.old or not pair.new:
            raise Refused(_("One of the two addresses is missing."))
        if not old or old == "/":
            raise Refused(_("The old address has no path, like /old-page."))
        if len(old) > LONGEST:
            raise Refused(_("The old address is longer than %(most)d characters.") % {"most": LONGEST})
        if old in self.given:
            raise Refused(_("The same old address stands in an earlier row."))
        if "?" not in old and self.is_in_use(old):
            raise Refused(_("There is a page at the old address, so nobody would be led on from it."))

    def target(self, new: str, old: str) -> tuple[Page | None, str]:
        """The page to lead to, or the address where it is no page of the CMS."""
        parts = _split(new)
        if parts is None or (parts.scheme and parts.scheme.lower() not in {"http", "https"}):
            raise Refused(_("The new address is no web address."))
        if parts.netloc and parts.netloc.lower() not in self.ours:
            return None, self.elsewhere(new)
        if not parts.path.startswith("/"):
            raise Refused(_("The new address must begin with / or https://."))
        path = as_looked_up(parts.path, parts.query)
        if path == old:
            raise Refused(_("The two addresses are the same: it would go round in circles."))
        if path in self.olds or path.partition("?")[0] in self.olds:
            raise Refused(_("The new address leads on itself. Give the last one of the chain."))
        page = self.page(parts.path) if not parts.query and not parts.fragment else None
        if page is not None:
            return page, ""
        if not self.is_in_use(parts.path):
            raise Refused(_("There is no page at the new address."))
        query = f"?{parts.query}" if parts.query else ""
        anchor = f"#{parts.fragment}" if parts.fragment else ""
        return None, self.short_enough(f"{parts.path}{query}{anchor}")

    def elsewhere(self, address: str) -> str:
        try:
            URLValidator(schemes=["http", "https"])(address)
        except ValidationError:
            raise Refused(_("The new address is no web address.")) from None
        return self.short_enough(address)

    def short_enough(self, address: str) -> str:
        if len(address) > LONGEST:
            raise Refused(_("The new address is longer than %(most)d characters.") % {"most": LONGEST})
        return address

    def page(self, path: str) -> Page | None:
        """The published page of the CMS at an address."""
        return self.pages.get(_whole(path))

    def is_in_use(self, path: str) -> bool:
        """Whether something answers there: a page of the CMS, or a page of the software."""
        for candidate in (path, f"{path.rstrip('/')}/"):
            view = view_at(candidate)
            if view is None:
                continue
            if view != PAGES_OF_THE_CMS or self.page(candidate) is not None or self.is_below(candidate):
                return True
        return False

    def is_below(self, path: str) -> bool:
        """Whether a page answers at an address below its own, like a guide for its parts."""
        above = path.rstrip("/").rpartition("/")[0]
        if not above or (_whole(above) not in self.pages and not self.is_below(above)):
            return False
        if path not in self.below:
            self.below[path] = page_at(self.request, path) is not None
        return self.below[path]


def as_looked_up(path: str, query: str) -> str:
    """A path and query in the letters in which the middleware gets them, whoever wrote `/a b` and whoever `/a%20b`."""
    asked = escape_uri_path(repercent_broken_unicode(unquote_to_bytes(path)).decode())
    return Redirect.normalise_path(f"{asked}?{iri_to_uri(query)}" if query else asked)


def pages_by_path(site: Site | None) -> dict[str, Page]:
    """Every published page by its address, in one query."""
    if site is None:
        return {}
    root = site.root_page
    pages = Page.objects.live().descendant_of(root, inclusive=True)
    return {f"/{page.url_path.removeprefix(root.url_path)}": page for page in pages}


def _whole(path: str) -> str:
    """A path as pages have it: with a slash at its end."""
    return f"{path.rstrip('/')}/"


def _split(address: str):
    """The parts of an address; None for one that cannot be taken apart."""
    try:
        return urlsplit(address.strip())
    except ValueError:
        return None

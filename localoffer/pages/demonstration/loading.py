"""Making the pages: first all as empty drafts, so that links find them, then their words, published."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.log_actions import log
from wagtail.models import Page

from directory.demonstration.memory import Memory, forget
from directory.demonstration.publishing import months_later
from localoffer.core.models import StatutoryItem, Team

from ..models import HomePage
from ..site_root import home_page
from .bodies import Bodies, fill_in
from .fields import TYPES, Fields
from .files import forget_films
from .links import Addresses
from .publishing import publish
from .reading import File, page_files, table
from .records import forget_records, load_footer, load_known_issues

PREFIX = "page/"
FILES = {"file": "file/", "poster": "poster/", "panorama": "panorama/"}
"""Fields with files of their own, and under which name they are remembered."""
HOME_KEY = f"{PREFIX}home"


class Loader:
    """One run: makes each page once, and never again one that somebody deleted."""

    def __init__(self, now: datetime) -> None:
        self.today = timezone.localdate(now)
        self.memory = Memory()
        self.addresses = Addresses()
        self.bodies = Bodies(self.addresses)
        self.fields = Fields(self.bodies, self.today)
        self.teams = {key.removeprefix("team/"): team for key, team in self.memory.rows(Team, "team/").items()}
        self.law = {item.slug: item for item in StatutoryItem.objects.all()}
        self.home = home_page()
        self.locale = self.home.locale
        self.pages: dict[str, Page] = self.memory.rows(Page, PREFIX)
        self.sections: dict[str, Page] = {}

    def load(self) -> int:
        """Make what was never made; how many pages are new."""
        new = [(file, page) for file in page_files() if (page := self._place(file)) is not None]
        for file, page in new:
            values = TYPES[file.data["type"]][1](self.fields, file.data)
            self._fill(page, file.data, values)
            for name in FILES.keys() & values.keys():
                if values[name]:
                    self.memory.add(f"{FILES[name]}{file.key}", values[name])
        records = load_known_issues(self.memory) + load_footer(self.memory, self.addresses.page)
        return len(new) + self._load_home() + records

    def _place(self, file: File) -> Page | None:
        """The empty page at its address, if it is new."""
        key = PREFIX + file.key
        page = self.pages.get(key)
        is_new = page is None and not self.memory.knows(key)
        if is_new:
            page = self._parent(file).add_child(instance=self._empty(file))
            self.memory.add(key, page)
        if page is not None:
            if file.is_index:
                self.sections[file.section] = page
            self.addresses.add(address(file), page)
        return page if is_new else None

    def _parent(self, file: File) -> Page:
        # What stands in `go` has no section of its own.
        return self.home if file.is_index else self.sections.get(file.section, self.home)

    def _empty(self, file: File) -> Page:
        raw = file.data
        return TYPES[raw["type"]][0](
            title=raw["title"],
            slug=file.section if file.is_index else file.name,
            live=False,
            summary=raw["summary"],
            locale=self.locale,
        )

    def _load_home(self) -> int:
        if self.memory.knows(HOME_KEY):
            return 0
        raw = table("home")
        values = {
            "tasks": self.bodies.tasks("task", raw["task"]),
            "waiting": self.bodies.tasks("link", raw["waiting"]),
        }
        self._fill(self.home, raw, values)
        self.memory.add(HOME_KEY, self.home)
        return 1

    def _fill(self, page: Page, raw: Mapping[str, Any], values: Mapping[str, Any]) -> None:
        """The words of a page, published as an officer would have, with the dates of its check."""
        audience = raw["audience"]
        team = self.teams.get(raw["owner"])
        common = {
            "title": raw["title"],
            "draft_title": raw["title"],
            "summary": raw["summary"],
            "owner_team": team,
            "for_parents": "parents" in audience,
            "for_young_people": "young-people" in audience,
            "for_professionals": "professionals" in audience,
            "statutory_items": [self.law[slug] for slug in raw.get("law", ())],
            "sources": self.bodies.sources(raw.get("source", ())),
            "show_in_menus": raw.get("on_home", False),
        }
        for name, value in (common | dict(values)).items():
            setattr(page, name, value)
        day = self.today - timedelta(days=_checked_days_ago(raw))
        page.review_due = months_later(day, team.review_months if team else 6)
        page.last_confirmed_at = at_ten(day)
        page.full_clean()
        fill_in(page)
        publish(page)


def _checked_days_ago(raw: Mapping[str, Any]) -> int:
    """When somebody last read it: news on its own day, and what says no day while it was loaded."""
    return max(0, raw.get("checked_days_ago", raw.get("days_ago", 0)))


def address(file: File) -> str:
    """Where the page stands on the site."""
    if file.is_index:
        return f"/{file.section}/"
    return f"/{file.name}/" if file.section == "go" else f"/{file.key}/"


def at_ten(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(10)))


def load_pages(now: datetime) -> int:
    """Make the pages of the demonstration; how many are new."""
    return Loader(now).load()


def forget_pages() -> int:
    """Take the demonstration's pages away. One with pages of somebody else below it stays."""
    memory = Memory()
    records = memory.source.records.filter(external_id__startswith=PREFIX)
    numbers = set(records.values_list("object_id", flat=True))
    # The site needs a first page; its words are filled in again.
    ours = Page.objects.filter(pk__in=numbers).not_type(HomePage)
    foreign = list(Page.objects.exclude(pk__in=numbers).values_list("path", flat=True))
    stay = {page for page in ours if any(path.startswith(page.path) for path in foreign)}
    gone = [page for page in ours if page not in stay]
    _delete(gone)
    records.exclude(object_id__in=[page.pk for page in stay]).delete()
    forget_films()
    return len(gone) + forget(get_document_model()) + forget(get_image_model()) + forget_records()


def _delete(pages: Collection[Page]) -> None:
    """Delete pages with a line each in the log, as Wagtail does; all at once, where Wagtail asks for each anew."""
    numbers = [page.pk for page in pages]
    for page in Page.objects.filter(pk__in=numbers).specific():
        log(instance=page, action="wagtail.delete", deleted=True)
    Page.objects.filter(pk__in=numbers).delete()

"""A topic on paper: a leaflet of its main points, or pages and services whole; both with whom to call."""

import logging
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.http import QueryDict

from directory.models import Service
from directory.presentation.facts import Fact, service_facts
from directory.presentation.loading import services_for_lists
from directory.presentation.saved_search import found_ids
from localoffer.core.context import frame_of
from localoffer.core.models import CouncilSettings
from localoffer.core.readability import words_of

from .guide import parts_of
from .hub import children_of

logger = logging.getLogger(__name__)
MOST_SERVICES = 20
# About how many words fit on one side of A4 with headings and lists; in large print fewer than half.
WORDS_A_SIDE = {"": 300, "page": 300, "large": 110}
SERVICES_A_SIDE = 6
ROWS_A_SIDE = 6
SERVICES = "services"
KEY_FACTS = ("ages", "cost", "route", "phone", "email", "website", "contact")
WAYS_TO_REACH = ("phone", "email", "website", "contact")
# A leaflet has two to four sides: so many words about its pages, and so many services.
MOST_WORDS = 800
MOST_LINES = 12


@dataclass
class Leaf:
    """A page of the topic as it stands in the pack."""

    page: Any
    kind: str
    parts: list = field(default_factory=list)
    sides: int = 1
    """About how many sides of A4 it takes."""
    shown: bool = False

    @property
    def name(self) -> str:
        """What stands for it in the address of a pack of some pages."""
        return self.page.slug

    @property
    def anchor(self) -> str:
        return f"page-{self.page.pk}"


@dataclass(frozen=True)
class Entry:
    """A service in the pack."""

    service: Service
    facts: list[Fact]

    @property
    def reach(self) -> str:
        """Its phone number in the leaflet; another way to reach it where it has none."""
        by_name = {fact.name: fact.words for fact in self.facts}
        return next((by_name[name] for name in WAYS_TO_REACH if by_name.get(name)), "")


@dataclass(frozen=True)
class Point:
    """What the leaflet says of one page."""

    page: Any
    text: str
    address: str


# Templates for each kind of page that is printed whole; films and files are not.
PRINTED = {
    "GuidePage": "guide",
    "InformationPage": "information",
    "FiveMinutePage": "five_minutes",
    "QuestionsPage": "questions",
    "EasyReadPage": "easy_read",
    "YoungPage": "young",
}


def pack_context(hub, request) -> dict:
    """The leaflet of a topic; or whole, the pages that were chosen (`?only=`, repeated), or all (`?whole=all`)."""
    council = frame_of(request).council
    words_a_side = WORDS_A_SIDE.get(request.GET.get("print", ""), WORDS_A_SIDE[""])
    children = children_of(hub, whole=True)
    leaves = leaves_of(children, words_a_side)
    entries, total = pack_services(hub.pack_search, council)
    chosen = chosen_names(leaves, request.GET)
    for leaf in leaves:
        leaf.shown = leaf.name in chosen
    service_sides = ceil(len(entries) / SERVICES_A_SIDE)
    return {
        "all_leaves": leaves,
        "leaves": [leaf for leaf in leaves if leaf.shown],
        "all_entries": entries,
        "entries": entries if SERVICES in chosen else [],
        "is_leaflet": not chosen,
        "has_leaflet": not is_easy_read(leaves),
        "pack_link": f"{hub.pack_address}?print={frame_of(request).print_as or 'page'}",
        "points": [] if chosen else points_of(children),
        "lines": [] if chosen else entries[:MOST_LINES],
        "total": total,
        "sides": 1 + sum(leaf.sides for leaf in leaves) + service_sides,
        "service_sides": service_sides,
        "services_chosen": SERVICES in chosen,
        "council": council,
        "topic_address": f"{settings.BASE_URL}{hub.get_url() or '/'}",
    }


def chosen_names(leaves: list[Leaf], query: QueryDict) -> set[str]:
    """What is printed whole; empty for the leaflet. A topic of Easy Read pages only is whole: that is short already."""
    names = {leaf.name for leaf in leaves}
    if query.get("whole") == "all":
        return names | {SERVICES}
    chosen = set(query.getlist("only")) & (names | {SERVICES})
    return names if is_easy_read(leaves) and not chosen else chosen


def is_easy_read(leaves: list[Leaf]) -> bool:
    """Whether the whole topic is in Easy Read, so that a leaflet in small type would be no help."""
    return bool(leaves) and all(leaf.kind == "easy_read" for leaf in leaves)


def points_of(pages: list) -> list[Point]:
    """What the leaflet says of each page: its answer; where that is too much in all, its summary; then nothing."""
    answers = [getattr(page, "answer", "") or page.summary for page in pages]
    for texts in (answers, [page.summary for page in pages]):
        if sum(len(words_of(text)) for text in texts) <= MOST_WORDS:
            break
    else:
        texts = [""] * len(pages)
    return [
        Point(page, text, f"{settings.BASE_URL}{page.get_url() or '/'}")
        for page, text in zip(pages, texts, strict=True)
    ]


def leaves_of(pages: list, words_a_side: int) -> list[Leaf]:
    """The pages of the topic that can be printed whole. Easy Read comes with its originals, which it can be behind."""
    leaves = [leaf(page, words_a_side) for page in pages if type(page).__name__ in PRINTED]
    prefetch_related_objects([leaf.page for leaf in leaves if leaf.kind == "easy_read"], "original")
    return leaves


def leaf(page, words_a_side: int) -> Leaf:
    """A page of the topic, with its parts where it is a guide."""
    kind = PRINTED[type(page).__name__]
    parts = parts_of(page) if kind in {"guide", "young"} else []
    return Leaf(page, kind, parts, sides_of(page, kind, words_a_side))


def sides_of(page, kind: str, words_a_side: int) -> int:
    """About how many sides of A4 a page takes. Easy Read goes by its rows, and “Where to get help” below them."""
    if kind == "easy_read":
        return ceil((len(page.rows) + 1) / ROWS_A_SIDE)
    return max(1, ceil(len(words_of(page.readable_text())) / words_a_side))


def pack_services(query: str, council: CouncilSettings) -> tuple[list[Entry], int]:
    """The best services of a topic's search with their key facts, and how many it finds in all."""
    if not query:
        return [], 0
    try:
        ids, total = found_ids(query, MOST_SERVICES)
    except Exception:  # whatever breaks in the search, the guides in the pack are still right
        logger.exception("The search of a print pack failed.")
        return [], 0
    found = {service.pk: service for service in services_for_lists().published().filter(pk__in=ids)}
    entries = [Entry(found[pk], key_facts(found[pk], council)) for pk in ids if pk in found]
    return entries, total


def key_facts(service: Service, council: CouncilSettings) -> list[Fact]:
    """What paper needs: for whom, what it costs, how to get it, how to reach it."""
    return [fact for fact in service_facts(service, council) if fact.name in KEY_FACTS]

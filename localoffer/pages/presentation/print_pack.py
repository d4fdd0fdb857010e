"""A topic on paper: a cover with contacts, its pages whole, the key facts of its services."""

import logging
from collections.abc import Collection
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from django.conf import settings
from django.db.models import prefetch_related_objects

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


@dataclass
class Leaf:
    """A page of the topic as it stands in the pack."""

    page: Any
    kind: str
    parts: list = field(default_factory=list)
    sides: int = 1
    """About how many sides of A4 it takes."""
    shown: bool = True

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
    """The pack of a topic, or the pages of it that were chosen (`?only=`, repeated)."""
    council = frame_of(request).council
    words_a_side = WORDS_A_SIDE.get(request.GET.get("print", ""), WORDS_A_SIDE[""])
    leaves = leaves_of(hub, words_a_side)
    entries, total = pack_services(hub.pack_search, council)
    chosen = set(request.GET.getlist("only")) & {SERVICES, *(leaf.name for leaf in leaves)}
    choose(leaves, chosen)
    service_sides = ceil(len(entries) / SERVICES_A_SIDE)
    return {
        "all_leaves": leaves,
        "leaves": [leaf for leaf in leaves if leaf.shown],
        "all_entries": entries,
        "entries": entries if not chosen or SERVICES in chosen else [],
        "total": total,
        "sides": 1 + sum(leaf.sides for leaf in leaves) + service_sides,
        "service_sides": service_sides,
        "services_chosen": not chosen or SERVICES in chosen,
        "council": council,
        "topic_address": f"{settings.BASE_URL}{hub.get_url() or '/'}",
    }


def leaves_of(hub, words_a_side: int) -> list[Leaf]:
    """The pages of the topic that can be printed whole. Easy Read comes with its originals, which it can be behind."""
    leaves = [leaf(page, words_a_side) for page in children_of(hub, whole=True) if type(page).__name__ in PRINTED]
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


def choose(leaves: list[Leaf], chosen: Collection[str]) -> None:
    """Marks what is shown: what was chosen, or all of it where nothing was."""
    for leaf in leaves:
        leaf.shown = not chosen or leaf.name in chosen


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

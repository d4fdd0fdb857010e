"""A topic on paper: a cover with contacts, its pages whole, the key facts of its services."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from directory.models import Service
from directory.presentation.facts import Fact, service_facts
from directory.presentation.loading import services_for_lists
from directory.presentation.saved_search import found_ids
from localoffer.core.models import CouncilSettings

from .guide import parts_of
from .hub import children_of

MOST_SERVICES = 20
KEY_FACTS = ("ages", "cost", "route", "phone", "email", "website", "contact")


@dataclass
class Leaf:
    """A page of the topic as it stands in the pack."""

    page: Any
    kind: str
    parts: list = field(default_factory=list)

    @property
    def anchor(self) -> str:
        return f"page-{self.page.pk}"


@dataclass(frozen=True)
class Entry:
    """A service in the pack."""

    service: Service
    facts: list[Fact]


# Templates for each kind of page that is printed whole; films and files are not, Easy Read has a look of its own.
PRINTED = {
    "GuidePage": "guide",
    "InformationPage": "information",
    "FiveMinutePage": "five_minutes",
    "QuestionsPage": "questions",
}


def pack_context(hub, request) -> dict:
    """The pack of a topic."""
    council = CouncilSettings.for_request(request)
    services, total = pack_services(hub.search, council)
    return {
        "leaves": [leaf(page) for page in children_of(hub, whole=True) if type(page).__name__ in PRINTED],
        "entries": services,
        "total": total,
        "council": council,
        "topic_address": f"{settings.BASE_URL}{hub.get_url() or '/'}",
    }


def leaf(page) -> Leaf:
    """A page of the topic, with its parts where it is a guide."""
    kind = PRINTED[type(page).__name__]
    return Leaf(page, kind, parts_of(page) if kind == "guide" else [])


def pack_services(query: str, council: CouncilSettings) -> tuple[list[Entry], int]:
    """The best services of a topic's search with their key facts, and how many it finds in all."""
    if not query:
        return [], 0
    ids, total = found_ids(query, MOST_SERVICES)
    found = {service.pk: service for service in services_for_lists().published().filter(pk__in=ids)}
    entries = [Entry(found[pk], key_facts(found[pk], council)) for pk in ids if pk in found]
    return entries, total


def key_facts(service: Service, council: CouncilSettings) -> list[Fact]:
    """What paper needs: for whom, what it costs, how to get it, how to reach it."""
    return [fact for fact in service_facts(service, council) if fact.name in KEY_FACTS]

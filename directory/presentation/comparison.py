"""Two to four services side by side, with differences marked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.translation import gettext as _

from localoffer.core.models import CouncilSettings

from ..models import Service, Term
from . import wording
from .facts import CONTACT_FACTS, FACT_NAMES, LANGUAGE, ROUTE, Fact, Line, service_facts, terms_by_vocabulary
from .freshness import freshness
from .next_times import families_may_come, session_at_its_place
from .places import places_of
from .session_words import when_words
from .sessions import current_schedules, next_session

LEAST, MOST = 2, 4


@dataclass(frozen=True)
class Cell:
    """What one service says about one fact."""

    lines: tuple[Line, ...]

    @property
    def is_list(self) -> bool:
        """Whether several things stand in it, each a point of its own."""
        return len(self.lines) > 1 and all(line.kind == "item" for line in self.lines)


@dataclass(frozen=True)
class Row:
    """One fact of all services."""

    label: str
    cells: tuple[Cell, ...]
    always_differs: bool = False
    services: tuple[Service, ...] = ()

    @property
    def named(self) -> list[tuple[Service, Cell]]:
        """Each cell with the service it is about."""
        return list(zip(self.services, self.cells, strict=True))

    @property
    def differs(self) -> bool:
        """Whether they do not all say the same. Names and numbers always differ, which tells nobody anything."""
        return not self.always_differs and len({cell.lines for cell in self.cells}) > 1


def comparison(services: Sequence[Service], council: CouncilSettings) -> list[Row]:
    """Rows of the table, in the order of the service page; rows that say nothing of any service are left out."""
    facts = _with_one_row_of_phones([{f.name: f for f in service_facts(service, council)} for service in services])
    rows = [_fact_row(name, facts) for name in _names(facts)]
    rows.insert(0, _pause_row(services))
    texts = [_texts(service) for service in services]
    rows += [
        Row(label, tuple(Cell(text[label]) for text in texts), always_differs=label == _("Run by"))
        for label in texts[0]
    ]
    return [replace(row, services=tuple(services)) for row in rows if any(cell.lines for cell in row.cells)]


def _with_one_row_of_phones(facts: Sequence[dict[str, Fact]]) -> list[dict[str, Fact]]:
    """Whom to call instead stands in the row of phones, where others have one: never “not known” for both."""
    if not any("phone" in of_one for of_one in facts):
        return list(facts)
    return [{"phone" if name == "contact" else name: fact for name, fact in of_one.items()} for of_one in facts]


def _names(facts: Sequence[dict[str, Fact]]) -> list[str]:
    """Names of the facts that any of them has, in the order of the facts box."""
    return [name for name in FACT_NAMES if any(name in of_one for of_one in facts)]


def _fact_row(name: str, facts: Sequence[dict[str, Fact]]) -> Row:
    label = next(fact.label for of_one in facts for fact in of_one.values() if fact.name == name)
    cells = tuple(Cell(of_one[name].lines if name in of_one else ()) for of_one in facts)
    return Row(label, cells, always_differs=name in CONTACT_FACTS)


def _pause_row(services: Sequence[Service]) -> Row:
    """Above everything else, where one of them is paused: no other fact matters more."""
    pauses = [wording.pause_and_why(service) for service in services]
    cells = tuple(Cell((Line(words or _("Yes")),)) if any(pauses) else Cell(()) for words in pauses)
    return Row(_("Running now"), cells)


def _texts(service: Service) -> dict[str, tuple[Line, ...]]:
    """What is not in the facts box, by label."""
    terms = terms_by_vocabulary(service.terms.all())
    places = places_of(service)
    return {
        _("Who can use it"): _lines(service.who_yes_points),
        _("Who it is not for"): _lines(service.who_no_points),
        _("Helps with"): _lines([term.label for term in terms.get("needs", ())]),
        _("Diagnosis or plan needed"): _lines([term.label for term in terms.get("plan", ())]),
        _("When"): _lines([when_words(schedule) for schedule in current_schedules(service, timezone.localdate())]),
        _("Next session"): _lines(_next_session(service, terms.get(ROUTE, ()))),
        _("Where"): _lines([", ".join([place.name, *place.address_lines]) for place in places]),
        _("Access"): _lines(list(dict.fromkeys(access for place in places for access in place.access))),
        _("Languages"): _lines([term.label for term in terms.get(LANGUAGE, ())]),
        _("Last checked"): _lines([freshness(service).words]),
        _("Run by"): _lines([service.public_provider_name] if service.public_provider else []),
    }


def _next_session(service: Service, routes: Sequence[Term]) -> list[str]:
    if not families_may_come(routes):
        return [_("Only once you have a place")]
    session = next_session(service)
    return [session_at_its_place(service, session)] if session else []


def _lines(texts: Sequence[str]) -> tuple[Line, ...]:
    return tuple(Line(text, "item") for text in texts)

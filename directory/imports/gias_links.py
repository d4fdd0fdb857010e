"""Predecessors and successors: a school that becomes an academy gets a new number, and stays the same school."""

from collections import defaultdict
from collections.abc import Mapping

from django.utils.translation import gettext as _

from .records import ImportFailure
from .tables import Table


def read_links(table: Table) -> dict[str, set[str]]:
    """The direct predecessors of each number (“links_edubasealldata”)."""
    missing = {"URN", "LinkURN", "LinkType"} - set(table.header)
    if missing:
        raise ImportFailure(
            _("This is not the register's file of links: %(missing)s is missing.") % {"missing": ", ".join(missing)}
        )
    before: dict[str, set[str]] = defaultdict(set)
    for row in table.rows():
        urn, other, kind = (row.values.get(name, "") for name in ("URN", "LinkURN", "LinkType"))
        if kind.startswith("Predecessor"):
            before[urn].add(other)
        elif kind.startswith("Successor"):
            before[other].add(urn)
    return before


def successors(before: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """The direct successors of each number."""
    after: dict[str, set[str]] = defaultdict(set)
    for urn, others in before.items():
        for other in others:
            after[other].add(urn)
    return after


def all_before(urn: str, before: Mapping[str, set[str]], still_open: set[str]) -> tuple[str, ...]:
    """Every number that a school has had, the last one first; schools that are still open are others.

    With the links the other way round: every number that it has had since.
    """
    found: list[str] = []
    waiting = sorted(before.get(urn, ()), reverse=True)
    while waiting:
        number = waiting.pop(0)
        if number in found or number == urn or number in still_open:
            continue
        found.append(number)
        waiting += sorted(before.get(number, ()), reverse=True)
    return tuple(found)

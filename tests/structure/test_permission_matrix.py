"""Who gets what at every address of the portal, Wagtail's and allauth's too, against the committed table.

A new address without a row fails, and a row without an address. Nobody who is refused a page may send it a form.
"""

import logging
from dataclasses import dataclass

import pytest

from tests.structure.permissions import bulk, table
from tests.structure.permissions.addresses import Address, addresses
from tests.structure.permissions.answers import POST_ONLY, REFUSED, Visitor, quickly
from tests.structure.permissions.world import ROLES, World, people

GATED = ("s", "s")
"""Visitors and providers stand before the CMS whatever they send: its gate looks at no method."""


@dataclass(frozen=True)
class Found:
    """What every role got at an address, and who was refused the page but not its form."""

    method: str
    address: Address
    letters: str
    let_in_by_form: tuple[str, ...] = ()


def ask(world: World, address: Address, visitors: dict[str, Visitor]) -> list[Found]:
    """What everybody gets here: by opening it, and by a form where only forms are taken."""
    letters = "".join(visitor.get(address.url) for visitor in visitors.values())
    if address.row.startswith("cms/bulk/"):
        form, state = bulk.form_for_everything(world), bulk.state_of(world, address.row)
        changed = "".join(visitor.changes(address.url, form, state) for visitor in visitors.values())
        return [Found("GET", address, letters), Found("POST", address, changed)]
    if POST_ONLY in letters:
        posted = "".join(visitor.post(address.url) for visitor in visitors.values())
        return [Found("GET", address, letters), Found("POST", address, posted)]
    return [Found("GET", address, letters, tuple(_let_in(address, letters, visitors)))]


def _let_in(address: Address, letters: str, visitors: dict[str, Visitor]):
    at_the_gate = len(GATED) if address.row.startswith("cms/") and tuple(letters[: len(GATED)]) == GATED else 0
    for (role, visitor), got in list(zip(visitors.items(), letters, strict=True))[at_the_gate:]:
        if got in REFUSED and visitor.post(address.url) not in REFUSED:
            yield role


@pytest.fixture
def found(db):
    """Every address with what everybody gets there."""
    logging.disable(logging.CRITICAL)
    world = World()
    visitors = {role: Visitor(user) for role, user in people().items()}
    with quickly():
        yield [one for address in addresses(world) for one in ask(world, address, visitors)]
    logging.disable(logging.NOTSET)


def test_everybody_gets_what_the_table_says(found):
    rows = table.read(table.FILE.read_text())
    assert {len(row.letters) for row in rows} == {len(ROLES)}
    used, differences = set(), []
    for one in found:
        row = table.find(rows, one.method, one.address.row)
        used.add(row)
        if row is None or row.letters != one.letters:
            says = row.letters if row else "no row"
            differences.append(f"{one.method} {one.address.row}: {one.letters}, the table says {says}")
        differences += [f"a form of {role} is let in at {one.address.row}" for role in one.let_in_by_form]
    differences += [f"no address for {row.method} {row.pattern}" for row in rows if row not in used]

    assert differences == []


class TestTheTable:
    ROWS = table.read("kind = a|b\nsy  cms/{kind}/edit/\nyy  cms/*\nPOST -y  cms/a/edit/\nss  cms/page/ @young")

    def test_a_row_that_says_more_wins(self):
        assert table.find(self.ROWS, "GET", "cms/a/edit/").letters == "sy"
        assert table.find(self.ROWS, "GET", "cms/c/edit/").letters == "yy"

    def test_forms_have_rows_of_their_own(self):
        assert table.find(self.ROWS, "POST", "cms/a/edit/").letters == "-y"
        assert table.find(self.ROWS, "POST", "cms/b/edit/") is None

    def test_young_peoples_pages_have_their_own_or_that_of_all(self):
        assert table.find(self.ROWS, "GET", "cms/page/ @young").letters == "ss"
        assert table.find(table.read("yy cms/page/"), "GET", "cms/page/ @young").letters == "yy"

"""Who gets what at every address of the portal, Wagtail's and allauth's too, against the committed table.

A new address without a row fails, and a row without an address. Nobody who is refused a page may send it a form.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.structure.permissions import bulk, table
from tests.structure.permissions.addresses import Address, addresses
from tests.structure.permissions.answers import ERROR, POST_ONLY, REFUSED, Visitor, quickly
from tests.structure.permissions.world import ROLES, World, people

# The answers come from our rules, which are the same on every database; asking takes a minute.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database("sqlite"),
    # Wagtail leaves the preview of a picture open.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

GATED = ("s", "s")
"""Visitors and providers stand before the CMS whatever they send: its gate looks at no method."""
PARTS = ("cms/snippets/", "cms/pages/", "cms/", "")
"""The table is asked in parts, each address in the first that it begins with."""
Visitors = dict[str, Visitor]


@dataclass(frozen=True)
class Found:
    """What every role got at an address, and who was refused the page but not its form."""

    method: str
    row: str
    letters: str
    let_in_by_form: tuple[str, ...] = ()


def part_of(row: str) -> str:
    return next(part for part in PARTS if row.startswith(part))


def ask(world: World, address: Address, visitors: Visitors) -> list[Found]:
    """What everybody gets here: by opening it, and by a form where only forms are taken."""
    letters = "".join(visitor.get(address.url) for visitor in visitors.values())
    if address.row.startswith("cms/bulk/"):
        form, state = bulk.form_for_everything(world), bulk.state_of(world, address.row)
        changed = "".join(visitor.changes(address.url, form, state) for visitor in visitors.values())
        return [Found("GET", address.row, letters), Found("POST", address.row, changed)]
    if POST_ONLY in letters:
        posted = "".join(visitor.post(address.url) for visitor in visitors.values())
        return [Found("GET", address.row, letters), Found("POST", address.row, posted)]
    return [Found("GET", address.row, letters, tuple(_let_in(address, letters, visitors)))]


def _let_in(address: Address, letters: str, visitors: Visitors) -> Iterator[str]:
    at_the_gate = len(GATED) if address.row.startswith("cms/") and tuple(letters[: len(GATED)]) == GATED else 0
    for (role, visitor), got in list(zip(visitors.items(), letters, strict=True))[at_the_gate:]:
        if got in REFUSED and visitor.post(address.url) not in REFUSED:
            yield role


@pytest.fixture(params=PARTS, ids=lambda part: part or "site")
def part(request):
    return request.param


@pytest.fixture
def found(part):
    """Every address of a part with what everybody gets there."""
    logging.disable(logging.CRITICAL)
    world = World()
    visitors = {role: Visitor(user) for role, user in people().items()}
    with quickly():
        yield [
            one for address in addresses(world) if part_of(address.row) == part for one in ask(world, address, visitors)
        ]
    logging.disable(logging.NOTSET)


def test_everybody_gets_what_the_table_says(part, found):
    rows = [row for row in table.read(table.FILE.read_text()) if part_of(row.pattern) == part]
    differences = []
    for one in found:
        row = table.find(rows, one.method, one.row)
        if row is None or row.letters != one.letters:
            differences.append(f"{one.letters} {one.method} {one.row} (the table: {row.letters if row else 'no row'})")
        differences += [f"a form of {role} is let in at {one.row}" for role in one.let_in_by_form]
    used = {table.find(rows, one.method, one.row) for one in found}
    differences += [f"no address for {row.method} {row.pattern}" for row in rows if row not in used]

    assert differences == []


def test_the_table_has_a_letter_for_every_role_and_no_error():
    rows = table.read(table.FILE.read_text())

    assert {len(row.letters) for row in rows} == {len(ROLES)}
    assert [row.pattern for row in rows if ERROR in row.letters] == []


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

"""Whatever stands in a file, it is read or refused in words: never an error of the software."""

import json
from collections.abc import Iterator
from contextlib import suppress
from copy import deepcopy
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from directory.imports.opening import open_adapter
from directory.imports.records import ImportFailure
from directory.imports.tables import open_table
from directory.models import ImportSource

from .conftest import FIXTURES

Kind = ImportSource.Kind

DOCUMENTS = [
    (Kind.OUTPOST, "outpost_page.json"),
    (Kind.OPEN_REFERRAL, "openreferral_service.json"),
    (Kind.OPEN_REFERRAL, "openreferral_v1_page.json"),
]
ODD = [
    *(None, True, 0, -1, 1.5, 1e300, float("inf"), float("nan"), 10**30),
    *("", "x", "\ud800x", "\x00", "y" * 30_000, "2026-13-45", "25:99", "-5", "http://[bad"),
    *([], {}, [None], [1], ["x"], [[]], [{}], {"a": 1}, {"id": [1]}, {"id": "\ud800"}, {"name": {}}),
]
NAMES = ["\ud800", "\x00", "a.b[]"]


def places(data: object, container=None, key=None) -> Iterator[tuple]:
    """Every value of a document, as what holds it and where."""
    if container is not None:
        yield container, key
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for name, value in inside:
        yield from places(value, data, name)


@st.composite
def spoiled(draw, file: str):
    """A document of a feed in which one to three values are odd, or have an odd name, or are missing."""
    document = json.loads((FIXTURES / file).read_text())
    for _time in range(draw(st.integers(1, 3))):
        container, key = draw(st.sampled_from(list(places(document))))
        change = draw(st.sampled_from(["odd", "odd", "odd", "renamed", "gone"]))
        if change == "odd":
            container[key] = deepcopy(draw(st.sampled_from(ODD)))
        else:
            value = container.pop(key)
            if change == "renamed" and isinstance(container, dict):
                container[draw(st.sampled_from(NAMES))] = value
    return document


def read(kind: str, content: bytes) -> None:
    """All rows of a file; being refused in words is right, too."""
    with suppress(ImportFailure):
        list(open_adapter(ImportSource(kind=kind), BytesIO(content), "feed.json").rows())


@pytest.mark.django_db
class TestFeeds:
    @pytest.mark.parametrize(("kind", "file"), DOCUMENTS)
    @settings(max_examples=150)
    @given(data=st.data())
    def test_with_odd_values_anywhere(self, kind, file, data):
        read(kind, json.dumps(data.draw(spoiled(file))).encode())

    @pytest.mark.parametrize("kind", [Kind.OUTPOST, Kind.OPEN_REFERRAL])
    @pytest.mark.parametrize("levels", [90, 200, 990, 100_000])
    def test_that_lie_in_each_other(self, kind, levels):
        read(kind, b'{"id":"1","organisation":{},"organization":' + b"[" * levels + b"]" * levels + b"}")

    def test_a_list_of_services_with_something_else_in_it_brings_the_services(self):
        feed = [{"id": "o", "name": "Club", "services": [None, 7, {"id": "s", "name": "Chess", "status": "active"}]}]

        adapter = open_adapter(ImportSource(kind=Kind.OPEN_REFERRAL), BytesIO(json.dumps(feed).encode()), "feed.json")

        assert list(adapter.services) == ["s"]


def whole_spreadsheet() -> bytes:
    book = Workbook()
    for number in range(50):
        book.active.append([number, f"Club {number}"])
    book.save(file := BytesIO())
    return file.getvalue()


class TestSpreadsheets:
    WHOLE = whole_spreadsheet()

    @settings(max_examples=200)
    @given(st.lists(st.tuples(st.integers(4, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=10))
    def test_with_bytes_that_changed_on_the_way(self, changes):
        content = bytearray(self.WHOLE)
        for place, byte in changes:
            content[place] = byte

        with suppress(ImportFailure):
            list(open_table(BytesIO(bytes(content))).rows())

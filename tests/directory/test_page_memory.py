from itertools import count

import pytest

from directory.presentation import page_memory as module
from directory.presentation.page_memory import MOST_PAGES, PageKey, PageMemory

COUNCIL = object()


@pytest.fixture
def make():
    """Makes another page each time."""
    numbers = count(1)
    return lambda: f"page {next(numbers)}"


def key(address="/find/", version=1, listed=()):
    return PageKey(address, "en-gb", version, listed)


def test_the_same_page_is_made_once(make):
    memory = PageMemory()

    assert [memory.get(key(), COUNCIL, make) for _n in range(2)] == ["page 1", "page 1"]


@pytest.mark.parametrize("other", [key(address="/find/?q=a"), key(version=2), key(listed=("K7M2P",))])
def test_another_search_directory_or_list_is_another_page(make, other):
    memory = PageMemory()
    memory.get(key(), COUNCIL, make)

    assert memory.get(other, COUNCIL, make) == "page 2"


def test_new_settings_of_the_council_make_a_new_page(make):
    memory = PageMemory()
    memory.get(key(), COUNCIL, make)

    assert memory.get(key(), object(), make) == "page 2"


def test_a_page_is_forgotten_after_a_moment(make, monkeypatch):
    memory = PageMemory()
    memory.get(key(), COUNCIL, make)
    later = module.time.monotonic() + module.SECONDS + 1
    monkeypatch.setattr(module.time, "monotonic", lambda: later)

    assert memory.get(key(), COUNCIL, make) == "page 2"


def test_only_the_latest_pages_are_kept(make):
    memory = PageMemory()

    for number in range(MOST_PAGES + 10):
        memory.get(key(version=number), COUNCIL, make)

    assert len(memory._pages) == MOST_PAGES

"""`python -m tests.benchmarks.page_search`: what a search of pages costs, with the pages of DATABASE_URL made many.

The demonstration must be loaded there (`manage.py demo`). More pages are made of the same ones with some words
exchanged, so that words are as frequent as in real pages.
"""

import os
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import replace

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "localoffer.settings")
django.setup()

from django.utils import timezone  # noqa: E402 -- Django must be set up first

from directory.search import index_at_hand  # noqa: E402
from directory.search.others import groups_of  # noqa: E402
from localoffer.pages.search.index import PageIndex, build  # noqa: E402
from localoffer.pages.search.keeper import Keeper, published, read  # noqa: E402
from localoffer.pages.search.matching import find  # noqa: E402
from localoffer.pages.search.results import language  # noqa: E402
from localoffer.pages.search.units import PageUnits, units_of  # noqa: E402

SIZES = (100, 2_000)
EXCHANGED = 0.05
QUERIES = (
    "swimming",
    "ehcp",
    "school transport appeal",
    "what is an annual review",
    "how do i ask for an ehc plan",
    "can the school say no to a plan",
    "my child is too ill to go to school and nobody tells me what happens now",
)


def main() -> None:
    started = time.process_time()
    index = Keeper().get()
    told(f"{len(index.units)} units of the database's own pages, from nothing: {since(started):.0f} ms")
    pages = [units_of(page) for pk, model, _stamp in published() for page in read(model, [pk])]
    for size in SIZES:
        many = list(made(pages, size))
        index = build(1, many, ())
        started = time.process_time()
        build(2, many, ())
        told(f"\n{size} pages, {len(index.units)} units: words put together after a change in {since(started):.0f} ms")
        for words in QUERIES:
            told(f"{measured(words, index):>8.2f} ms  {words}")


def made(pages: list[PageUnits], size: int) -> Iterator[PageUnits]:
    """So many pages, the later ones with some words exchanged."""
    chance = random.Random(1)
    words = sorted({word for page in pages for unit in page.units for line in unit.body for word in line})
    for number in range(size):
        page = pages[number % len(pages)]
        yield page if number < len(pages) else exchanged(page, number, words, chance)


def exchanged(page: PageUnits, number: int, words: list[str], chance: random.Random) -> PageUnits:
    def line(old):
        return tuple(chance.choice(words) if chance.random() < EXCHANGED else word for word in old)

    units = tuple(
        replace(
            unit,
            page=number,
            url=f"/{number}{unit.url}",
            name=[line(each) for each in unit.name],
            brief=[line(each) for each in unit.brief],
            body=[line(each) for each in unit.body],
            told=[(line(each), worth) for each, worth in unit.told],
        )
        for unit in page.units
    )
    return replace(page, units=units)


def measured(words: str, index: PageIndex, times: int = 15) -> float:
    """Milliseconds of processor time of a warm search: the middle one of several."""
    costs = []
    for _time in range(times):
        started = time.process_time()
        groups = groups_of(words, index_at_hand(), index.lexicon)
        find(words, groups, index, timezone.now(), language(index))
        costs.append(since(started))
    return sorted(costs)[times // 2]


def since(started: float) -> float:
    """Milliseconds of processor time: others use the machine, too."""
    return (time.process_time() - started) * 1000


def told(text: str) -> None:
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    main()

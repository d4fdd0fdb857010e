"""The queries for pages that were written down, and whether an answer is right."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "queries"
DEVELOPMENT, OTHER_HALF, FRESH = "development", "other half", "fresh"
EVERYDAY = "everyday"
"""A file that was all used to improve the search."""


@dataclass(frozen=True)
class Query:
    """Something a family would type, and the pages that help, by their addresses without the outer slashes."""

    words: str
    kind: str
    half: str
    accepted: frozenset[str]

    def is_right(self, url: str) -> bool:
        """The address is an accepted page or something below it."""
        address = url.partition("#")[0].strip("/")
        return any(address == page or address.startswith(f"{page}/") for page in self.accepted)

    def reciprocal_rank(self, urls: Sequence[str]) -> float:
        """1 if the first of ten is right, 1/2 if the second is the first right one, and so on."""
        return next((1 / rank for rank, url in enumerate(urls[:10], 1) if self.is_right(url)), 0.0)


def queries() -> list[Query]:
    """Queries for pages. With every first one of most files the search was improved, with every second one less so."""
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        if path.stem == "services":
            continue
        for number, row in enumerate(rows_of(path.stem)):
            half = OTHER_HALF if number % 2 and path.stem != EVERYDAY else DEVELOPMENT
            half = FRESH if path.stem == FRESH else half
            accepted = frozenset(_address(page) for page in [*row["best"], *row.get("also", ())])
            found.append(Query(row["words"], path.stem, half, accepted))
    return found


def services() -> list[Query]:
    """Searches for a service, with the pages that are about exactly that."""
    return [Query(row["words"], "services", "", frozenset(row["allowed"])) for row in rows_of("services")]


def rows_of(name: str) -> list[dict]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["queries"]


def _address(page: str) -> str:
    """Campaigns stand right below the home page."""
    return page.removeprefix("go/")

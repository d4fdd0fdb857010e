"""The queries that were written down, and which half of them each belongs to."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "queries"
DEVELOPMENT, HELD_OUT, FRESH = "development", "held out", "fresh"
WORKED_ON = "reader"
"""The file whose queries were all looked at."""


@dataclass(frozen=True)
class Query:
    """Something a family would type, and the slugs of services that help."""

    words: str
    kind: str
    half: str
    best: frozenset[str]
    also: frozenset[str]

    @property
    def accepted(self) -> frozenset[str]:
        return self.best | self.also

    def grade(self, slug: str) -> int:
        return 2 if slug in self.best else int(slug in self.also)


def queries() -> list[Query]:
    """All queries, file by file.

    Every second one of a file is held out: nobody improves the search with it. Those of `fresh.toml` were
    written after the last change; those of `reader.toml` led to changes.
    """
    return [query for path in sorted(FOLDER.glob("*.toml")) for query in _of_file(path)]


def _of_file(path: Path) -> Iterator[Query]:
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["queries"]
    for number, row in enumerate(rows):
        odd = number % 2 and path.stem != WORKED_ON
        half = FRESH if path.stem == FRESH else HELD_OUT if odd else DEVELOPMENT
        yield Query(row["words"], path.stem, half, frozenset(row["best"]), frozenset(row.get("also", ())))

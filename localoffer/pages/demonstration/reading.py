"""The content files: which there are, in the order in which they are made."""

import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).resolve().parent / "content"
INDEX = "index"


@dataclass(frozen=True)
class File:
    """One page's words. `key` is its path without the ending, like `health/index`."""

    key: str

    @cached_property
    def data(self) -> dict[str, Any]:
        with (CONTENT / f"{self.key}.toml").open("rb") as file:
            return tomllib.load(file)

    @property
    def section(self) -> str:
        return self.key.partition("/")[0]

    @property
    def name(self) -> str:
        return self.key.rpartition("/")[2]

    @property
    def is_index(self) -> bool:
        return self.name == INDEX


def page_files() -> list[File]:
    """Every page but the home page: each section's own page first, then its pages in their order."""
    files = [File(str(path.relative_to(CONTENT).with_suffix(""))) for path in CONTENT.glob("*/*.toml")]
    order = {file.section: file.data.get("order", 0) for file in files if file.is_index}
    return sorted(
        files,
        key=lambda file: (
            order.get(file.section, 99),
            file.section,
            not file.is_index,
            file.data.get("order", 0),
            file.key,
        ),
    )


def table(name: str) -> dict[str, Any]:
    """A file that is not a page: the home page, the glossary, the known issues."""
    return File(name).data

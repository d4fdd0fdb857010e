"""A look into a table before anybody has said what its columns mean."""

from dataclasses import asdict, dataclass, field
from itertools import islice
from typing import Any, BinaryIO, Self

from .tables import open_table

ROWS = 2_000
EXAMPLES = 3
MOST_VALUES = 60
"""A column with more different values than this holds no list of kinds."""
LONGEST = 80


@dataclass
class SampleColumn:
    """A column: a few cells to recognise it by, and all its different values where they are few."""

    name: str
    examples: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)
    has_many: bool = False

    def add(self, cell: str) -> None:
        if not cell or cell in self.values:
            return
        if len(self.examples) < EXAMPLES:
            self.examples.append(cell[:LONGEST])
        if len(self.values) < MOST_VALUES:
            self.values.append(cell)
        else:
            self.has_many = True

    def kinds(self, separator: str = "") -> list[str]:
        """The different values, taken apart where a cell holds several; none where there are too many to look at."""
        if self.has_many:
            return []
        parts = [part.strip() for value in self.values for part in (value.split(separator) if separator else [value])]
        return list(dict.fromkeys(filter(None, parts)))[:MOST_VALUES]

    def as_plain(self) -> dict[str, Any]:
        """For a form that carries it to the next step; cells that are too long for a kind are left out."""
        short = [value for value in self.values if len(value) <= LONGEST]
        return asdict(self) | {"values": short, "has_many": self.has_many or len(short) < len(self.values)}

    @classmethod
    def from_plain(cls, data: dict[str, Any]) -> Self:
        return cls(**data)


def look_into(file: BinaryIO) -> list[SampleColumn]:
    """The columns of a CSV or XLSX file, by its first rows; raises ImportFailure when it is neither."""
    table = open_table(file)
    columns = [SampleColumn(name) for name in table.header]
    for row in islice(table.rows(), ROWS):
        for column in columns:
            column.add(row.values.get(column.name, ""))
    return columns

"""The committed table: who gets what at every address."""

import re
from dataclasses import dataclass
from pathlib import Path

from .addresses import YOUNG

FILE = Path(__file__).with_name("table.txt")
SETS = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Row:
    """What each role gets, in the order of `world.ROLES`, at all addresses that the pattern matches."""

    method: str
    letters: str
    pattern: str
    matches: re.Pattern

    @property
    def weight(self) -> tuple[int, int]:
        """A row that says more of the address wins; a whole address beats every pattern."""
        return ("*" not in self.pattern and "{" not in self.pattern, len(self.pattern))


def read(text: str) -> list[Row]:
    """The rows of a table. `listing = a|b` names a set that rows use as `{listing}`; `*` stands for anything."""
    rows, sets = [], {}
    for line in text.splitlines():
        words = line.partition("#")[0].split()
        if len(words) > 1 and words[1] == "=":
            sets[words[0]] = words[2]
        elif words:
            method = words.pop(0) if words[0] == "POST" else "GET"
            pattern = " ".join(words[1:]) if len(words) > 1 else ""
            rows.append(Row(method, words[0], pattern, _compiled(pattern, sets)))
    return rows


def _compiled(pattern: str, sets: dict[str, str]) -> re.Pattern:
    parts = SETS.split(pattern)
    for number, part in enumerate(parts):
        parts[number] = f"(?:{sets[part]})" if number % 2 else re.escape(part).replace(r"\*", ".*")
    return re.compile("".join(parts))


def find(rows: list[Row], method: str, address: str) -> Row | None:
    """The row of an address. What holds for a page holds for young people's pages too, unless they have a row."""
    candidates = [row for row in rows if row.method == method and row.matches.fullmatch(address)]
    if not candidates and address.endswith(YOUNG):
        return find(rows, method, address.removesuffix(YOUNG))
    return max(candidates, key=lambda row: row.weight, default=None)

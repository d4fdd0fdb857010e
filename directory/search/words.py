"""Words found by the database: one interface, two implementations, the same contract tests for both.

An atom is the smallest thing looked for: a word, the beginning of a word, or words one after the other.
For each atom the database says which documents have it, and in which part: name, brief (one sentence,
terms, provider) or body. What is found is kept as bit sets with the index, so a word that somebody looked
for since the last change costs nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from django.db import connection

from .bits import from_numbers
from .index import Index

NAME, BRIEF, BODY = 2, 1, 0


@dataclass(frozen=True)
class Atom:
    """`text` has words made even (`text.py`), so nothing in it means anything to the database's query language."""

    kind: Literal["word", "start", "phrase"]
    text: str


@dataclass(frozen=True)
class Posting:
    """Services that have something: in the name, in name or brief, anywhere."""

    name: int = 0
    brief: int = 0
    anywhere: int = 0

    def __and__(self, other: "Posting") -> "Posting":
        return Posting(self.name & other.name, self.brief & other.brief, self.anywhere & other.anywhere)

    def __or__(self, other: "Posting") -> "Posting":
        return Posting(self.name | other.name, self.brief | other.brief, self.anywhere | other.anywhere)


class WordIndex(Protocol):
    """The words of documents in one database engine."""

    def statement(self, number: int, atom: Atom) -> tuple[str, list[str | int]]:
        """A SELECT of (number, part, ids of documents with commas between) and its parameters."""
        ...


class PostgresWords:
    """Weighted tsvector with a GIN index. A document is listed once, under its best part."""

    def statement(self, number: int, atom: Atom) -> tuple[str, list[str | int]]:
        words = atom.text.split()
        end = ":*" if atom.kind == "start" else ""
        anywhere = " <-> ".join(word + end for word in words)
        name = " <-> ".join(word + (":*A" if end else ":A") for word in words)
        sql = (
            "SELECT %s, part, string_agg(service_id::text, ',') FROM ("
            " SELECT service_id, CASE WHEN brief_vector @@ to_tsquery('pg_catalog.english', %s) THEN 2"
            " WHEN brief_vector @@ to_tsquery('pg_catalog.english', %s) THEN 1 ELSE 0 END AS part"
            " FROM directory_searchdocument WHERE words_vector @@ to_tsquery('pg_catalog.english', %s)"
            ") AS found GROUP BY part"
        )
        return sql, [number, name, anywhere, anywhere]


class SqliteWords:
    """FTS5 with Porter stemming. A document is listed under each of its parts."""

    def statement(self, number: int, atom: Atom) -> tuple[str, list[str | int]]:
        words = f'"{atom.text}"' + ("*" if atom.kind == "start" else "")
        selects: list[str] = []
        values: list[str | int] = []
        for part, column in ((NAME, "name"), (BRIEF, "brief"), (BODY, "body")):
            selects.append(
                "SELECT %s, %s, group_concat(rowid) FROM directory_searchwords WHERE directory_searchwords MATCH %s"
            )
            values += [number, part, f"{column} : {words}"]
        return " UNION ALL ".join(selects), values


def word_index() -> WordIndex:
    """The implementation for the database in use."""
    return PostgresWords() if connection.vendor == "postgresql" else SqliteWords()


def statements(atoms: Sequence[Atom]) -> tuple[list[str], list[str | int]]:
    """One SELECT an atom, and the parameters of them all."""
    words = word_index()
    selects: list[str] = []
    values: list[str | int] = []
    for number, atom in enumerate(atoms):
        select, parameters = words.statement(number, atom)
        selects.append(select)
        values += parameters
    return selects, values


def postings(index: Index, atoms: Sequence[Atom], rows: Sequence[tuple]) -> dict[Atom, Posting]:
    """What the rows of those SELECTs say, as sets of the index's numbers."""
    parts = [[0, 0, 0] for _atom in atoms]
    for number, part, ids in rows:
        if ids:
            parts[number][part] |= from_numbers(index.numbers.numbers_of(map(int, ids.split(","))), len(index.ids))
    return {
        atom: Posting(name, name | brief, name | brief | body)
        for atom, (body, brief, name) in zip(atoms, parts, strict=True)
    }

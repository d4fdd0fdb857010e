"""From the TOML files to rows, in an order in which each row's parent comes first."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from django.db import models

from localoffer.core.models import StatutoryItem

from ..models import LocalOfferQuestion, Synonym, Term, Vocabulary

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Ref:
    """Stands for a row that another seed makes."""

    key: str


@dataclass(frozen=True)
class Seed:
    """One row: a key that never changes, what makes it recognisable, and its other values."""

    key: str
    model: type[models.Model]
    natural: dict[str, Any]
    values: dict[str, Any] = field(default_factory=dict)
    alone: tuple[str, ...] = ()
    """Values that no two rows may share: a row that has one of them is this row."""


def read_seeds() -> Iterator[Seed]:
    """All rows, parents first."""
    for path in sorted((HERE / "vocabularies").glob("*.toml")):
        yield from vocabulary_seeds(read_toml(path))
    yield from synonym_seeds(entry for path in sorted((HERE / "synonyms").glob("*.toml")) for entry in entries(path))
    yield from statutory_seeds(read_toml(HERE / "statutory.toml"))
    for order, text in enumerate(read_toml(HERE / "questions.toml")["questions"]):
        yield Seed(f"question/{text}", LocalOfferQuestion, {"text": text}, {"order": order * 10})


@cache
def read_toml(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)


def entries(path: Path) -> list[dict[str, Any]]:
    return read_toml(path)["synonyms"]


def vocabulary_seeds(data: dict[str, Any]) -> Iterator[Seed]:
    """A vocabulary and its terms, two levels deep."""
    key = f"vocabulary/{data['slug']}"
    names = ("label", "hint", "scope", "several", "is_filter", "order", "source", "as_of")
    yield Seed(key, Vocabulary, {"slug": data["slug"]}, {name: data[name] for name in names if name in data})
    for order, term in enumerate(data["terms"]):
        yield term_seed(key, term, order, parent=None)
        parent = Ref(f"{key}/{term['slug']}")
        for child_order, child in enumerate(term.get("terms", [])):
            yield term_seed(key, child, child_order, parent)


def term_seed(vocabulary: str, data: dict[str, Any], order: int, parent: Ref | None) -> Seed:
    return Seed(
        f"{vocabulary}/{data['slug']}",
        Term,
        {"vocabulary": Ref(vocabulary), "slug": data["slug"]},
        {
            "parent": parent,
            "label": data["label"],
            "definition": data.get("means", ""),
            "order": order * 10,
            "public": data.get("public", True),
            "external_codes": data.get("codes", {}),
            "rule": data.get("rule", {}),
        },
    )


def synonym_seeds(synonyms: Iterator[dict[str, Any]]) -> Iterator[Seed]:
    """One row for what works both ways, one more for old and everyday words that lead here one way."""
    for data in synonyms:
        words, source = data["words"], data.get("source", "")
        both_ways = {
            "same_as": lines(data.get("same_as", [])),
            "misspellings": lines(data.get("misspellings", [])),
            "ambiguous": lines(data.get("ambiguous", [])),
            "definition": data.get("means", ""),
        }
        if any(both_ways.values()):
            yield Seed(f"synonym/{words}", Synonym, {"words": words, "one_way": False}, both_ways | {"source": source})
        leads, urgent = data.get("leads_here", []), data.get("urgent", [])
        if leads or urgent:
            values = {"same_as": lines(leads), "urgent": lines(urgent), "source": source}
            yield Seed(f"synonym/{words}/one-way", Synonym, {"words": words, "one_way": True}, values)


def lines(words: list[str]) -> str:
    return "\n".join(words)


def statutory_seeds(data: dict[str, Any]) -> Iterator[Seed]:
    """What a Local Offer must or should contain, and who asks for it."""
    for order, item in enumerate(data["items"]):
        asked_by = data["asked_by"][item["asked_by"]]
        yield Seed(
            f"statutory/{item['slug']}",
            StatutoryItem,
            {"slug": item["slug"]},
            {
                "text": item["text"],
                "parent": Ref(f"statutory/{item['parent']}") if "parent" in item else None,
                "source": asked_by["name"],
                "is_advice": not asked_by["must"],
                "legal_reference": item["reference"],
                "number_confirmed": item["number_confirmed"],
                "source_url": item["source"],
                "as_of": data["as_of"],
                "order": order * 10,
            },
        )

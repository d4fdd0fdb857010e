"""Lists of the pages that every council starts with: the words of the glossary. `load_seeds` brings them."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from django.utils.text import slugify

from directory.seeds.reading import Seed, lines, read_toml
from directory.seeds.sources import SeedSource, seed_sources

from ..models import GlossaryTerm

HERE = Path(__file__).resolve().parent


def register() -> None:
    """Make the lists known to the command."""
    seed_sources.register(SeedSource("glossary", read_glossary))


def read_glossary() -> Iterator[Seed]:
    """The words of the glossary."""
    return glossary_seeds(read_toml(HERE / "glossary.toml")["term"])


def glossary_seeds(terms: Iterable[Mapping[str, Any]]) -> Iterator[Seed]:
    """One row a word. A word that an officer wrote before, under the same name or address, is theirs."""
    for data in terms:
        slug = slugify(data["term"])
        values = {
            "term": data["term"],
            "meaning": data["meaning"],
            "also_called": lines(data.get("also_called", [])),
            "source": data.get("source", ""),
            "is_linked": data.get("linked", True),
        }
        yield Seed(f"glossary/{slug}", GlossaryTerm, {"slug": slug}, values, alone=("term",))

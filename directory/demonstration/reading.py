"""The content files."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).resolve().parent / "content"


@cache
def content(name: str) -> dict[str, Any]:
    """One file by name, like `providers`."""
    with (CONTENT / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def services() -> tuple[dict[str, Any], ...]:
    """All services but the schools, each with the provider and owner that its file gives for all."""
    found = []
    for path in sorted((CONTENT / "services").glob("*.toml")):
        data = content(f"services/{path.stem}")
        common = {name: value for name, value in data.items() if name != "services"}
        found += [common | service for service in data["services"]]
    return tuple(found)

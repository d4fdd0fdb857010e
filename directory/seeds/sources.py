"""Lists of other apps that `load_seeds` brings along, with the same care for officers' changes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from localoffer.core.registries import Registry

from .reading import Seed


@dataclass(frozen=True)
class SeedSource:
    name: str
    read: Callable[[], Iterable[Seed]]


seed_sources: Registry[SeedSource] = Registry()

"""Small things that every visitor sees and that hardly ever change, kept in memory for a while."""

import time
from collections.abc import Callable
from typing import Generic, TypeVar

from django.utils.translation import get_language

Thing = TypeVar("Thing")


class Kept(Generic[Thing]):
    """What `make` gives, worked out anew after some seconds; by language, in each process."""

    def __init__(self, make: Callable[[], Thing], *, seconds: float) -> None:
        self._make = make
        self._seconds = seconds
        self._things: dict[str | None, tuple[float, Thing]] = {}

    def get(self) -> Thing:
        """The thing, at most `seconds` old."""
        language = get_language()
        until, thing = self._things.get(language, (0.0, None))
        if thing is None or time.monotonic() >= until:
            thing = self._make()
            self._things[language] = (time.monotonic() + self._seconds, thing)
        return thing

    def forget(self) -> None:
        """Make it anew next time."""
        self._things = {}

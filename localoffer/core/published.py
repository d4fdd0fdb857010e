"""Something made from what is published, kept by each process until that changes."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from .frame_cache import frame_cache

Made = TypeVar("Made")


class Published(Generic[Made]):
    """Get it with `get()`: at most one question to the database every two seconds while nothing has changed."""

    def __init__(self, make: Callable[[], Made]) -> None:
        self._make = make
        self._kept: tuple[int | None, Made] | None = None
        self._lock = threading.Lock()

    def get(self) -> Made:
        """What was made last, or anew where something was published since."""
        version = frame_cache.version()
        kept = self._kept
        if kept is not None and kept[0] == version:
            return kept[1]
        with self._lock:
            kept = self._kept
            if kept is None or kept[0] != version:
                kept = self._kept = (version, self._make())
            return kept[1]

    def forget(self) -> None:
        """Make it anew next time."""
        self._kept = None

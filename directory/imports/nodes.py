"""JSON objects of a feed, with an account of where each value went."""

from collections.abc import Iterator
from math import isfinite
from typing import Any

from django.utils.translation import gettext as _

from .accounts import Account
from .cleaning import one_line, plain, without_control
from .records import ImportFailure

KEY = "key inside the source"
LONGEST_TEXT = 20_000
MOST_LEVELS = 100


def storable(data: Any, levels: int = MOST_LEVELS) -> Any:
    """A document, changed in place, without what databases refuse: control characters and numbers without end.

    Raises ImportFailure when objects and lists lie in each other more than `levels` deep.
    """
    if isinstance(data, str):
        return without_control(data)
    if isinstance(data, float) and not isfinite(data):
        return str(data)
    if not isinstance(data, dict | list):
        return data
    if not levels:
        raise ImportFailure(_("Its objects lie more than %(levels)s deep in each other.") % {"levels": MOST_LEVELS})
    if isinstance(data, list):
        data[:] = [storable(value, levels - 1) for value in data]
        return data
    for name in list(data):
        data[without_control(name)] = storable(data.pop(name), levels - 1)
    return data


def leaves(data: Any, path: str) -> Iterator[str]:
    """The path of every value that says something; lists are written `[]`."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield from leaves(value, f"{path}.{name}" if path else str(name))
    elif isinstance(data, list):
        for value in data:
            yield from leaves(value, f"{path}[]")
    elif data is not None and data != "" and not (isinstance(data, str) and not data.strip()):
        yield path


class Node:
    """One object. Every value is either taken, for one of our fields, or dropped with a reason."""

    def __init__(self, data: Any, account: Account, path: str = "") -> None:
        self.data: dict[str, Any] = data if isinstance(data, dict) else {}
        self.account = account
        self.path = path
        if not path:
            for leaf in leaves(self.data, ""):
                account.find(leaf)

    def name_of(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name

    def look(self, name: str) -> Any:
        """The value, without saying where it goes."""
        return self.data.get(name)

    def has(self, name: str) -> bool:
        """Whether the value says something."""
        return any(True for _leaf in leaves(self.data.get(name), ""))

    def take(self, name: str, to: str) -> Any:
        """The value, which goes to one of our fields."""
        for leaf in leaves(self.data.get(name), self.name_of(name)):
            self.account.arrive(leaf, to)
        return self.data.get(name)

    def text(self, name: str, to: str) -> str:
        """A text, which goes to one of our fields."""
        value = self.data.get(name)
        if isinstance(value, dict | list) or value is None:
            return ""
        self.take(name, to)
        return plain(value)[:LONGEST_TEXT]

    def line(self, name: str, to: str) -> str:
        """A text on one line, which goes to one of our fields."""
        return one_line(self.text(name, to))

    def drop(self, name: str, reason: str) -> None:
        """A value, or all that lies below it, is left out on purpose."""
        for leaf in leaves(self.data.get(name), self.name_of(name)):
            self.account.drop(leaf, reason)

    def drop_all(self, names: tuple[str, ...], reason: str) -> None:
        for name in names:
            self.drop(name, reason)

    def drop_keys(self) -> None:
        """`id` and everything that ends in `_id` is a key inside the source."""
        for name in self.data:
            if name == "id" or name.endswith("_id"):
                self.drop(name, KEY)

    def drop_everything(self, reason: str) -> None:
        for name in self.data:
            self.drop(name, reason)

    def child(self, name: str) -> "Node":
        """An object inside this one; an empty one if there is none."""
        return Node(self.data.get(name), self.account, self.name_of(name))

    def children(self, name: str) -> list["Node"]:
        """Objects of a list inside this one."""
        value = self.data.get(name)
        found = value if isinstance(value, list) else []
        return [Node(item, self.account, f"{self.name_of(name)}[]") for item in found if isinstance(item, dict)]

    def __bool__(self) -> bool:
        return bool(self.data)

"""Which provider of a table is which: by its number in a register, where the table has one, else by its name."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils.text import slugify

from .records import Record

STRENGTH = ("urn", "laestab", "ukprn", "ofsted", "cqc", "ods", "charity", "company")
"""Registers whose numbers say who somebody is, the most telling first."""
BY_NAME = "name:"


def name_key(name: str) -> str:
    """The key of a provider that only its name tells apart."""
    return f"{BY_NAME}{slugify(name)}"[:200]


def is_made(record: Record) -> bool:
    """Whether the key of a provider is one of ours and not an id of the source."""
    return record.external_id.startswith(BY_NAME) or record.external_id in (record.fields.get("identifiers") or ())


class ProviderKeys:
    """The key of every provider in a table. A school that takes another name keeps its number, and so its listing.

    A number that stands beside several names says nothing: branches share the number of their charity. A row without
    a number has that of the other rows with its name, as providers of the same name are one.
    """

    def __init__(self, providers: Iterable[Record] = ()) -> None:
        self.numbers: dict[str, set[str]] = defaultdict(set)
        self.names: dict[str, set[str]] = defaultdict(set)
        for provider in providers:
            name = name_key(provider.fields["name"])
            for number in provider.fields["identifiers"]:
                self.numbers[name].add(number)
                self.names[number].add(name)

    def key(self, name: str, numbers: Iterable[str]) -> str:
        """The strongest number of a provider, or else its name."""
        by_name = name_key(name)
        known = self.numbers.get(by_name, set())
        for scheme in STRENGTH:
            found = of_scheme(scheme, numbers) or of_scheme(scheme, known)
            if len(found) == 1 and self.names[found[0]] == {by_name}:
                return found[0][:200]
        return by_name


def of_scheme(scheme: str, numbers: Iterable[str]) -> list[str]:
    """The numbers of one register."""
    return [number for number in numbers if number.partition(":")[0] == scheme]

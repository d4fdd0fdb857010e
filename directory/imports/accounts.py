"""Where each value of a source went. Nothing may get lost without somebody having decided so."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass
class Account:
    """Counts the non-empty values of each field of a source: found, arrived where, dropped why."""

    found: Counter[str] = field(default_factory=Counter)
    arrived: Counter[tuple[str, str]] = field(default_factory=Counter)
    dropped: Counter[tuple[str, str]] = field(default_factory=Counter)

    def find(self, name: str, number: int = 1) -> None:
        """The source has a value for this field."""
        self.found[name] += number

    def arrive(self, name: str, to: str) -> None:
        """A value of this field is now in ours."""
        self.arrived[name, to] += 1

    def drop(self, name: str, reason: str) -> None:
        """A value of this field is left out on purpose."""
        self.dropped[name, reason] += 1

    def withdraw(self, to: str, reason: str) -> None:
        """Values that were on their way to our field, or to all fields of a kind, could not be stored."""
        for (name, target), number in list(self.arrived.items()):
            if any(part == to or part.startswith(f"{to}.") for part in target.split(", ")):
                del self.arrived[name, target]
                self.dropped[name, reason] += number

    def withdraw_one(self, to: str, reason: str) -> None:
        """One value on its way to our field could not be stored after all."""
        for (name, target), number in self.arrived.items():
            if number and to in target.split(", "):
                self.arrived[name, target] -= 1
                self.dropped[name, reason] += 1
                return

    def absorb(self, other: "Account") -> None:
        """Add the counts of one row."""
        self.found += other.found
        self.arrived += other.arrived
        self.dropped += other.dropped

    def leave_out(self, other: "Account", reason: str) -> None:
        """Add the counts of a row that is not used at all."""
        for name, number in other.found.items():
            self.found[name] += number
            self.dropped[name, reason] += number

    def unaccounted(self) -> dict[str, int]:
        """Fields with values that neither arrived nor were dropped on purpose."""
        used: Counter[str] = Counter()
        for counter in (self.arrived, self.dropped):
            for (name, _target), number in counter.items():
                used[name] += number
        return {name: number - used[name] for name, number in self.found.items() if number != used[name]}

    def lines(self) -> Iterator[dict[str, str | int]]:
        """One line for each field and destination, in the order of the source."""
        missing = self.unaccounted()
        for name in self.found:
            for way, counter in (("arrived", self.arrived), ("dropped", self.dropped)):
                for (field_name, target), number in sorted(counter.items()):
                    if field_name == name and number:
                        yield {"field": name, "way": way, "what": target, "number": number}
            if name in missing:
                yield {"field": name, "way": "unused", "what": "", "number": missing[name]}

"""Filters as the results page shows them: groups of values with their counts."""

from collections.abc import Mapping
from dataclasses import dataclass

from .catalogue import FilterVocabulary

SHOWN = 8
"""Values of a group that show at once; the others stand behind “Show all”."""


@dataclass(slots=True)
class Option:
    """A value of a filter."""

    label: str
    value: str
    count: int
    checked: bool
    depth: int
    hidden: bool = False


@dataclass(slots=True)
class Group:
    """A filter with its values. Those that would give nothing are left out, unless they are chosen."""

    name: str
    label: str
    hint: str
    options: list[Option]

    @property
    def has_hidden(self) -> bool:
        return any(option.hidden for option in self.options)


def group_of(vocabulary: FilterVocabulary, counts: Mapping[str, int], chosen: tuple[str, ...]) -> Group:
    """The first 8 values are shown, and chosen ones always, with the value above them."""
    options: list[Option] = []
    parent: Option | None = None
    for term in vocabulary.terms:
        count, checked = counts.get(term.slug, 0), term.slug in chosen
        if not count and not checked:
            continue
        option = Option(term.label, term.slug, count, checked, term.depth, hidden=len(options) >= SHOWN and not checked)
        options.append(option)
        if term.depth == 0:
            parent = option
        elif checked and parent:
            parent.hidden = False
    return Group(vocabulary.slug, vocabulary.label, vocabulary.hint, options)

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
    """A filter with its values. Those that would give nothing are left out, unless they or one below are chosen."""

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
    needed = _above(vocabulary, chosen)
    for term in vocabulary.terms:
        count, checked = counts.get(term.slug, 0), term.slug in chosen
        if not count and not checked and term.slug not in needed:
            continue
        option = Option(term.label, term.slug, count, checked, term.depth, hidden=len(options) >= SHOWN and not checked)
        options.append(option)
        if term.depth == 0:
            parent = option
        elif checked and parent:
            parent.hidden = False
    return Group(vocabulary.slug, vocabulary.label, vocabulary.hint, options)


def _above(vocabulary: FilterVocabulary, chosen: tuple[str, ...]) -> set[str]:
    """The values with a chosen one below them. Left out, they would leave it standing below another."""
    above: set[str] = set()
    path: list[str] = []
    for term in vocabulary.terms:
        del path[term.depth :]
        if term.slug in chosen:
            above.update(path)
        path.append(term.slug)
    return above

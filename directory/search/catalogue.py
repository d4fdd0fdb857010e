"""Vocabularies and terms that are filters, and the council's own facts that search needs."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from localoffer.core.models import CouncilSettings

from ..models import Term, Vocabulary

Parents = dict[int, int | None]


@dataclass(frozen=True)
class FilterTerm:
    """A value of a filter, at most two levels deep."""

    id: int
    slug: str
    label: str
    depth: int


@dataclass(frozen=True)
class FilterVocabulary:
    """A filter of the results page. `terms` has each parent before its children."""

    slug: str
    label: str
    hint: str
    at_place: bool
    terms: tuple[FilterTerm, ...]
    ids: dict[str, int] = field(compare=False)

    def known(self, slugs: Iterable[str]) -> list[int]:
        """Ids of the terms with these codes, each once; unknown codes are left out."""
        return list(dict.fromkeys(self.ids[slug] for slug in slugs if slug in self.ids))


@dataclass(frozen=True)
class Catalogue:
    """What a search can be narrowed by."""

    vocabularies: tuple[FilterVocabulary, ...]
    by_slug: dict[str, FilterVocabulary]
    ancestors: dict[int, tuple[int, ...]]
    """Term id to itself and the terms above it, of filter vocabularies."""
    at_place: frozenset[int]
    """Ids of terms that belong to places."""
    rules: tuple[tuple[int, dict[str, Any]], ...]
    free: frozenset[int]
    """Ids of terms that say a service costs nothing."""
    authority: str
    """ONS code of the council's own area; empty if it has not been entered."""


def read_catalogue() -> Catalogue:
    """Read it from the database: three queries."""
    rows = list(
        Term.objects.filter(vocabulary__is_filter=True)
        .order_by("order", "label", "pk")
        .values_list("pk", "vocabulary_id", "parent_id", "slug", "label", "public", "rule")
    )
    parents: Parents = {pk: parent for pk, _vocabulary, parent, *_rest in rows}
    vocabularies = tuple(
        _vocabulary(vocabulary, [row for row in rows if row[1] == vocabulary.pk], parents)
        for vocabulary in Vocabulary.objects.filters()
    )
    at_place_ids = {v.pk for v in Vocabulary.objects.filters() if v.scope == Vocabulary.Scope.PLACE}
    council = CouncilSettings.objects.order_by("pk").values_list("authority_code", flat=True).first()
    return Catalogue(
        vocabularies=vocabularies,
        by_slug={vocabulary.slug: vocabulary for vocabulary in vocabularies},
        ancestors={pk: _line(pk, parents) for pk in parents},
        at_place=frozenset(row[0] for row in rows if row[1] in at_place_ids),
        rules=tuple((row[0], row[6]) for row in rows if row[6]),
        free=frozenset(row[0] for row in rows if isinstance(row[6], dict) and row[6].get("free") is True),
        authority=council or "",
    )


def _vocabulary(row: Vocabulary, terms: list[tuple], parents: Parents) -> FilterVocabulary:
    public = {
        pk: FilterTerm(pk, slug, label, 0) for pk, _v, _parent, slug, label, is_public, _rule in terms if is_public
    }
    children: dict[int | None, list[int]] = {}
    for pk in public:
        parent = parents[pk] if parents[pk] in public else None
        children.setdefault(parent, []).append(pk)
    ordered = tuple(_tree(public, children, None, 0))
    return FilterVocabulary(
        slug=row.slug,
        label=row.label,
        hint=row.hint,
        at_place=row.scope == Vocabulary.Scope.PLACE,
        terms=ordered,
        ids={term.slug: term.id for term in ordered},
    )


def _tree(public: dict[int, FilterTerm], children: dict, parent: int | None, depth: int) -> Iterable[FilterTerm]:
    for pk in children.get(parent, ()):
        term = public[pk]
        yield FilterTerm(term.id, term.slug, term.label, depth)
        yield from _tree(public, children, pk, depth + 1)


def _line(pk: int, parents: Parents) -> tuple[int, ...]:
    """A term and the terms above it. A loop, which the CMS refuses but an import might write, ends."""
    line: list[int] = []
    step: int | None = pk
    while step in parents and step not in line:
        line.append(step)
        step = parents[step]
    return tuple(line)

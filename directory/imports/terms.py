"""Codes and words of other directories, as terms of our vocabularies."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from ..models import ImportSource, Term, Vocabulary


class TermFinder:
    """Finds our terms for a code of another list, or for the same words.

    Codes come first from the source's own table (`options["terms"]`), then from `Term.external_codes`
    (`{"dfe": ["ASD"], "outpost": ["autism"]}`), then from terms whose words are the same.
    """

    def __init__(self, source: ImportSource) -> None:
        self.own: Mapping[str, str] = source.options.get("terms", {})

    @cached_property
    def words_by_key(self) -> dict[str, str]:
        """Every term as officers read it, with its list: “Needs: Autism”."""
        terms = Term.objects.filter(rule={}).select_related("vocabulary").order_by("vocabulary__order", "order", "pk")
        return {f"{term.vocabulary.slug}/{term.slug}": f"{term.vocabulary}: {term.label}" for term in terms}

    @cached_property
    def rows(self) -> list[tuple[str, str, str, dict[str, list[str] | str], str]]:
        terms = Term.objects.filter(rule={}).select_related("vocabulary").order_by("vocabulary__order", "order", "pk")
        return [
            (f"{term.vocabulary.slug}/{term.slug}", term.label, term.slug, term.external_codes, term.vocabulary.scope)
            for term in terms
        ]

    @cached_property
    def by_code(self) -> dict[tuple[str, str], list[str]]:
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for key, _label, _slug, codes, _scope in self.rows:
            for scheme, values in (codes or {}).items():
                for value in values if isinstance(values, list) else [values]:
                    found[scheme, str(value).casefold()].append(key)
        return found

    @cached_property
    def by_label(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for key, label, _slug, _codes, _scope in self.rows:
            found[label.casefold()].append(key)
        return found

    @cached_property
    def keys(self) -> set[str]:
        return {key for key, *_rest in self.rows}

    @cached_property
    def of_places(self) -> set[str]:
        """Terms about a place, not about a service."""
        return {key for key, _l, _s, _c, scope in self.rows if scope == Vocabulary.Scope.PLACE}

    def find(self, scheme: str, code: str, words: str = "", within: Iterable[str] = ()) -> list[str]:
        """Our terms as `vocabulary/term`; an empty list when we have none. `within` names vocabularies."""
        if self.own.get(code) in self.keys:
            return [self.own[code]]
        found = self.by_code.get((scheme, code.casefold()), [])
        if not found and code in self.keys:
            found = [code]
        if not found and (words or code):
            found = self.by_label.get((words or code).casefold(), [])
        allowed = tuple(within)
        return [key for key in found if not allowed or key.partition("/")[0] in allowed]

    def split(self, keys: Iterable[str]) -> tuple[list[str], list[str]]:
        """Terms about services, and terms about places."""
        every = sorted(set(keys))
        return [key for key in every if key not in self.of_places], [key for key in every if key in self.of_places]

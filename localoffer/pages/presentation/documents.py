"""Versions of documents, and all documents by topic and year."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.apps import apps
from django.utils.translation import gettext as _

# A chain of versions longer than this is a mistake; nothing may go round in circles.
MOST_VERSIONS = 50
Versions = dict[int, tuple[int | None, bool]]


@dataclass(frozen=True)
class Group:
    """Documents that stand under one heading."""

    heading: str
    documents: Sequence


def versions_context(document) -> dict:
    """The version that holds now and those before this one, as far as everybody may read them."""
    versions = _versions(document)
    return {"newest": _newest(document, versions), "older": _older(document, versions)}


def _newest(document, versions: Versions):
    """The published version that holds now, or None where it is this document itself."""
    newest, seen, following = None, {document.pk}, document.superseded_by_id
    while following in versions and following not in seen and len(seen) < MOST_VERSIONS:
        seen.add(following)
        newer, is_shown = versions[following]
        newest = following if is_shown else newest
        following = newer
    return type(document).objects.filter(pk=newest).first() if newest else None


def _older(document, versions: Versions) -> list:
    """Published versions before this one, the latest first."""
    if document.pk is None:
        return []
    older = defaultdict(set)
    for number, (newer, _is_shown) in versions.items():
        older[newer].add(number)
    shown = {number for number, (_newer, is_shown) in versions.items() if is_shown}
    found, wanted = set(), {document.pk}
    while wanted and len(found) < MOST_VERSIONS:
        wanted = set().union(*(older[number] for number in wanted)) - found - {document.pk}
        found |= wanted
    return sorted(type(document).objects.filter(pk__in=found & shown), key=_age, reverse=True) if found else []


def _versions(document) -> Versions:
    """Every document with its newer version and whether everybody may read it, however long the chain."""
    documents = type(document).objects
    shown = set(documents.live().public().values_list("pk", flat=True))
    return {number: (newer, number in shown) for number, newer in documents.values_list("pk", "superseded_by")}


def _age(document):
    return (document.dated, document.pk)


def all_documents() -> list[Group]:
    """Every published document that holds now, by year; then those that a newer version replaced."""
    model = apps.get_model("pages", "DocumentPage")
    rows = model.objects.live().public().select_related("owner_team", "file", "superseded_by").defer_streamfields()
    documents = sorted(rows, key=lambda page: (-page.dated.toordinal(), page.title))
    now = [page for page in documents if not page.is_superseded]
    groups = [Group(str(year), list(pages)) for year, pages in groupby(now, key=lambda page: page.dated.year)]
    old = [page for page in documents if page.is_superseded]
    return groups + ([Group(_("Older versions"), old)] if old else [])

"""Versions of documents, and all documents by topic and year."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.apps import apps
from django.utils.translation import gettext as _

# A chain of versions longer than this is a mistake; nothing may go round in circles.
MOST_VERSIONS = 50


@dataclass(frozen=True)
class Group:
    """Documents that stand under one heading."""

    heading: str
    documents: Sequence


def newest_version(document):
    """The published version that holds now, or None where it is this document itself."""
    newest, seen = None, {document.pk}
    following = document.superseded_by
    while following is not None and following.pk not in seen and len(seen) < MOST_VERSIONS:
        seen.add(following.pk)
        if following.live:
            newest = following
        following = following.superseded_by
    return newest


def older_versions(document) -> list:
    """Published versions before this one, the latest first."""
    if document.pk is None:
        return []
    model, found, wanted = type(document), [], {document.pk}
    while wanted and len(found) < MOST_VERSIONS:
        older = list(model.objects.filter(superseded_by__in=wanted).exclude(pk__in=[page.pk for page in found]))
        older = [page for page in older if page.pk != document.pk]
        found += older
        wanted = {page.pk for page in older}
    return sorted((page for page in found if page.live), key=lambda page: (page.dated, page.pk), reverse=True)


def all_documents() -> list[Group]:
    """Every published document that holds now, by year; then those that a newer version replaced."""
    model = apps.get_model("pages", "DocumentPage")
    rows = model.objects.live().public().select_related("owner_team", "file", "superseded_by").defer_streamfields()
    documents = sorted(rows, key=lambda page: (-page.dated.toordinal(), page.title))
    now = [page for page in documents if not page.is_superseded]
    groups = [Group(str(year), list(pages)) for year, pages in groupby(now, key=lambda page: page.dated.year)]
    old = [page for page in documents if page.is_superseded]
    return groups + ([Group(_("Older versions"), old)] if old else [])

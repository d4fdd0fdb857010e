"""Imports in the officers' Today list: those that somebody has to decide about."""

from typing import cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from localoffer.core.registries import QueueItem, QueueSource

from ...models import ImportRun


def _open_runs(request: HttpRequest):
    if not request.user.has_perm("directory.change_importsource"):
        return ImportRun.objects.none()
    return ImportRun.objects.filter(status=ImportRun.Status.CHECKED)


def _items(request: HttpRequest, limit: int) -> list[QueueItem]:
    return [
        QueueItem(
            what=run.source.name,
            why=_("%(rows)s rows wait for your decision") % {"rows": run.rows_read},
            since=run.created_at,
            url=reverse("directory_imports:run", args=[run.pk]),
            action=_("Look at it"),
        )
        for run in _open_runs(request).select_related("source").order_by("pk")[:limit]
    ]


IMPORTS_TO_DECIDE = QueueSource(
    name="directory-imports",
    label=cast(str, gettext_lazy("Imports to decide about")),
    count=lambda request: _open_runs(request).count(),
    items=_items,
)

"""Pages that would lose their owner, or what they are evidence for, if a team or a statutory item were deleted."""

from collections.abc import Iterable

from django.db.models import Model, QuerySet
from django.utils.translation import ngettext
from wagtail.models import Page, Revision

from localoffer.core.models import StatutoryItem, Team
from localoffer.core.registries import RecordUse

from .page_rows import offer_page_models


def pages_naming(field: str, records: Iterable[Model]) -> set[int]:
    """Ids of the pages, published or not, that name one of these records in a field, also only in their draft."""
    wanted = {record.pk for record in records}
    parts: list[QuerySet] = [
        model.objects.filter(**{f"{field}__in": wanted}).order_by().values_list("pk") for model in offer_page_models()
    ]
    return {pk for (pk,) in parts[0].union(*parts[1:])} | drafts_naming(field, wanted)


def drafts_naming(field: str, wanted: set[int]) -> set[int]:
    """Ids of the pages whose changes wait to be published and name one of these: one record, or a list of them."""
    latest = Page.objects.filter(has_unpublished_changes=True).values("latest_revision")
    drafts = Revision.objects.filter(pk__in=latest).values_list("object_id", f"content__{field}")
    return {int(pk) for pk, named in drafts if wanted.intersection(named if isinstance(named, list) else [named])}


def _pages(count: int) -> str:
    return ngettext("%(count)s page", "%(count)s pages", count) % {"count": count}


USES = (
    RecordUse("pages-team", Team, lambda team: len(pages_naming("owner_team", [team])), _pages),
    RecordUse(
        "pages-statutory-item",
        StatutoryItem,
        lambda item: len(pages_naming("statutory_items", item.with_parts())),
        _pages,
    ),
)

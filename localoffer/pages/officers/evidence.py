"""What the law asks a Local Offer to contain, and what is live for each item."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from localoffer.core.models import StatutoryItem
from localoffer.core.registries import Evidence, EvidenceSource, evidence_sources

from .page_rows import offer_page_models


@dataclass
class Covered:
    """An item of the law, how many live things there are for it by kind, and whether that is enough."""

    item: StatutoryItem
    counts: list[tuple[str, int]]
    parts: list["Covered"] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(number for _kind, number in self.counts)

    @property
    def is_covered(self) -> bool:
        """It has evidence of its own, or every one of its parts has."""
        return self.total > 0 or (bool(self.parts) and all(part.is_covered for part in self.parts))


def coverage() -> list[Covered]:
    """Every item in the order of the law, each with its evidence. Two queries and one for each kind of evidence."""
    found = [(str(source.label), source.counts()) for source in evidence_sources]
    rows = {
        item.pk: Covered(item, [(label, counts.get(item.slug, 0)) for label, counts in found])
        for item in StatutoryItem.objects.all()
    }
    children = defaultdict(list)
    for row in rows.values():
        children[row.item.parent_id].append(row)
    for row in rows.values():
        row.parts = children[row.item.pk]
    return list(rows.values())


def page_counts() -> dict[str, int]:
    """Slug of a statutory item to the number of live pages, in one query over all types of page."""
    parts = [
        model.objects.live().filter(statutory_items__isnull=False).order_by().values_list("statutory_items__slug", "pk")
        for model in offer_page_models()
    ]
    return dict(Counter(slug for slug, _pk in parts[0].union(*parts[1:])))


def page_things(slug: str, most: int) -> list[Evidence]:
    """Live pages that are evidence for this item."""
    pages = [
        page
        for model in offer_page_models()
        for page in model.objects.live().filter(statutory_items__slug=slug).order_by("title").distinct()[:most]
    ]
    return [
        Evidence(page.title, page.get_url() or "", reverse("wagtailadmin_pages:edit", args=[page.pk]))
        for page in sorted(pages, key=lambda page: page.title)[:most]
    ]


PAGES = EvidenceSource(name="pages", label=_("Pages"), counts=page_counts, things=page_things)

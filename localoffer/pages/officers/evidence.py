"""What the law asks a Local Offer to contain, and what is live for each item."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from localoffer.core.models import StatutoryItem
from localoffer.core.registries import Evidence, EvidenceSource, evidence_sources

from .page_rows import types_with_live_pages


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
        """It has evidence of its own, or every part has; parts that are only advised hold up nothing that must be."""
        parts = [part for part in self.parts if self.item.is_advice or not part.item.is_advice]
        return self.total > 0 or (bool(parts) and all(part.is_covered for part in parts))


@dataclass(frozen=True)
class Count:
    """How many of some items have evidence."""

    covered: int
    total: int

    @property
    def is_complete(self) -> bool:
        return self.covered == self.total


@dataclass(frozen=True)
class Source:
    """The items that one law or one piece of guidance asks for; the name is empty where nobody said which."""

    name: str
    rows: list[Covered]

    @property
    def must(self) -> Count:
        return must_count(self.rows)

    @property
    def should(self) -> Count:
        return should_count(self.rows)


def must_count(rows: Iterable[Covered]) -> Count:
    """Of what the law says must be there."""
    return _count(row for row in rows if not row.item.is_advice)


def should_count(rows: Iterable[Covered]) -> Count:
    """Of what is only advised."""
    return _count(row for row in rows if row.item.is_advice)


def _count(rows: Iterable[Covered]) -> Count:
    states = [row.is_covered for row in rows]
    return Count(sum(states), len(states))


def by_source(rows: Iterable[Covered]) -> list[Source]:
    """The items by who asks for them, in the order of their first item; those of which nobody said it come last."""
    groups = defaultdict(list)
    for row in rows:
        groups[row.item.source].append(row)
    return sorted((Source(*group) for group in groups.items()), key=lambda source: not source.name)


def coverage() -> list[Covered]:
    """Every item in the order of the law, each with its evidence. A few queries, whatever the number of items."""
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
    """Slug of a statutory item to the number of live pages, in one query over the types of page that there are."""
    parts = [
        model.objects.live().filter(statutory_items__isnull=False).order_by().values_list("statutory_items__slug", "pk")
        for model in types_with_live_pages()
    ]
    return dict(Counter(slug for slug, _pk in parts[0].union(*parts[1:])))


def page_things(slug: str, most: int) -> list[Evidence]:
    """Live pages that are evidence for this item."""
    pages = [
        page
        for model in types_with_live_pages()
        for page in model.objects.live().filter(statutory_items__slug=slug).order_by("title").distinct()[:most]
    ]
    return [
        Evidence(page.title, page.get_url() or "", reverse("wagtailadmin_pages:edit", args=[page.pk]))
        for page in sorted(pages, key=lambda page: page.title)[:most]
    ]


PAGES = EvidenceSource(name="pages", label=_("Pages"), counts=page_counts, things=page_things)

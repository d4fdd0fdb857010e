"""Records of the demonstration that are no pages: the register of known issues, the links at the foot."""

from collections.abc import Callable, Mapping

from django.db.models import Max
from wagtail.models import Page, Site

from directory.demonstration.memory import Memory
from localoffer.core.models import CouncilSettings, FooterItem

from ..models import KnownIssue
from .reading import table

ISSUE, FOOT = "known-issue/", "footer/"


def load_known_issues(memory: Memory) -> int:
    """Each issue once, so that one that an officer took out stays out; how many are new."""
    new = 0
    for row in table("accessibility")["issue"]:
        key = ISSUE + row["what"][:60]
        if memory.knows(key):
            continue
        issue = KnownIssue(
            what=row["what"],
            guideline=row.get("guideline", ""),
            reason=row["reason"],
            found_on=row["since"],
            fix_by=row.get("fix_by"),
            why_not=row.get("why_not", ""),
            instead=row.get("instead", ""),
        )
        issue.full_clean()
        issue.save()
        memory.add(key, issue)
        new += 1
    return new


def load_footer(memory: Memory, page_at: Callable[[str], Page | None]) -> int:
    """A link for each page that is there; how many are new."""
    council = CouncilSettings.for_site(Site.objects.get(is_default_site=True))
    last = council.footer_items.aggregate(last=Max("sort_order"))["last"]
    rows = [(order, row) for order, row in enumerate(table("footer")["link"], start=(last or 0) + 1)]
    return sum(_add_link(memory, council, order, row, page_at(row["page"])) for order, row in rows)


def _add_link(memory: Memory, council: CouncilSettings, order: int, row: Mapping[str, str], page: Page | None) -> bool:
    key = FOOT + row["page"]
    if page is None or memory.knows(key):
        return False
    memory.add(key, FooterItem.objects.create(council=council, label=row["label"], page_id=page.pk, sort_order=order))
    return True


def forget_records() -> int:
    """Take away what is left of them."""
    memory = Memory()
    removed = 0
    for model, prefix in ((KnownIssue, ISSUE), (FooterItem, FOOT)):
        records = memory.source.records.filter(external_id__startswith=prefix)
        found = model.objects.filter(pk__in=list(records.values_list("object_id", flat=True)))
        removed += found.count()
        for row in found:
            row.delete()
        records.delete()
    return removed

"""The officers' Today list: one queue of everything that waits, whatever app it comes from."""

from dataclasses import dataclass

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from .registries import QueueItem, queue_sources

ROWS = 5


@dataclass(frozen=True)
class QueuePart:
    """What one source has waiting: how many, the oldest rows, and where all of them are."""

    label: str
    url: str
    count: int
    items: tuple[QueueItem, ...]


def queue_parts(request: HttpRequest) -> list[QueuePart]:
    """Every registered source with its oldest rows. Sources show a person only what concerns them."""
    parts = []
    for source in queue_sources:
        count = source.count(request)
        items = tuple(source.items(request, ROWS)) if count else ()
        parts.append(QueuePart(str(source.label), source.url(), count, items))
    return parts


class TodayPanel(Component):
    """The first panel of the CMS home page."""

    name = "today"
    template_name = "core/cms/today.html"
    order = 100

    def get_context_data(self, parent_context):
        parts = queue_parts(parent_context["request"])
        return {"parts": parts, "waiting": [part for part in parts if part.count]}


def replace_panels(request, panels):
    """One place to look for work: our queue instead of Wagtail's panels, which know only their own kinds."""
    panels[:] = [TodayPanel()]

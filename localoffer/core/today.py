"""The officers' home: one queue of everything that waits, whatever app it comes from, then figures and short cuts."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import urlencode
from wagtail.admin.ui.components import Component

from .registries import QueueItem, QueueSource, queue_sources, quick_actions, tiles

ROWS_AT_HOME = 10


@dataclass(frozen=True)
class Row:
    """One thing that waits, with its kind and how many days it has waited."""

    item: QueueItem
    kind: str
    days: int
    somebody_waits: bool = False


@dataclass(frozen=True)
class Kind:
    """How much waits of one kind, and where all of it stands."""

    label: str
    number: int
    url: str
    is_shown: bool


def list_of(source: QueueSource) -> str:
    """The address of all rows of a source."""
    return source.url() if source.url else f"{reverse('core_cms:today')}?{urlencode({'kind': source.name})}"


class Queue:
    """What waits for one person, all kinds in one queue: first where somebody waits for an answer, then what is due.

    In each of the two groups the oldest stands first. Each source belongs to one group and gives its own oldest rows,
    so the first of all are among them whatever their number. With the name of a source it is the queue of that alone.
    """

    def __init__(self, request: HttpRequest, name: str = "") -> None:
        self.request = request
        self.only = queue_sources.get(name)

    @cached_property
    def counts(self) -> list[tuple[QueueSource, int]]:
        """Every source that has something for this person, and how much."""
        counted = [(source, source.count(self.request)) for source in queue_sources]
        return [(source, number) for source, number in counted if number]

    @property
    def kinds(self) -> list[Kind]:
        """What waits of each source, whether it is shown or not."""
        return [Kind(str(source.label), number, list_of(source), source == self.only) for source, number in self.counts]

    @property
    def shown(self) -> list[tuple[QueueSource, int]]:
        """The sources whose rows are shown, and how many each has."""
        return [(source, number) for source, number in self.counts if self.only in (None, source)]

    @property
    def total(self) -> int:
        """How many rows there are."""
        return sum(number for _source, number in self.shown)

    def rows(self, limit: int) -> list[Row]:
        """The first rows."""
        today = timezone.localdate()
        rows = [
            Row(item, str(source.label), max((today - _day(item.since)).days, 0), source.somebody_waits)
            for source, _number in self.shown
            for item in islice(source.items(self.request, limit), limit)
        ]
        return sorted(rows, key=_place)[:limit]

    @property
    def next_due(self) -> date | None:
        """The next day on which something will wait, as far as the sources know."""
        return min(filter(None, (source.next_due(self.request) for source in queue_sources)), default=None)


def _place(row: Row) -> tuple[bool, date, str]:
    """Where a row stands: people before dates, then the oldest first."""
    return not row.somebody_waits, _day(row.item.since), row.item.what


def _day(since: datetime | date) -> date:
    """A day of our own calendar; a naive time is taken for local time."""
    if not isinstance(since, datetime):
        return since
    return timezone.localtime(since).date() if timezone.is_aware(since) else since.date()


class TodayPanel(Component):
    """The first panel of the CMS home page."""

    name = "today"
    template_name = "core/cms/today.html"
    order = 100

    def get_context_data(self, parent_context):
        queue = Queue(parent_context["request"])
        rows = queue.rows(ROWS_AT_HOME)
        return {
            "queue": queue,
            "rows": rows,
            "more": queue.total - len(rows),
            "next_due": None if rows else queue.next_due,
            "queue_url": reverse("core_cms:today"),
        }


class TilesPanel(Component):
    """Figures, each a link to its rows."""

    name = "tiles"
    template_name = "core/cms/tiles.html"
    order = 120

    def get_context_data(self, parent_context):
        request = parent_context["request"]
        return {"tiles": [(tile.label, figure) for tile in tiles if (figure := tile.figure(request))]}


class QuickActionsPanel(Component):
    """What this person may start."""

    name = "quick_actions"
    template_name = "core/cms/quick_actions.html"
    order = 130

    def get_context_data(self, parent_context):
        request = parent_context["request"]
        return {"links": [link for entry in quick_actions for link in entry.links(request)]}


def replace_panels(request, panels):
    """One place to look for work: our queue instead of Wagtail's panels, which know only their own kinds."""
    panels[:] = [TodayPanel(), TilesPanel(), QuickActionsPanel()]

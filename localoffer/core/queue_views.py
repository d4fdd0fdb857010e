"""The whole Today queue, page by page."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from .today import Queue, Row

PAGE_SIZE = 50
MOST_PAGES = 40


class QueueRows:
    """The rows of a queue as a Paginator wants them: read only as far as somebody looks."""

    def __init__(self, queue: Queue) -> None:
        self.queue = queue

    def __len__(self) -> int:
        return min(self.queue.total, PAGE_SIZE * MOST_PAGES)

    def __getitem__(self, part: slice) -> list[Row]:
        return self.queue.rows(part.stop)[part]


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """Everything that waits, or what waits of one kind, page by page. Each source shows only what concerns somebody."""
    queue = Queue(request, request.GET.get("kind", ""))
    # A length and slices are all that a Paginator asks for.
    pages: Paginator[Row] = Paginator(QueueRows(queue), PAGE_SIZE)  # type: ignore[arg-type]
    page = pages.get_page(request.GET.get("page"))
    rest = urlencode({"kind": queue.only.name} if queue.only else {})
    context = {"queue": queue, "page": page, "rows": page.object_list, "rest": rest}
    return render(request, "core/cms/queue.html", context)

"""Pages of the tree, served from memory while nothing changes."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from wagtail.models import Page

from localoffer.core.whole_pages import whole_page

Serve = Callable[[Page, HttpRequest, list, dict], HttpResponse]


def from_memory(serve_page: Serve) -> Serve:
    """The innermost link of Wagtail's chain: the way through the tree and who may see the page come before it."""

    @whole_page
    def kept(request: HttpRequest, page: Page, args: list, kwargs: dict) -> HttpResponse:
        return serve_page(page, request, args, kwargs)

    return lambda page, request, args, kwargs: kept(request, page, args, kwargs)

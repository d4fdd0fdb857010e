"""Pages that are not found by Wagtail's own way through the tree."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Site

from localoffer.core.whole_pages import whole_page

from .models import HomePage
from .presentation.home import home_context


@require_safe
@whole_page
def home(request: HttpRequest) -> HttpResponse:
    """Start any of the top tasks in one press. Until a home page is published, it has no words of its own."""
    page = _root(request)
    if isinstance(page, HomePage) and page.live:
        response = page.serve(request)
    else:
        response = render(request, HomePage.template, home_context(page, timezone.now()) | {"page": None})
    patch_cache_control(response, private=True)
    return response


def _root(request: HttpRequest):
    return Site.find_for_request(request).root_page.localized.specific

"""The home page, until the pages of the CMS take over."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from directory.presentation.topics import ages, examples, popular, topics


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Start any of the top tasks in one press."""
    context = {
        "topics": topics.get(),
        "ages": ages.get(),
        "popular": popular.get(),
        "examples": popular.get() or examples.get(),
    }
    response = render(request, "pages/home.html", context)
    patch_cache_control(response, private=True)
    return response

"""Pages that are not found by Wagtail's own way through the tree."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site
from wagtail.views import serve

from localoffer.core import views as core_views
from localoffer.core.frame_cache import frame_cache
from localoffer.core.whole_pages import whole_page

from .models import AccessibilityPage, ContactPage, HomePage
from .presentation.home import home_context

RESTRICTED = "pages.home_is_restricted"


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Start any of the top tasks in one press; on a site that is not for everybody yet, only for those let in."""
    return serve(request, "") if _is_restricted(request) else _public_home(request)


@whole_page
def _public_home(request: HttpRequest) -> HttpResponse:
    """Until a home page is published, it has no words of its own."""
    page = _root(request)
    if isinstance(page, HomePage) and page.live:
        response = page.serve(request)
    else:
        response = render(request, HomePage.template, home_context(page, timezone.now()) | {"page": None})
    patch_cache_control(response, private=True)
    return response


@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    """The council's own contact page; the one that every site has where there is none yet."""
    return _own_page(request, ContactPage) or core_views.contact(request)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The council's own accessibility statement; the software's where there is none yet."""
    return _own_page(request, AccessibilityPage) or core_views.accessibility(request)


def _own_page(request: HttpRequest, model: type[Page]) -> HttpResponse | None:
    """The published page of this type below the home page, answered as Wagtail would."""
    page = model.objects.child_of(_root(request)).live().public().first()
    return page.serve(request) if page else None


def _is_restricted(request: HttpRequest) -> bool:
    """Whether the home page has a password or asks for an account, as this process remembers with the frame."""
    kept = frame_cache.get(request).kept
    if RESTRICTED not in kept:
        root = _root(request)
        kept[RESTRICTED] = root.live and root.get_view_restrictions().exists()
    return kept[RESTRICTED]


def _root(request: HttpRequest):
    return Site.find_for_request(request).root_page.localized.specific

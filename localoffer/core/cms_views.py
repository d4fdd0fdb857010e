"""Small views of the CMS that belong to no single app."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from wagtail.models import Page

from .checks_panel import panel_context
from .models import OfferPage


@require_safe
def publish_checks(request: HttpRequest, page_id: int) -> HttpResponse:
    """The findings of a page's latest draft: a piece for the editor, a page without script."""
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    draft = page.get_latest_revision_as_object()
    if not isinstance(draft, OfferPage):
        raise Http404
    template = "core/cms/checks_panel.html" if request.headers.get("X-Requested-With") else "core/cms/checks.html"
    return render(request, template, panel_context(draft) | {"page": draft})


@require_safe
def signed_in(request: HttpRequest) -> JsonResponse:
    """For an open editor: somebody is signed in, and with this token its form is taken.

    Signing in changes the token. An editor that stood open meanwhile would be refused with the old one.
    """
    return JsonResponse({"csrf_token": get_token(request)})

"""The short address of a campaign, as posters have it, and its QR code as a file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from localoffer.core import qr_code

from .models import CampaignPage

ONE_DAY = 24 * 60 * 60
CODES = {"svg": ("image/svg+xml", qr_code.document), "png": ("image/png", qr_code.picture)}


@require_safe
def campaign_short(request: HttpRequest, short: str) -> HttpResponse:
    """On to the page, in any spelling. Nobody is counted, and tomorrow it may lead elsewhere."""
    response = redirect(_campaign(short).get_url(request) or "/")
    patch_cache_control(response, private=True, no_cache=True)
    return response


@require_safe
def campaign_code(request: HttpRequest, short: str, file_format: str) -> HttpResponse:
    """The QR code of the short address, to put on paper."""
    if file_format not in CODES:
        raise Http404
    page = _campaign(short)
    content_type, draw = CODES[file_format]
    response = HttpResponse(draw(page.short_url), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="qr-{page.short}.{file_format}"'
    patch_cache_control(response, public=True, max_age=ONE_DAY)
    return response


def _campaign(short: str) -> CampaignPage:
    page = CampaignPage.objects.live().public().filter(short=short.lower()).first()
    if page is None:
        raise Http404
    return page

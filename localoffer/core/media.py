"""Pictures that pages show. Documents go through Wagtail's own view, which knows who may read them."""

import re
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.static import serve

# Wagtail writes the sizes that pages ask for into one flat folder; originals lie elsewhere, with their
# place and time of taking still in them, and are not served.
RENDITION = re.compile(r"[^/\\]+\.(?:jpe?g|png|webp|avif|gif)", re.IGNORECASE)
ONE_DAY = 24 * 60 * 60


@require_safe
@cache_control(public=True, max_age=ONE_DAY)
def picture(request: HttpRequest, name: str) -> HttpResponseBase:
    """One picture in one size; other sites may show it too."""
    if not RENDITION.fullmatch(name):
        raise Http404
    response = serve(request, name, document_root=str(Path(settings.MEDIA_ROOT) / "images"))
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response

"""Pages for what goes wrong, in the frame of the site, in every theme, with a way on.

The pages for our own faults (500, 503) must come up without a database: their frame is what this process
remembers, else the names and the phone number of the settings.
"""

import logging
import sys
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.csrf import requires_csrf_token

from .context import Frame
from .frame_cache import Snapshot, frame_cache
from .models import CouncilSettings
from .origin import is_same_origin
from .outages import TEMPORARY

logger = logging.getLogger("localoffer.errors")
security = logging.getLogger("localoffer.security")
LONGEST_KEPT = 4000
NEVER_KEPT = ("csrfmiddlewaretoken", "next")


class OfflineFrame(Frame):
    """The frame as far as it can be drawn without asking the database."""

    offline = True
    has_messages = False

    @cached_property
    def snapshot(self) -> Snapshot:
        known = frame_cache.last_known(self.request)
        return known or Snapshot(council=CouncilSettings(phone=settings.FALLBACK_PHONE))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the browser sent something that no page of ours sends."""
    return _page(request, "400.html", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the page is for others, or the form came from elsewhere."""
    return _page(request, "403.html", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: search box, topics, and a way to tell us."""
    return _page(request, "404.html", 404)


def only_by_its_form(request: HttpRequest, allowed: str) -> HttpResponse:
    """405: a form leads here, with what somebody chose or typed; opened by itself there is nothing to show."""
    response = _page(request, "405.html", 405)
    response["Allow"] = allowed
    return response


def gone(request: HttpRequest, template: str = "410.html", context: dict | None = None) -> HttpResponse:
    """410: it was here and has closed. Views give their own template to show alternatives."""
    return _page(request, template, 410, context)


def too_many(request: HttpRequest, minutes: int = 5) -> HttpResponse:
    """429: too many tries from one place, with the time to wait in words and in the header."""
    response = _page(request, "429.html", 429, {"minutes": minutes})
    response["Retry-After"] = str(minutes * 60)
    return response


def too_many_for_an_account(request: HttpRequest) -> HttpResponse:
    """429 for the pages of accounts: allauth does not say how long its limit lasts, and the longest lasts an hour."""
    return too_many(request, minutes=60)


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault, said plainly; 503 instead where the database was only too slow or away."""
    if isinstance(sys.exc_info()[1], TEMPORARY):
        return unavailable(request)
    return _offline_page(request, "500.html", 500)


def unavailable(request: HttpRequest, seconds: int = 30) -> HttpResponse:
    """503: we are busy or being mended; the browser may try again after some seconds."""
    response = _offline_page(request, "503.html", 503)
    response["Retry-After"] = str(seconds)
    return response


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose token is too old: shows what was typed, so that nobody has to think it up again."""
    security.warning("Refused a form: %s", reason, extra={"event": "permission_denied"})
    kept = _typed_texts(request) if is_same_origin(request) else []
    return _page(request, "403_form_expired.html", 403, {"kept": kept})


def _page(request: HttpRequest, template: str, status: int, context: dict | None = None) -> HttpResponse:
    # No other language has a page here either. Requests carry what our frame reads (Frame.languages).
    request.translations = {}  # type: ignore[attr-defined]
    return render(request, template, context, status=status)


def _typed_texts(request: HttpRequest) -> list[str]:
    """Longer texts of the form; passwords and short answers are quickly typed again and stay unseen."""
    return [
        str(value)[:LONGEST_KEPT]
        for name, value in request.POST.items()
        if name not in NEVER_KEPT and "password" not in name and len(value) >= 20
    ]


def _offline_page(request: HttpRequest, template: str, status: int) -> HttpResponse:
    try:
        page: str = render_to_string(template, {"frame": OfflineFrame(request), "request": request})
    except Exception:
        # A fault in the frame itself must still end in words and a number.
        logger.exception("The page for error %s could not be drawn.", status)
        page = " ".join(
            [_("Sorry, there is a problem with this page. Please try again later."), settings.FALLBACK_PHONE]
        )
    return HttpResponse(page, status=status, headers={"Cache-Control": "no-store"})

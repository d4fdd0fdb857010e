"""Proof that a form was sent from our own pages, for public forms that must not need a cookie.

Django's CSRF token needs a cookie or a session, and public pages set none. Browsers say themselves where
a POST comes from: `Sec-Fetch-Site` (all current ones), else `Origin`, else `Referer`.
"""

import logging
from functools import wraps
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.views.decorators.csrf import csrf_exempt

logger = logging.getLogger("localoffer.security")
CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})


def is_same_origin(request: HttpRequest) -> bool:
    """Whether the browser says that this request came from a page of this very site.

    `none` (typed address, bookmark) does not count: nobody types a POST. A request that says nothing at
    all is refused; no browser since 2011 sends a POST without one of the three.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site == "same-origin"
    claimed = request.headers.get("Origin") or request.headers.get("Referer") or ""
    try:
        parts = urlsplit(claimed)
    except ValueError:
        return False
    # get_host() has been checked against ALLOWED_HOSTS, and knows the port.
    return (parts.scheme, parts.netloc.lower()) == (request.scheme, request.get_host().lower())


def same_origin_post(view):
    """Refuse a change that another site sent, without needing a cookie or token; use instead of CSRF.

    Only for public forms whose effect is confined to the visitor's own browser or to a moderated queue.
    """

    @wraps(view)
    def checked(request, *args, **kwargs):
        # Django's own test client asks to be let through, here as in CsrfViewMiddleware.
        checking = not getattr(request, "_dont_enforce_csrf_checks", False)
        if checking and request.method in CHANGING and not is_same_origin(request):
            logger.warning("Refused a form from elsewhere: %s", request.path, extra={"event": "permission_denied"})
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return csrf_exempt(checked)

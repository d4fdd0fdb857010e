"""Links inside the site, answered in this very process: no network, the same words that a visitor would get."""

import io
import sys
from functools import cache
from urllib.parse import unquote_to_bytes, urlsplit

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.utils import translation
from wagtail.models import Site

from .outcomes import Outcome, Verdict, of_status

AGENT = "LocalOffer/1.0 (link checker bot)"
MOST_REDIRECTS = 5
LOST = ("page:", "document:")
NO_RECORD = "no-record"


def own_hosts() -> frozenset[str]:
    """Names under which this site is known."""
    sites = Site.objects.values_list("hostname", flat=True)
    return frozenset({(urlsplit(settings.BASE_URL).hostname or "").lower(), *map(str.lower, sites)})


def own_path(url: str, hosts: frozenset[str]) -> str | None:
    """Path and query of an address on this site, or None for one elsewhere."""
    if url.startswith("/") and not url.startswith("//"):
        return url.partition("#")[0]
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or (parts.hostname or "").lower() not in hosts:
        return None
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def own_starts(hosts: frozenset[str]) -> tuple[str, ...]:
    """How whole addresses on this site begin, as far as the port or the path."""
    return tuple(f"{scheme}://{host}{mark}" for host in sorted(hosts) for scheme in ("http", "https") for mark in ":/")


def look(url: str, hosts: frozenset[str]) -> Outcome | None:
    """Whether an address on this site answers; None for an address elsewhere."""
    if url.startswith(LOST):
        return Outcome(Verdict.GONE, problem=NO_RECORD)
    path = own_path(url, hosts)
    for _redirect in range(MOST_REDIRECTS):
        if path is None:
            return None
        status, location = _answer(path)
        if not 300 <= status < 400 or not location:
            return of_status(status)
        path = own_path(location, hosts)
        if path is None:  # it leads elsewhere, and our part of the way works
            return Outcome(Verdict.GOOD, status)
    return Outcome(Verdict.FAILED, problem="redirects")


def _answer(path: str) -> tuple[int, str]:
    with translation.override(settings.LANGUAGE_CODE):
        response = _handler().get_response(_request(path))
    # Not response.close(): that would say that the request which asks us is over.
    if opened := getattr(response, "file_to_stream", None):
        opened.close()
    return response.status_code, response.headers.get("Location", "")


@cache
def _handler() -> BaseHandler:
    handler = BaseHandler()
    handler.load_middleware()
    return handler


def _request(path: str) -> WSGIRequest:
    """What a visitor without cookies would send."""
    base = urlsplit(settings.BASE_URL)
    bare, _mark, query = path.partition("?")
    return WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": unquote_to_bytes(bare).decode("latin-1"),
            "QUERY_STRING": query,
            "SERVER_NAME": base.hostname or "localhost",
            "SERVER_PORT": str(base.port or (443 if base.scheme == "https" else 80)),
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": base.netloc,
            "HTTP_USER_AGENT": AGENT,
            "HTTP_X_FORWARDED_PROTO": base.scheme,
            "wsgi.url_scheme": base.scheme,
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": sys.stderr,
        }
    )

import logging
import re
import time
from secrets import token_hex

from django.conf import settings

from ..logs import current_request

access = logging.getLogger("localoffer.access")
SAFE_ID = re.compile(r"[0-9A-Za-z-]{8,64}")


def request_identity(get_response):
    """Give each request an id, and write one line of access log without its query string."""

    def middleware(request):
        request.id = _id_from_our_proxy(request) or token_hex(8)
        token = current_request.set(request)
        started = time.monotonic()
        try:
            response = get_response(request)
            response["X-Request-ID"] = request.id
            access.info(
                "%s %s",
                request.method,
                request.path,
                extra={
                    "event": "request",
                    "status": response.status_code,
                    "ms": round((time.monotonic() - started) * 1000),
                },
            )
        finally:
            current_request.reset(token)
        return response

    return middleware


def _id_from_our_proxy(request):
    claimed = request.headers.get("X-Request-ID", "")
    return claimed if settings.TRUSTED_PROXY_COUNT and SAFE_ID.fullmatch(claimed) else None

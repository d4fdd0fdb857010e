"""The pages for when something went wrong. They ask the database nothing, since it may be what failed."""

import logging
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token
from django.views.defaults import permission_denied
from psycopg_pool import PoolTimeout

logger = logging.getLogger("localoffer.security")
RETRY_SECONDS = "30"
TEMPORARY = (OperationalError, InterfaceError, PoolTimeout)


@requires_csrf_token
def server_error(request):
    """503 "please try again" if the database was too slow or away, else 500."""
    error = sys.exc_info()[1]
    if isinstance(error, TEMPORARY):
        response = HttpResponse(render_to_string("503.html"), status=503)
        response["Retry-After"] = RETRY_SECONDS
    else:
        response = HttpResponse(render_to_string("500.html"), status=500)
    response["Cache-Control"] = "no-store"
    return response


def csrf_failure(request, reason=""):
    """The ordinary 403 page: Django's own names the cause and shows no frame."""
    logger.warning("Refused a form: %s", reason, extra={"event": "permission_denied"})
    return permission_denied(request, None)

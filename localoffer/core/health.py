"""For the load balancer and the monitoring: is this process alive, and can it serve?

Neither answer names a version, a setting or a cause; the cause is in the log.
"""

import logging
from datetime import timedelta
from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .models import OutgoingMail

logger = logging.getLogger(__name__)
OLDEST_MAIL = timedelta(minutes=10)


@require_safe
@never_cache
def healthz(request):
    """The process answers; it asks nobody else."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def readyz(request):
    """The database answers, its migrations are applied and mail is going out; else 503."""
    problem = readiness_problem()
    if problem:
        logger.warning("Not ready: %s", problem, extra={"event": "not_ready"})
        return HttpResponse("not ready\n", content_type="text/plain", status=503)
    return HttpResponse("ready\n", content_type="text/plain")


def readiness_problem() -> str | None:
    """What keeps the portal from serving properly, in words for the log; None if nothing does."""
    try:
        if _latest_migrations() - MigrationRecorder(connection).applied_migrations().keys():
            return "migrations are missing"
        if OutgoingMail.objects.overdue(OLDEST_MAIL).exists():
            return f"mail has been waiting for more than {OLDEST_MAIL}"
    except DatabaseError:
        logger.exception("The database does not answer.")
        return "the database does not answer"
    return None


@cache
def _latest_migrations() -> frozenset[tuple[str, str]]:
    """The last migration of every app in this process's code, which does not change while it runs."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())

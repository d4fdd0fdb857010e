"""Personal data is kept for a purpose and for a time, and then erased.

A model that holds personal data says so with `PURPOSE` (words for the privacy notice), with `PERSONAL` (the
fields that may name somebody) and with a queryset method `expired(now)` that finds the rows whose time is over.
Those rows are deleted; where only some fields of a row are personal, the queryset has a method `erase()` that
empties them and returns how many rows it changed. A method `erasable()` says which rows may be erased when
somebody asks for it before that time; without it, all may.
"""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from .shared_cache import forget_expired

logger = logging.getLogger("localoffer.privacy")
TASKS_KEPT = timedelta(days=30)


def personal_models() -> Iterator[Any]:
    """Every model that holds personal data."""
    return (model for model in apps.get_models() if hasattr(model, "PURPOSE"))


def erase(rows: Any) -> int:
    """Erase these rows, or what is personal in them; how many."""
    return rows.erase() if hasattr(rows, "erase") else rows.delete()[0]


@transaction.atomic
def purge_expired(*, now: datetime | None = None) -> dict[str, int]:
    """Erase what is past its time, and count it by kind. Doing it twice changes nothing."""
    now = now or timezone.now()
    erased = {}
    for model in personal_models():
        erased[str(model._meta.verbose_name_plural)] = erase(model._default_manager.expired(now))
    # Arguments of a background task may name a person.
    erased["results of background tasks"] = (
        DBTaskResult.objects.finished().filter(finished_at__lt=now - TASKS_KEPT).delete()[0]
    )
    erased["entries of the shared cache"] = forget_expired(now)
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    for kind, count in erased.items():
        if count:
            logger.info("Erased %s that were past their time.", kind, extra={"event": "erase", "count": count})
    return erased

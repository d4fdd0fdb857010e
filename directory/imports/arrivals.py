"""New listings that arrived as drafts, published together once an officer has looked at them."""

import logging

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from .. import search
from ..models import ImportSource
from .fields import Row
from .records import Kind
from .world import MODELS, content_type
from .writing import touched_services

logger = logging.getLogger("localoffer.imports")


def arrivals(source: ImportSource, kind: Kind) -> QuerySet[Row]:
    """Drafts of a source that nobody has edited or published yet, and that have a team to look after them.

    Those that are no longer at the source wait for a decision of their own.
    """
    vanished = source.records.filter(content_type=content_type(kind), vanished_at__isnull=False)
    drafts = MODELS[kind]._default_manager.filter(
        source=source,
        live=False,
        first_published_at=None,
        latest_revision=None,
        owner__isnull=False,
    )
    return drafts.exclude(pk__in=vanished.values("object_id"))


@transaction.atomic
def publish_arrivals(*, source: ImportSource, user: User) -> int:
    """Publish what has arrived as drafts, places and providers with it; returns how many services."""
    now = timezone.now()
    published: dict[Kind, int] = {}
    for kind in (Kind.LOCATION, Kind.PROVIDER, Kind.SERVICE):
        waiting = arrivals(source, kind)
        if kind is Kind.SERVICE:  # families must see who runs a service
            waiting = waiting.filter(provider__live=True)
        pks = list(waiting.values_list("pk", flat=True))
        for start in range(0, len(pks), 500):
            batch = pks[start : start + 500]
            MODELS[kind]._default_manager.filter(pk__in=batch).update(
                live=True, has_unpublished_changes=False, first_published_at=now, last_published_at=now, updated_at=now
            )
            if touched := touched_services(kind, batch):
                search.touch(touched)
        published[kind] = len(pks)
    logger.info("published arrivals of source %s: %s by user %s", source.pk, published, user.pk)
    return published[Kind.SERVICE]

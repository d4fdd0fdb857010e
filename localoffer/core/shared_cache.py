"""The cache that all processes of a site share, where it is kept in the database."""

from datetime import datetime

from django.conf import settings
from django.core.cache import DEFAULT_CACHE_ALIAS, caches
from django.core.cache.backends.db import DatabaseCache
from django.core.management import call_command
from django.db import connection


def make_cache_table(using, verbosity=0, **kwargs):
    """Make the table of a database cache after each `migrate`; nothing happens with any other cache."""
    call_command("createcachetable", database=using, verbosity=0)


def forget_expired(now: datetime) -> int:
    """Delete what is past its time from a database cache, which keeps it until somebody asks for it or it is full.

    The keys of limits hold network addresses. Other caches forget by themselves.
    """
    if not isinstance(caches[DEFAULT_CACHE_ALIAS], DatabaseCache):
        return 0
    table = connection.ops.quote_name(settings.CACHES[DEFAULT_CACHE_ALIAS]["LOCATION"])
    with connection.cursor() as cursor:
        before = connection.ops.adapt_datetimefield_value(now)
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [before])  # noqa: S608 - the name is a setting
        return cursor.rowcount

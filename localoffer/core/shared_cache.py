"""The cache that all processes of a site share, where it is kept in the database."""

from django.core.management import call_command


def make_cache_table(using, verbosity=0, **kwargs):
    """Make the table of a database cache after each `migrate`; nothing happens with any other cache."""
    call_command("createcachetable", database=using, verbosity=0)

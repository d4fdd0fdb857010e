"""Where the suite runs with both databases: which tests the second run can leave to the first.

SQLite, the faster one, takes every test. PostgreSQL takes again what a database could answer in its own way: search,
filters, imports, querysets, constraints, locks, commands, whole requests, everything in the browser. It leaves out what
touches no database, and how pages and the editor read. `make test EVERYTHING=1` runs all tests with both.
"""

from pathlib import PurePosixPath

from django.test import TransactionTestCase

ONCE = (
    "tests/pages",
    "tests/languages",
    "tests/structure",
    "tests/directory/cms",
    "tests/directory/imports/test_cms.py",
    "tests/directory/test_demonstration.py",
    "tests/directory/test_privacy_outputs.py",
    "tests/directory/test_seeds.py",
)
"""About words, layout and rights, which come from the same rows with either database, and content."""

TWICE = (
    "tests/pages/officers/test_home_parts.py",  # figures: questions over every kind of page
    "tests/pages/officers/test_link_checking.py",
    "tests/pages/officers/test_today.py",
    "tests/pages/relevance",
    "tests/pages/search",
    "tests/pages/test_deleting.py",  # what still refers to a record
    "tests/pages/test_event_dates.py",
    "tests/pages/test_events.py",  # what is on between two days
    "tests/pages/test_glossary.py",  # words compared without regard to case
    "tests/pages/test_redirects.py",
    "tests/pages/test_reports.py",
    "tests/structure/test_every_address.py",  # any text and any bytes, at every address
    "tests/structure/test_every_form.py",
    "tests/directory/cms/test_kept_lists.py",
    "tests/directory/cms/test_officer_lists.py",
)
"""What is in those folders and asks more of the database."""

FIXTURES = {"db", "transactional_db", "live_server"}


def is_said_by_one(item) -> bool:
    """Whether this test would say nothing new with the second database."""
    if item.get_closest_marker("browser") or item.get_closest_marker("postgres"):
        return False
    return _touches_no_database(item) or _longest(item, ONCE) > _longest(item, TWICE)


def _touches_no_database(item) -> bool:
    """pytest-django forbids it without one of these."""
    of_django = item.cls is not None and issubclass(item.cls, TransactionTestCase)
    marked = of_django or item.get_closest_marker("django_db")
    return not marked and FIXTURES.isdisjoint(getattr(item, "fixturenames", ()))


def _longest(item, places) -> int:
    """How many parts of this test's path the most exact of these places names."""
    path = PurePosixPath(item.nodeid.partition("::")[0])
    return max((len(PurePosixPath(place).parts) for place in places if path.is_relative_to(place)), default=0)

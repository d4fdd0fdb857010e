import gc
import os
from contextlib import nullcontext
from unittest import mock

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, TransactionTestCase
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from wagtail.models import Site

from localoffer.core import frame_cache
from tests import databases, engines, indexing, network, snapshots
from tests.kept_for_workers import shelf
from tests.made_once import standing, watch_writes
from tests.process_caches import forget_all

pytest_plugins = ["tests.browser_fixtures", "tests.languages.fixtures", "tests.caches"]

hypothesis_settings.register_profile(
    "suite",
    derandomize=True,
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
hypothesis_settings.register_profile("search", parent=hypothesis_settings.get_profile("suite"), max_examples=2000)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))


SHARED_DATA = settings.BASE_DIR.parent / "shared" / "data"


def pytest_addoption(parser):
    parser.addoption(
        "--other-run",
        choices=("sqlite", "postgresql"),
        help="The suite also runs with this database: leave the tests to it that are marked one_database for it.",
    )


def left_out(config) -> dict[str, tuple[str, str]]:
    """Markers of tests that do not run here, with the only argument that is meant, if any, and why."""
    reasons = {}
    if not SHARED_DATA.is_dir():
        reasons["realdata"] = ("", f"{SHARED_DATA} is absent")
    if connection.vendor != "postgresql":
        reasons["postgres"] = ("", "the database is not PostgreSQL")
    if other := config.getoption("--other-run"):
        reasons["one_database"] = (other, f"they run with {other}")
    return reasons


def is_left_out(item, reasons) -> bool:
    found = ((item.get_closest_marker(name), argument) for name, (argument, _why) in reasons.items())
    return any(marker and (not argument or argument in marker.args) for marker, argument in found)


def pytest_itemcollected(item):
    """The server's thread sees only what is committed. What one database says is not asked of both."""
    if item.get_closest_marker("begins_with"):
        item.add_marker(pytest.mark.django_db(transaction=True))
    if not item.get_closest_marker("one_database") and engines.is_said_by_one(item):
        item.add_marker(pytest.mark.one_database("sqlite"))


def pytest_collection_finish():
    """What is there by now stays; looking through all of it for garbage took a tenth of the suite's time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def pytest_collection_modifyitems(config, items):
    reasons = left_out(config)
    chosen = [item for item in items if is_left_out(item, reasons)]
    items[:] = [item for item in items if item not in chosen]
    config.hook.pytest_deselected(items=chosen)


def pytest_terminal_summary(terminalreporter, config):
    """Say what was left out: a test that did not run looks like one that passed."""
    for marker, (argument, why) in left_out(config).items():
        name = f'{marker}("{argument}")' if argument else marker
        terminalreporter.write_line(f"Tests marked {name} are left out: {why}.")


@pytest.fixture(scope="session")
def shared_data():
    """The folder of third-party data; only for tests marked `realdata`."""
    return SHARED_DATA


@pytest.fixture(scope="session", autouse=True)
def no_network():
    """Only this machine may be talked to; a test that needs the world is a test that fails at random."""
    with network.loopback_only():
        yield


@pytest.fixture(scope="session", autouse=True)
def _shelf(tmp_path_factory):
    shelf.put_up(tmp_path_factory)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    databases.start_from_template()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """After the migrations, keep what they put in: tests with real transactions empty every table."""
    with django_db_blocker.unblock():
        put_back = snapshots.keep()
        watch_writes()
    indexing.turn_off()

    def put_back_now():
        with django_db_blocker.unblock():
            put_back()
        standing.now(None)

    def put_back_unless_it_may_stay(_test_case):
        if not standing.may_stay():
            put_back_now()

    standing.put_back = put_back_now
    # From here on a test without the mark django_db may not touch the database: it would leave rows behind.
    with mock.patch.object(TransactionTestCase, "_fixture_teardown", put_back_unless_it_may_stay):
        yield
    with django_db_blocker.unblock():
        databases.end_other_connections()


def pytest_runtest_setup(item):
    """What stands for the tests with one beginning makes room for a test with another, or none."""
    if standing.made_by is not None and standing.made_by is not beginning(item):
        standing.put_back()


def beginning(item):
    """What a test's database holds when it begins, by its mark `begins_with`."""
    mark = item.get_closest_marker("begins_with")
    return mark.kwargs["put"] if mark else None


@pytest.fixture(autouse=True)
def _fresh_process_caches(monkeypatch):
    """What a process remembers between requests must not pass from one test to the next.

    Nor does it look for changes by other processes every few seconds: a slow machine would count a query more.
    """
    monkeypatch.setattr(frame_cache, "CHECK_EVERY", 3600)
    forget_all()


@pytest.fixture(autouse=True)
def _indexes(request):
    """Saving writes Wagtail's indexes only for tests marked `indexes`."""
    with indexing.on() if request.node.get_closest_marker("indexes") else nullcontext():
        yield


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def _beginning(request, _own_media, _fresh_process_caches):
    """Put what the mark `begins_with` names into the database."""
    if put := beginning(request.node):
        request.getfixturevalue("transactional_db")
        put()


@pytest.fixture
def site_tree(db):
    """Wagtail's default site, which the migrations made and `snapshots` keeps."""
    return Site.objects.get(is_default_site=True)


@pytest.fixture
def strict_client():
    """A client that is checked like a browser: CSRF tokens and the origin of forms are not waived."""
    return Client(enforce_csrf_checks=True)

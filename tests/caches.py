"""The two caches that limits are counted in: memory while trying out, a table of the database in production."""

import time
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone

IN_DATABASE = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}


@pytest.fixture
def database_cache(db, settings):
    """Production's cache, with the room that our settings give it."""
    settings.CACHES = {"default": settings.CACHES["default"] | IN_DATABASE}
    call_command("createcachetable")
    return cache


@pytest.fixture(params=["memory", "database"])
def each_cache(request):
    """Run the test with either cache. A test with real transactions must not: the table would stay."""
    return request.getfixturevalue("database_cache") if request.param == "database" else cache


@pytest.fixture
def passing(monkeypatch):
    """`passing(60)` lets a minute pass for both caches and for what asks `time.time`."""
    passed, clock = 0, time.time

    def let_pass(seconds):
        nonlocal passed
        passed += seconds

    monkeypatch.setattr(time, "time", lambda: clock() + passed)
    monkeypatch.setattr("django.core.cache.backends.db.tz_now", lambda: timezone.now() + timedelta(seconds=passed))
    return let_pass

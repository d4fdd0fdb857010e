"""Production refuses to start with unsafe values; each case starts the settings anew."""

import os
import subprocess
import sys

import pytest
from django.conf import settings as django_settings

from localoffer.core.production import every_language_has_a_catalogue, unsafe_values

SAFE = {
    "DEBUG": False,
    "SECRET_KEY": "dK3vQp9sXw7uT2rY8bN4mL6jH1gF5dC0aZxWvUtSrQpOnMlKjIhG",
    "ALLOWED_HOSTS": ["offer.example.org"],
    "OUTBOX_DELIVERY_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "BASE_URL": "https://offer.example.org",
    "MAP_TILE_URL": "",
}


def test_safe_values_pass():
    assert unsafe_values(SAFE) == []
    assert unsafe_values(SAFE | {"MAP_TILE_URL": "/tiles/{z}/{x}/{y}.png"}) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", True),
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "x" * 60),
        ("SECRET_KEY", "django-insecure-dK3vQp9sXw7uT2rY8bN4mL6jH1gF5dC0aZxWvUtSrQp"),
        ("ALLOWED_HOSTS", []),
        ("ALLOWED_HOSTS", ["offer.example.org", "*"]),
        ("OUTBOX_DELIVERY_BACKEND", "django.core.mail.backends.console.EmailBackend"),
        ("OUTBOX_DELIVERY_BACKEND", "django.core.mail.backends.dummy.EmailBackend"),
        ("BASE_URL", "http://offer.example.org"),
        ("MAP_TILE_URL", "https://tiles.example.org/{z}/{x}/{y}.png"),
        ("MAP_TILE_URL", "//tiles.example.org/{z}/{x}/{y}.png"),
        ("MAP_TILE_URL", "/tiles/"),
    ],
)
def test_each_unsafe_value_is_named(name, value):
    (sentence,) = unsafe_values(SAFE | {name: value})

    assert name in sentence


def start(code="from django.conf import settings; settings.DEBUG", **environment):
    safe = {
        "ENVIRONMENT": "production",
        "SECRET_KEY": SAFE["SECRET_KEY"],
        "ALLOWED_HOSTS": "offer.example.org",
        "BASE_URL": "https://offer.example.org",
        "DATABASE_URL": "postgres://portal@localhost/portal",
        "DJANGO_SETTINGS_MODULE": "localoffer.settings",
        "PATH": os.environ["PATH"],
    }
    return subprocess.run(
        [sys.executable, "-c", code],
        env=safe | environment,
        cwd=django_settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_process_starts_with_safe_values():
    assert start().returncode == 0


def test_the_process_does_not_start_with_unsafe_ones():
    started = start(DEBUG="true", ALLOWED_HOSTS="*")

    assert started.returncode != 0
    assert "DEBUG must be off" in started.stderr
    assert "ALLOWED_HOSTS must name" in started.stderr


def test_a_secret_is_never_printed():
    assert "only-a-short-one" not in start(SECRET_KEY="only-a-short-one").stderr


OPTIONS = "from django.conf import settings; print(settings.DATABASES['default']['OPTIONS']['options'])"


def test_every_cookie_is_bound_to_this_host_by_its_name():
    names = "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "DISPLAY_COOKIE", "LIST_COOKIE", "MESSAGES_COOKIE"

    shown = start(f"from django.conf import settings; print(*[getattr(settings, name) for name in {names}])").stdout

    assert all(name.startswith("__Host-") for name in shown.split())
    assert len(shown.split()) == len(names)


def test_web_requests_have_a_time_limit_in_the_database():
    shown = start(f"import localoffer.wsgi; {OPTIONS}").stdout

    assert shown == "-c statement_timeout=3000 -c lock_timeout=3000\n"


def test_commands_and_the_worker_have_none():
    assert start(OPTIONS).stdout == "-c statement_timeout=0 -c lock_timeout=0\n"


def test_options_of_the_database_address_are_kept():
    shown = start(
        "from django.conf import settings; print(settings.DATABASES['default']['OPTIONS']['sslmode'])",
        DATABASE_URL="postgres://portal@localhost/portal?sslmode=verify-full",
    ).stdout

    assert shown == "verify-full\n"


ROOM = "from django.conf import settings; print(settings.CACHES['default'].get('OPTIONS', {}).get('MAX_ENTRIES'))"


@pytest.mark.parametrize(
    ("address", "room"),
    [
        ({}, "100000"),
        ({"CACHE_URL": "dbcache://other"}, "100000"),
        ({"CACHE_URL": "dbcache://other?max_entries=5000"}, "5000"),
        ({"CACHE_URL": "redis://localhost:6379/0"}, "None"),
    ],
    ids=["default", "database", "database with a number", "redis"],
)
def test_limits_have_room_for_many_visitors(address, room):
    assert start(ROOM, **address).stdout == f"{room}\n"


class TestLanguages:
    def test_one_without_a_catalogue_is_named(self, settings, tmp_path):
        settings.LOCALE_PATHS = [tmp_path]
        settings.LANGUAGES = [("en-gb", "English"), ("pl", "Polski"), ("zh-hans", "中文")]

        found = every_language_has_a_catalogue(None)

        assert [warning.msg.split()[2] for warning in found] == ["pl,", "zh-hans,"]
        assert "locale/zh_Hans" in found[1].hint

    def test_one_with_a_catalogue_is_fine(self, made_up_languages):
        assert every_language_has_a_catalogue(None) == []

"""A database that is slow or away ends in a friendly page, not in an error page."""

import pytest
from django.db import OperationalError, connection

from localoffer.core import health

pytestmark = pytest.mark.django_db


@pytest.fixture
def asking(client, monkeypatch):
    """Ask for a page whose view does what is given."""
    client.raise_request_exception = False

    def ask(action):
        monkeypatch.setattr(health, "readiness_problem", action)
        return client.get("/readyz")

    return ask


def test_a_lost_connection_asks_to_try_again(asking):
    def lost():
        raise OperationalError("server closed the connection unexpectedly")

    response = asking(lost)

    assert response.status_code == 503
    assert response["Retry-After"] == "30"
    assert "no-store" in response["Cache-Control"]
    assert "unexpectedly" not in response.content.decode()


@pytest.mark.postgres
@pytest.mark.parametrize(
    "statement",
    ["SET LOCAL statement_timeout = 50; SELECT pg_sleep(5)", "SET LOCAL lock_timeout = 50; SELECT pg_advisory_lock(1)"],
)
def test_a_statement_that_takes_too_long_asks_to_try_again(asking, statement):
    other = connection.copy()

    def slow():
        with connection.cursor() as cursor:
            cursor.execute(statement)

    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(1)")
        response = asking(slow)
    other.close()

    assert response.status_code == 503


def test_any_other_fault_is_ours(asking):
    assert asking(lambda: 1 / 0).status_code == 500

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from localoffer.core import health
from localoffer.core.models import OutgoingMail


def waiting_mail(minutes):
    return OutgoingMail.objects.create(
        message_id="<1@example.org>",
        recipient="jo@example.org",
        sender="offer@example.org",
        subject="Hello",
        text="Text",
        not_before=timezone.now() - timedelta(minutes=minutes),
    )


def test_healthz_answers_without_a_database(client):
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.django_db
class TestReadyz:
    def test_all_is_well(self, client):
        response = client.get("/readyz")

        assert (response.status_code, response.content) == (200, b"ready\n")

    def test_costs_three_queries(self, client, django_assert_num_queries):
        client.get("/readyz")

        with django_assert_num_queries(3):
            client.get("/readyz")

    def test_a_missing_migration(self, client, monkeypatch):
        monkeypatch.setattr(health, "_latest_migrations", lambda: {("core", "9999_not_applied")})

        assert client.get("/readyz").status_code == 503

    @pytest.mark.parametrize(("minutes", "status"), [(9, 200), (11, 503)])
    def test_mail_that_nobody_sends(self, client, minutes, status):
        waiting_mail(minutes)

        assert client.get("/readyz").status_code == status

    def test_mail_put_off_after_a_failure_is_no_alarm(self, client):
        waiting_mail(-60)

        assert client.get("/readyz").status_code == 200

    def test_a_dead_database_is_said_without_details(self, client, monkeypatch):
        def fail(_connection):
            raise OperationalError("connection to 10.1.2.3 refused")

        monkeypatch.setattr(health, "MigrationRecorder", fail)

        response = client.get("/readyz")

        assert (response.status_code, response.content) == (503, b"not ready\n")


def test_only_reading_is_allowed(client):
    assert client.post("/healthz").status_code == 405

from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from localoffer.core.models import OutgoingMail
from localoffer.core.personal_data import personal_models, purge_expired
from localoffer.core.public_forms import is_over_limit

pytestmark = pytest.mark.django_db


def old_mail(status, days):
    return OutgoingMail.objects.create(
        message_id=f"<{status}{days}@example.org>",
        recipient="jo@example.org",
        sender="offer@example.org",
        subject="Hello",
        text="Text",
        status=status,
        created_at=timezone.now() - timedelta(days=days),
    )


@pytest.mark.parametrize(
    ("status", "days", "kept"),
    [("sent", 29, True), ("sent", 31, False), ("dead", 31, False), ("waiting", 31, True)],
)
def test_mail_is_kept_for_its_time_and_until_it_has_gone(status, days, kept):
    mail = old_mail(status, days)

    purge_expired()

    assert OutgoingMail.objects.filter(pk=mail.pk).exists() is kept


def test_sessions_that_have_ended_are_erased():
    Session.objects.create(session_key="old", expire_date=timezone.now() - timedelta(days=1))
    Session.objects.create(session_key="new", expire_date=timezone.now() + timedelta(days=1))

    purge_expired()

    assert [session.session_key for session in Session.objects.all()] == ["new"]


def test_a_database_cache_keeps_no_address_past_its_time(rf, database_cache):
    is_over_limit(rf.post("/", REMOTE_ADDR="192.0.2.1"), "x", most=1, seconds=60)
    is_over_limit(rf.post("/", REMOTE_ADDR="192.0.2.2"), "x", most=1, seconds=3600)

    purge_expired(now=timezone.now() + timedelta(seconds=90))

    with connection.cursor() as cursor:
        keys = [key for (key,) in cursor.execute("SELECT cache_key FROM cache").fetchall()]
    assert len(keys) == 1
    assert "192.0.2.2" in keys[0]


def test_doing_it_twice_changes_nothing():
    old_mail("sent", 31)
    first = purge_expired()

    assert first["outgoing mail"] == 1
    assert set(purge_expired().values()) == {0}


def test_the_command_says_what_was_erased():
    old_mail("sent", 31)
    said = StringIO()

    call_command("purge_expired", stdout=said)

    assert "outgoing mail: 1 erased" in said.getvalue()


@pytest.mark.parametrize("model", list(personal_models()), ids=lambda model: model._meta.label)
def test_every_model_with_personal_data_says_why_and_until_when(model):
    assert str(model.PURPOSE)
    assert model._default_manager.expired(timezone.now()).count() == 0

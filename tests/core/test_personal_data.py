from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from wagtail.models import Revision

from localoffer.core.models import OutgoingMail
from localoffer.core.personal_data import personal_models, purge_expired
from localoffer.core.personal_requests import Person, erase_person, export_person
from localoffer.core.public_forms import is_over_limit
from tests.factories.personal import personal_row

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
    past, counting = rf.post("/", REMOTE_ADDR="192.0.2.1"), rf.post("/", REMOTE_ADDR="192.0.2.2")
    is_over_limit(past, "x", most=1, seconds=60)
    is_over_limit(counting, "x", most=1, seconds=3600)

    purge_expired(now=timezone.now() + timedelta(seconds=90))

    with connection.cursor() as cursor:
        assert len(cursor.execute("SELECT cache_key FROM cache").fetchall()) == 1
    assert not is_over_limit(past, "x", most=1)
    assert is_over_limit(counting, "x", most=1)


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


WHO = "quilla.marker@example.org"


def said_anywhere(model):
    """Every declared field of every row, and of every draft, in one text."""
    rows = list(model._default_manager.values_list(*model.PERSONAL))
    return f"{rows} {list(Revision.objects.values_list('content', flat=True))}"


@pytest.mark.parametrize("model", list(personal_models()), ids=lambda model: model._meta.label)
class TestEveryModelWithPersonalData:
    def test_it_says_why_it_holds_them(self, model):
        assert str(model.PURPOSE)
        assert model.PERSONAL

    def test_every_declared_field_is_scrubbed_when_its_time_is_over(self, site_tree, model):
        personal_row(model, WHO)
        assert said_anywhere(model).count(WHO) >= len(model.PERSONAL)

        purge_expired(now=timezone.now() + timedelta(days=3660))

        assert WHO not in said_anywhere(model)

    def test_every_declared_field_is_scrubbed_for_a_person_who_asks(self, site_tree, settings, tmp_path, model):
        settings.ERASURES_FILE = tmp_path / "erasures.jsonl"
        personal_row(model, WHO)

        erased = erase_person(Person.called(WHO))

        assert erased == {str(model._meta.verbose_name_plural): 1}
        assert WHO not in said_anywhere(model)

    def test_a_person_who_asks_sees_every_declared_field(self, site_tree, model):
        personal_row(model, WHO)

        (told,) = export_person(Person.called(WHO))

        assert {name for name, value in told.items() if value == WHO} == set(model.PERSONAL)
        assert told["why"] == str(model.PURPOSE)

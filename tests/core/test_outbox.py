import smtplib
import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection, send_mail
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import BadHeaderError
from django.db import connections, transaction
from django.utils import timezone

from localoffer.core.models import CouncilSettings, OutgoingMail
from localoffer.core.outbox import BACKOFF, deliver_due, recipient_key
from tests.factories.core import TeamFactory

pytestmark = pytest.mark.django_db
Status = OutgoingMail.Status


@pytest.fixture(autouse=True)
def _our_backends(settings):
    # pytest-django puts its own in place of ours.
    settings.EMAIL_BACKEND = "localoffer.core.outbox.OutboxBackend"
    settings.OUTBOX_DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


class DeadServer(BaseEmailBackend):
    def send_messages(self, messages):
        raise smtplib.SMTPServerDisconnected("mail for jo@example.org: connection lost")


@pytest.fixture
def dead_server(settings):
    settings.OUTBOX_DELIVERY_BACKEND = f"{__name__}.DeadServer"


def write(to="jo@example.org", subject="Hello", text="Text"):
    send_mail(subject, text, None, [to])


class TestWriting:
    def test_a_mail_becomes_a_row_and_nothing_is_sent(self):
        write()

        row = OutgoingMail.objects.get()
        assert (row.recipient, row.subject, row.text, row.status) == ("jo@example.org", "Hello", "Text", "waiting")
        assert mail.outbox == []

    def test_it_vanishes_with_the_transaction_that_wrote_it(self):
        with transaction.atomic():
            write()
            transaction.set_rollback(True)

        assert not OutgoingMail.objects.exists()

    def test_nobody_sees_who_else_got_it(self):
        EmailMessage("Hello", "Text", None, ["a@example.org"], cc=["b@example.org"], bcc=["c@example.org"]).send()

        deliver_due()

        assert [message.recipients() for message in mail.outbox] == [
            ["a@example.org"],
            ["b@example.org"],
            ["c@example.org"],
        ]

    def test_html_stays_beside_the_text(self):
        message = EmailMultiAlternatives("Hello", "Text", None, ["jo@example.org"])
        message.attach_alternative("<p>Text</p>", "text/html")
        message.send()

        assert OutgoingMail.objects.get().html == "<p>Text</p>"

    def test_html_alone_gets_a_text(self):
        message = EmailMessage("Hello", "<p>Text</p>", None, ["jo@example.org"])
        message.content_subtype = "html"
        message.send()

        assert OutgoingMail.objects.get().text == "Text"

    @pytest.mark.parametrize("bad", ["Hi\r\nBcc: x@example.org", "Hi\nthere", "Hi\u2028there", "Hi\x00"])
    def test_line_breaks_in_a_header_are_refused(self, bad):
        with pytest.raises(BadHeaderError):
            write(subject=bad)
        with pytest.raises(BadHeaderError):
            EmailMessage("Hello", "Text", None, ["jo@example.org"], reply_to=[bad]).send()

    def test_attachments_are_refused_rather_than_lost(self):
        message = EmailMessage(
            "Hello", "Text", None, ["jo@example.org"], attachments=[("a.ics", "BEGIN", "text/calendar")]
        )

        with pytest.raises(ValueError, match="link to the file"):
            message.send()


class TestLimits:
    def test_the_fourth_mail_in_an_hour_is_not_written(self):
        for _ in range(4):
            write()

        assert OutgoingMail.objects.count() == 3

    def test_the_eleventh_of_a_day_is_not_written(self):
        for _ in range(11):
            write()
            OutgoingMail.objects.update(created_at=timezone.now() - timedelta(hours=2))

        assert OutgoingMail.objects.count() == 10

    def test_tags_and_capitals_are_the_same_person(self):
        for address in ("jo@example.org", "JO@example.org", "jo+1@example.org", "Jo+2@Example.org"):
            write(address)

        assert OutgoingMail.objects.count() == 3
        assert recipient_key("Jo+2@Example.org") == "jo@example.org"

    def test_a_team_gets_all_its_mail(self):
        TeamFactory(email="team@example.org")
        for _ in range(5):
            write("team@example.org")

        assert OutgoingMail.objects.count() == 5

    def test_so_does_the_council(self, site_tree):
        CouncilSettings.objects.create(site=site_tree, council_name="A council", email="offer@example.org")
        for _ in range(5):
            write("offer@example.org")

        assert OutgoingMail.objects.count() == 5

    def test_so_does_somebody_with_an_account(self, admin_user):
        for _ in range(5):
            write(admin_user.email)

        assert OutgoingMail.objects.count() == 5


class TestSending:
    def test_due_mail_goes_out_once(self):
        write()

        assert deliver_due() == {"sent": 1, "retry": 0, "dead": 0}
        assert deliver_due() == {"sent": 0, "retry": 0, "dead": 0}

        row = OutgoingMail.objects.get()
        assert (row.status, row.attempts) == (Status.SENT, 1)
        assert mail.outbox[0].extra_headers["Message-ID"] == row.message_id

    def test_a_dead_server_costs_no_mail_and_the_id_stays(self, settings, dead_server):
        write()
        before = OutgoingMail.objects.get()

        assert deliver_due()["retry"] == 1

        after = OutgoingMail.objects.get()
        assert after.status == Status.WAITING
        assert after.message_id == before.message_id
        assert after.last_error == "SMTPServerDisconnected: mail for [email]: connection lost"

    def test_one_bad_mail_does_not_stop_the_next(self, dead_server):
        write("a@example.org")
        write("b@example.org")

        assert deliver_due()["retry"] == 2

    def test_tries_again_later_and_later_then_gives_up(self, dead_server):
        write()
        now, waits = timezone.now(), []

        for _ in BACKOFF:
            deliver_due(now=now)
            due = OutgoingMail.objects.get().not_before
            waits.append((due - now) // timedelta(minutes=1))
            now = due

        assert waits == [1, 5, 15, 60, 240, 720, 1440]
        assert deliver_due(now=now)["dead"] == 1
        assert OutgoingMail.objects.get().status == Status.DEAD

    def test_a_sender_that_died_is_replaced_after_ten_minutes(self):
        write()
        OutgoingMail.objects.update(attempts=1, not_before=timezone.now() + timedelta(minutes=10))

        assert deliver_due()["sent"] == 0
        assert deliver_due(now=timezone.now() + timedelta(minutes=11))["sent"] == 1

    def test_while_trying_out_it_goes_out_at_once_after_the_commit(self, settings, django_capture_on_commit_callbacks):
        settings.OUTBOX_IN_PROCESS = True

        with django_capture_on_commit_callbacks(execute=True):
            write()
            assert mail.outbox == []

        assert len(mail.outbox) == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_senders_at_once_send_each_mail_once():
    for number in range(12):
        write(f"person{number}@example.org")
    start, counts = threading.Barrier(2), []

    def sender():
        start.wait()
        try:
            counts.append(deliver_due()["sent"])
        finally:
            connections.close_all()

    threads = [threading.Thread(target=sender) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(counts) == 12
    assert sorted(message.to[0] for message in mail.outbox) == sorted({message.to[0] for message in mail.outbox})


def test_djangos_mail_goes_through_the_outbox(settings):
    assert type(get_connection()).__name__ == "OutboxBackend"

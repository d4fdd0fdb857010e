"""The outbox: mail is a row written in the same transaction as what it tells about.

Web requests never talk to a mail server; `manage.py send_outbox` delivers the rows.
"""

import logging
import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from email.utils import parseaddr
from functools import partial
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection, make_msgid
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import BadHeaderError
from django.core.validators import validate_email
from django.db import connection, transaction
from django.utils import timezone
from django.utils.html import strip_tags

from .logs import mask
from .models import CouncilSettings, OutgoingMail, Team

logger = logging.getLogger(__name__)

UNSAFE_IN_HEADER = re.compile("[\r\n\x00\x85\u2028\u2029]")
LIMITS = ((timedelta(hours=1), 3), (timedelta(days=1), 10))
BACKOFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440))
LEASE = timedelta(minutes=10)
"""How long a sender holds a mail: if it dies meanwhile, another takes over after this."""


class OutboxBackend(BaseEmailBackend):
    """Django's mail backend that writes rows instead of talking to a server: one recipient a mail."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        rows = [row for message in email_messages for row in _rows(message)]
        OutgoingMail.objects.bulk_create(rows)
        if rows and settings.OUTBOX_IN_PROCESS:
            transaction.on_commit(partial(deliver_due, limit=len(rows)))
        return len(rows)


def _rows(message: EmailMessage) -> Iterator[OutgoingMail]:
    if message.attachments:
        raise ValueError("The outbox carries no attachments: link to the file instead.")
    reply_to = message.reply_to[0] if message.reply_to else ""
    for value in (message.subject, message.from_email, reply_to, *message.recipients()):
        if UNSAFE_IN_HEADER.search(str(value)):
            raise BadHeaderError("A mail header must not hold line breaks.")
    now = timezone.now()
    text, html = _bodies(message)
    for recipient in dict.fromkeys(message.recipients()):
        address = parseaddr(recipient)[1]
        validate_email(address)
        if _is_over_limit(address, now):
            logger.warning("Too many mails to one address; one was not written.", extra={"event": "mail_limited"})
            continue
        yield OutgoingMail(
            message_id=make_msgid(domain=urlsplit(settings.BASE_URL).hostname),
            recipient=address,
            recipient_key=recipient_key(address),
            sender=message.from_email,
            reply_to=reply_to,
            subject=str(message.subject)[:200],
            text=text,
            html=html,
            created_at=now,
            not_before=now,
        )


def _bodies(message: EmailMessage) -> tuple[str, str]:
    """The plain text and the HTML of a mail; either may have been given as the main body."""
    body = str(message.body)
    if message.content_subtype == "html":
        return strip_tags(body), body
    alternatives = getattr(message, "alternatives", [])
    return body, next((str(content) for content, kind in alternatives if kind == "text/html"), "")


def recipient_key(address: str) -> str:
    """What limits are counted by: lower case and without a +tag, since both reach the same person."""
    name, _, domain = address.strip().lower().rpartition("@")
    return f"{name.split('+')[0]}@{domain}"


def _is_over_limit(address: str, now: datetime) -> bool:
    """At most 3 mails an hour and 10 a day, so that our forms cannot be used to flood a stranger.

    The council, its teams and people with an account are exempt: their mail follows their own work, and
    sign-in mail has limits of its own (ACCOUNT_RATE_LIMITS).
    """
    sent = OutgoingMail.objects.filter(recipient_key=recipient_key(address))
    if not any(sent.filter(created_at__gt=now - span).count() >= most for span, most in LIMITS):
        return False
    return not (
        CouncilSettings.objects.filter(email__iexact=address).exists()
        or Team.objects.filter(email__iexact=address).exists()
        or get_user_model().objects.filter(email__iexact=address, is_active=True).exists()
    )


def deliver_due(*, limit: int = 500, now: datetime | None = None) -> dict[str, int]:
    """Send what is due, oldest first, and count what was sent, put off and given up.

    Safe to run several at once. Each mail is claimed in a short transaction and sent outside of it.
    """
    counts = {"sent": 0, "retry": 0, "dead": 0}
    server = get_connection(settings.OUTBOX_DELIVERY_BACKEND)
    try:
        for _ in range(limit):
            mail = _claim(now or timezone.now())
            if mail is None:
                break
            counts[_deliver(mail, server, now or timezone.now())] += 1
    finally:
        server.close()
    return counts


@transaction.atomic
def _claim(now: datetime) -> OutgoingMail | None:
    """Take the next due mail for ourselves; a second sender skips it, or waits its turn on SQLite."""
    due = OutgoingMail.objects.due(now).order_by("not_before", "pk")
    if connection.features.has_select_for_update_skip_locked:
        due = due.select_for_update(skip_locked=True)
    mail = due.first()
    if mail:
        mail.attempts += 1
        mail.not_before = now + LEASE
        mail.save(update_fields=["attempts", "not_before"])
    return mail


def _deliver(mail: OutgoingMail, server: BaseEmailBackend, now: datetime) -> str:
    try:
        _as_message(mail, server).send()
    except Exception as error:  # noqa: BLE001 - whatever a mail server does must not stop the other mails
        server.close()
        return _put_off(mail, error, now)
    mail.status, mail.sent_at, mail.last_error = OutgoingMail.Status.SENT, now, ""
    mail.save(update_fields=["status", "sent_at", "last_error"])
    return "sent"


def _as_message(mail: OutgoingMail, server: BaseEmailBackend) -> EmailMessage:
    message = EmailMultiAlternatives(
        mail.subject,
        mail.text,
        mail.sender,
        [mail.recipient],
        connection=server,
        reply_to=[mail.reply_to] if mail.reply_to else None,
        # The same id at every attempt, so that a mail delivered twice shows once.
        headers={"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"},
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message


def _put_off(mail: OutgoingMail, error: Exception, now: datetime) -> str:
    mail.last_error = mask(f"{type(error).__name__}: {error}")[:200]
    if mail.attempts > len(BACKOFF):
        mail.status = OutgoingMail.Status.DEAD
        logger.error("Gave up a mail: %s", mail.last_error, extra={"event": "mail_dead"})
    else:
        mail.not_before = now + BACKOFF[mail.attempts - 1]
    mail.save(update_fields=["status", "not_before", "last_error"])
    return "dead" if mail.status == OutgoingMail.Status.DEAD else "retry"

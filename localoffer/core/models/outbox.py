from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OutgoingMailQuerySet(models.QuerySet):
    def due(self, now):
        """Mails to be tried now."""
        return self.filter(status=OutgoingMail.Status.WAITING, not_before__lte=now)

    def overdue(self, age):
        """Mails that should have been tried longer ago than this: the sender is not running."""
        return self.due(timezone.now() - age)

    def expired(self, now):
        """Mails whose address and text nobody needs any more."""
        return self.exclude(status=OutgoingMail.Status.WAITING).filter(
            created_at__lt=now - timedelta(days=OutgoingMail.KEEP_DAYS)
        )


class OutgoingMail(models.Model):
    """A mail waiting to be sent, written in the same transaction as what it tells about.

    Personal data: the address and the text are erased 30 days after sending (`purge_expired`).
    """

    PURPOSE = _("To send a message that somebody asked for or that a colleague needs")
    PERSONAL = ("recipient", "recipient_key", "subject", "text", "html")
    KEEP_DAYS = 30

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        DEAD = "dead", _("Given up")

    message_id = models.CharField(max_length=120, unique=True)
    recipient = models.EmailField(max_length=254)
    recipient_key = models.CharField(max_length=254, db_index=True, default="", editable=False)
    sender = models.CharField(max_length=254)
    reply_to = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    status = models.CharField(max_length=8, choices=Status, default=Status.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=200, blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mail")
        indexes = [models.Index(fields=["status", "not_before"], name="outbox_due")]

    def __str__(self):
        return f"{self.get_status_display()} {self.message_id}"

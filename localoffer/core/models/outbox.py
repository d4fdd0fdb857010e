from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OutgoingMail(models.Model):
    """A mail waiting to be sent, written in the same transaction as what it tells about.

    Personal data: the address and the text are erased 30 days after sending (`purge_expired`).
    """

    PURPOSE = _("To send a message that somebody asked for or that a colleague needs")
    KEEP_DAYS = 30

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        DEAD = "dead", _("Given up")

    message_id = models.CharField(max_length=120, unique=True)
    recipient = models.EmailField(max_length=254)
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

    class Meta:
        ordering = ["pk"]
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mail")
        indexes = [models.Index(fields=["status", "not_before"], name="outbox_due")]

    def __str__(self):
        return f"{self.get_status_display()} {self.message_id}"

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class FormatRequestQuerySet(models.QuerySet):
    def open(self):
        """Requests that nobody has marked as done."""
        return self.filter(done_at=None)

    def expired(self, now):
        """Requests that were done 90 days ago, or that are a year old."""
        return self.filter(
            models.Q(done_at__lt=now - timedelta(days=FormatRequest.KEEP_DAYS_DONE))
            | models.Q(created_at__lt=now - timedelta(days=FormatRequest.KEEP_DAYS))
        )


class FormatRequest(models.Model):
    """Somebody would like a page in another way: Easy Read, braille, another language.

    Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018,
    regulation 8, asks for a way to request what is not accessible.
    """

    PURPOSE = _("To send somebody a page in the format they asked for")
    PERSONAL = ("contact", "notes", "language", "page")
    KEEP_DAYS_DONE = 90
    KEEP_DAYS = 365

    class Format(models.TextChoices):
        EASY_READ = "easy-read", _("Easy Read: short words with pictures")
        LARGE_PRINT = "large-print", _("Large print on paper")
        BRAILLE = "braille", _("Braille")
        BSL = "bsl", _("British Sign Language video")
        AUDIO = "audio", _("Audio: somebody reads it out")
        LANGUAGE = "language", _("Another language")
        OTHER = "other", _("Something else")

    class Way(models.TextChoices):
        EMAIL = "email", _("E-mail")
        PHONE = "phone", _("Phone")
        POST = "post", _("Post")

    key = models.CharField(max_length=32, unique=True, editable=False)
    reference = models.CharField(_("reference"), max_length=10, unique=True, editable=False)
    page = models.CharField(_("page"), max_length=300)
    format = models.CharField(_("format"), max_length=12, choices=Format.choices)
    language = models.CharField(_("language"), max_length=60, blank=True)
    way = models.CharField(_("how to send it"), max_length=8, choices=Way.choices)
    contact = models.TextField(_("where to send it"), max_length=400)
    notes = models.TextField(_("anything else"), max_length=1000, blank=True)
    created_at = models.DateTimeField(_("asked on"), default=timezone.now, editable=False)
    done_at = models.DateTimeField(_("done on"), null=True, blank=True, editable=False, db_index=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("done by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = FormatRequestQuerySet.as_manager()

    class Meta:
        ordering = ["created_at"]
        verbose_name = _("request for another format")
        verbose_name_plural = _("requests for other formats")

    def __str__(self):
        return f"{self.reference} {self.get_format_display()}"

    @property
    def wanted(self) -> str:
        """The format in a few words, with the language if it is one."""
        return f"{self.get_format_display()} ({self.language})" if self.language else str(self.get_format_display())

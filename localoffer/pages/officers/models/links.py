from hashlib import sha256

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class LinkQuerySet(models.QuerySet):
    def broken(self, today=None):
        """Links to be mended: broken, and not put off by an officer until a later day."""
        today = today or timezone.localdate()
        return self.filter(status=Link.Status.BROKEN).filter(Q(ignored_until=None) | Q(ignored_until__lte=today))

    def ignored(self, today=None):
        """Broken links that an officer has put off until a later day."""
        return self.filter(status=Link.Status.BROKEN, ignored_until__gt=today or timezone.localdate())

    def due(self, now, *, a_day, a_week, inside=()):
        """Links to look at again: never seen, not for a day if in trouble or on this site, or not for a week.

        `inside` says how whole addresses on this site begin.
        """
        daily = Q(status__in=[Link.Status.FAILING, Link.Status.BROKEN])
        daily |= Q(url__startswith="/") & ~Q(url__startswith="//")
        for start in inside:
            daily |= Q(url__startswith=start)
        return self.filter(
            Q(checked_at=None) | (daily & Q(checked_at__lt=now - a_day)) | Q(checked_at__lt=now - a_week)
        )


class Link(models.Model):
    """An address that our pages or listings lead to, and whether it answers.

    It is called broken after it failed on two different days, or at once where the other site says that the
    page does not exist any more (404, 410).
    """

    class Status(models.TextChoices):
        NEW = "new", _("Not looked at yet")
        GOOD = "good", _("Works")
        UNSURE = "unsure", _("Answers people only")
        FAILING = "failing", _("Failed once")
        BROKEN = "broken", _("Broken")

    key = models.CharField(max_length=64, unique=True, editable=False)
    url = models.TextField(_("address"))
    status = models.CharField(_("state"), max_length=8, choices=Status.choices, default=Status.NEW)
    answer = models.PositiveSmallIntegerField(_("answer"), null=True, blank=True, help_text=_("HTTP status."))
    problem = models.CharField(_("problem"), max_length=20, blank=True)
    checked_at = models.DateTimeField(_("looked at"), null=True, blank=True, db_index=True)
    failing_since = models.DateTimeField(_("failing since"), null=True, blank=True)
    ignored_until = models.DateField(_("ignored until"), null=True, blank=True)
    ignored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = LinkQuerySet.as_manager()

    class Meta:
        ordering = [F("failing_since").asc(nulls_last=True), "pk"]
        verbose_name = _("link")
        verbose_name_plural = _("links")
        indexes = [models.Index(fields=["status", "failing_since"], name="link_state")]
        constraints = [
            models.CheckConstraint(
                name="link_in_trouble_since_a_time",
                condition=~Q(status__in=["failing", "broken"]) | Q(failing_since__isnull=False),
                violation_error_message=_("A link that fails has failed since a time."),
            )
        ]

    def __str__(self):
        return self.url if len(self.url) <= 80 else f"{self.url[:79]}…"

    @staticmethod
    def key_of(url: str) -> str:
        """What an address is found by: it may be longer than a database can index."""
        return sha256(url.encode()).hexdigest()


class LinkUse(models.Model):
    """Where a link stands: in which record, and in which of its fields."""

    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="uses")
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.BigIntegerField()
    title = models.CharField(max_length=255)
    field = models.CharField(max_length=100)
    text = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["title", "pk"]
        verbose_name = _("use of a link")
        verbose_name_plural = _("uses of links")
        indexes = [models.Index(fields=["content_type", "object_id"], name="link_use_object")]
        constraints = [
            models.UniqueConstraint(name="link_use_once", fields=["link", "content_type", "object_id", "field"])
        ]

    def __str__(self):
        return f"{self.title}, {self.field}"

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

USUAL_DAYS = 7


def in_a_week() -> datetime:
    """When an alert ends unless somebody says otherwise."""
    return timezone.now() + timedelta(days=USUAL_DAYS)


class AlertQuerySet(models.QuerySet):
    def not_over(self, now: datetime):
        """Alerts that hold now or later."""
        return self.filter(ends__gt=now)

    def holding(self, now: datetime):
        """Alerts that hold now."""
        return self.not_over(now).filter(starts__lte=now)


class Alert(models.Model):
    """A banner above every page, between two times. It always ends by itself."""

    class Level(models.TextChoices):
        INFORMATION = "information", _("for your information")
        IMPORTANT = "important", _("important")

    level = models.CharField(_("level"), max_length=12, choices=Level.choices, default=Level.INFORMATION)
    heading = models.CharField(_("heading"), max_length=100)
    text = models.CharField(_("text"), max_length=300)
    link = models.CharField(
        _("address of more"),
        max_length=300,
        blank=True,
        validators=[RegexValidator(r"^/(?!/)", _("Enter an address on this site that begins with /."))],
        help_text=_("An address on this site that begins with /."),
    )
    starts = models.DateTimeField(_("from"), default=timezone.now)
    ends = models.DateTimeField(
        _("until"), db_index=True, default=in_a_week, help_text=_("It then goes by itself. Usually after a week.")
    )

    objects = AlertQuerySet.as_manager()

    panels = [
        FieldPanel("level"),
        FieldPanel("heading"),
        FieldPanel("text"),
        FieldPanel("link"),
        FieldRowPanel([FieldPanel("starts"), FieldPanel("ends")]),
    ]

    class Meta:
        ordering = ["-starts"]
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        constraints = [
            models.CheckConstraint(
                name="alert_ends_after_start",
                condition=Q(ends__gt=F("starts")),
                violation_error_message=_("The alert must end after it starts."),
            ),
        ]

    def __str__(self):
        return self.heading

    def clean(self):
        super().clean()
        if self.starts and self.ends and self.ends <= self.starts:
            raise ValidationError({"ends": _("The alert must end after it starts.")})
        if self.ends and self.ends <= timezone.now() and not self._is_ended_now():
            words = _("This time has passed, so nobody would see the alert. Enter a later one, or delete the alert.")
            raise ValidationError({"ends": words})

    def _is_ended_now(self) -> bool:
        """Whether families see it until this is saved: an officer ends it by a time that has passed."""
        return type(self).objects.holding(timezone.now()).filter(pk=self.pk).exists()

    @property
    def is_important(self) -> bool:
        return self.level == self.Level.IMPORTANT

    @property
    def state(self) -> str:
        """“Now”, “Planned” or “Over”, for the list of officers."""
        now = timezone.now()
        if self.ends <= now:
            return _("Over")
        return _("Planned") if self.starts > now else _("Now")

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel


class Alert(models.Model):
    """A banner above every page, between two times. It always ends by itself."""

    class Level(models.TextChoices):
        INFORMATION = "information", _("for your information")
        IMPORTANT = "important", _("important")

    level = models.CharField(_("level"), max_length=12, choices=Level.choices, default=Level.INFORMATION)
    heading = models.CharField(_("heading"), max_length=100)
    text = models.CharField(_("text"), max_length=300)
    link = models.CharField(
        _("address of more"), max_length=300, blank=True, help_text=_("An address on this site that begins with /.")
    )
    starts = models.DateTimeField(_("from"))
    ends = models.DateTimeField(_("until"), db_index=True)

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

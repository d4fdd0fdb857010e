from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel


class SchoolTerm(models.Model):
    """A stretch of weeks in which schools are open: half a term, as councils publish them.

    What lies between two stretches is a holiday. Where nothing is known, no date is worked out for a
    session that runs “in term time”: families see the words and ask.
    Source: the term dates that the council sets for community schools (Education Act 2002, section 32).
    """

    name = models.CharField(_("name"), max_length=80, help_text=_("Like “Autumn 2026, first half”."))
    starts = models.DateField(_("first school day"), unique=True)
    ends = models.DateField(_("last school day"))
    source = models.URLField(_("where the dates come from"), max_length=400, blank=True)

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("starts"), FieldPanel("ends")]),
        FieldPanel("source"),
    ]

    class Meta:
        ordering = ["starts"]
        verbose_name = _("school term")
        verbose_name_plural = _("school terms")
        constraints = [
            models.CheckConstraint(
                name="school_term_dates_in_order",
                condition=models.Q(starts__lte=models.F("ends")),
                violation_error_message=_("The last school day must not be before the first."),
            ),
        ]

    def __str__(self):
        return self.name

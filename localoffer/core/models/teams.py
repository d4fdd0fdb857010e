from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index


class Team(index.Indexed, models.Model):
    """A team with a shared mailbox. Teams own listings and pages, so nothing hangs on one person."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    email = models.EmailField(
        _("mailbox"), max_length=254, help_text=_("A shared mailbox that somebody reads every working day.")
    )
    review_months = models.PositiveSmallIntegerField(
        _("months between checks"), default=6, help_text=_("How often this team checks what it owns.")
    )

    panels = [FieldPanel("name"), FieldPanel("email"), FieldPanel("review_months")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["name"]
        verbose_name = _("team")
        verbose_name_plural = _("teams")

    def __str__(self):
        return self.name

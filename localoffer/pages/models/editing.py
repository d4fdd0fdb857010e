"""The parts of editing forms that page types share."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList, TabbedInterface
from wagtail.models import Page

from directory.presentation.saved_search import clean_query
from localoffer.core.checks_panel import ChecksPanel
from localoffer.core.models import OfferPage
from localoffer.core.page_forms import OfferPageForm

from ..icons import ICONS
from ..starters.panel import StarterPanel


def editor(content_panels, *, record_panels=OfferPage.record_panels, settings_panels=Page.settings_panels):
    """The editing form of a page: words, then who keeps it and what law it answers, then its address."""
    return TabbedInterface(
        [
            ObjectList([StarterPanel(), *OfferPage.content_panels, *content_panels], heading=_("Words")),
            ObjectList(record_panels, heading=_("Checks and law")),
            ObjectList([ChecksPanel()], heading=_("Before publishing")),
            ObjectList([*Page.promote_panels, *settings_panels], heading=_("Address and dates")),
        ]
    )


class Signed(models.Model):
    """A page with a sign of its own, for the cards that lead to it."""

    icon = models.CharField(_("sign"), max_length=20, blank=True, choices=ICONS)

    class Meta:
        abstract = True


class SearchForm(OfferPageForm):
    """A form with the field `search`: what stands after the ? in the address of a search."""

    def clean_search(self):
        """Checked here and not by the model: lists of terms change, and a live page must still be saved then."""
        search = self.cleaned_data["search"]
        return clean_query(search) if search else search

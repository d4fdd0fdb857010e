"""The parts of editing forms that page types share."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)
from wagtail.admin.widgets import AdminDateTimeInput

from directory.presentation.saved_search import clean_query
from localoffer.core.checks_panel import ChecksPanel
from localoffer.core.models import OfferPage
from localoffer.core.page_forms import OfferPageForm

from ..icons import ICONS
from ..starters.panel import StarterPanel

GOES_LIVE = _("On the site from")
EXPIRES = _("Off the site from")


def date_panel(name, heading):
    """A moment of the schedule, as Wagtail's own dialogue has it, called by a name of ours."""
    # Wagtail's PublishingPanel: the calendar opens inside the dialogue, which hears of a change.
    widget = AdminDateTimeInput(
        js_overlay_parent_selector="#schedule-publishing-dialog",
        attrs={
            "data-controller": "w-action",
            "data-action": "w-dialog:hidden->w-action#reset",
            "data-w-dialog-target": "notify",
        },
    )
    return FieldPanel(name, heading=heading, widget=widget)


ADDRESS_PANELS = [
    FieldPanel(
        "slug",
        heading=_("Last part of the address"),
        help_text=_("Small letters, numbers and hyphens, like “short-breaks”. The editor makes it from the title."),
    ),
    MultiFieldPanel(
        [
            FieldPanel(
                "seo_title",
                heading=_("Title in search engines"),
                help_text=_("Leave it empty to use the title of the page."),
            ),
            FieldPanel(
                "search_description",
                heading=_("Sentence below it"),
                help_text=_("What search engines may show below the title. Leave it empty to use the summary."),
            ),
        ],
        _("In search engines like Google"),
    ),
    FieldPanel(
        "show_in_menus",
        heading=_("A card on the home page"),
        help_text=_("Only a page right below the home page has one."),
    ),
]
DATE_PANELS = [
    PublishingPanel(children=[date_panel("go_live_at", GOES_LIVE), date_panel("expire_at", EXPIRES)]),
    CommentPanel(),
]


def editor(content_panels, *, record_panels=OfferPage.record_panels, settings_panels=DATE_PANELS):
    """The editing form of a page: words, then who keeps it and what law it answers, then its address."""
    return TabbedInterface(
        [
            ObjectList([StarterPanel(), *OfferPage.content_panels, *content_panels], heading=_("Words")),
            ObjectList(record_panels, heading=_("Checks and law")),
            ObjectList([ChecksPanel()], heading=_("Before publishing")),
            ObjectList([*ADDRESS_PANELS, *settings_panels], heading=_("Address and dates")),
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

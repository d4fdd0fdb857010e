from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from localoffer.core.days import NEVER, end_of
from localoffer.core.models import OfferPage

from ..blocks import BodyBlock
from .editing import editor
from .grammar import HOME


class StoryIndexPage(OfferPage):
    """Stories that families and young people allowed us to tell."""

    template = "pages/story_index_page.html"
    parent_page_types = [HOME]
    subpage_types = ["pages.StoryPage"]
    max_count = 1

    edit_handler = editor([])

    class Meta:
        verbose_name = _("list of stories")
        verbose_name_plural = _("lists of stories")


class StoryPage(OfferPage):
    """A family's or a young person's story: not published without recorded consent, hidden when consent ends."""

    template = "pages/story_page.html"
    parent_page_types = ["pages.StoryIndexPage"]
    subpage_types: list[str] = []
    search_kind = "story"

    person = models.CharField(
        _("name in the story"), max_length=80, help_text=_("A changed first name, unless they want their own.")
    )
    name_changed = models.BooleanField(_("the name is changed"), default=True)
    lead = models.TextField(_("beginning"), max_length=400)
    body = StreamField(BodyBlock(), verbose_name=_("content"))

    consent_by = models.CharField(
        _("who agreed"),
        max_length=120,
        blank=True,
        help_text=_("Never shown. For a child: the young person and who has parental responsibility."),
    )
    consent_on = models.DateField(_("agreed on"), null=True, blank=True)
    consent_covers = models.TextField(_("what they agreed to"), max_length=500, blank=True)
    consent_until = models.DateField(_("agreed until"), null=True, blank=True, db_index=True)

    search_fields = [*OfferPage.search_fields, index.SearchField("lead"), index.SearchField("body")]
    edit_handler = editor(
        [
            FieldRowPanel([FieldPanel("person"), FieldPanel("name_changed")]),
            FieldPanel("lead"),
            FieldPanel("body"),
            MultiFieldPanel(
                [
                    FieldPanel("consent_by"),
                    FieldRowPanel([FieldPanel("consent_on"), FieldPanel("consent_until")]),
                    FieldPanel("consent_covers"),
                ],
                _("Consent"),
            ),
        ]
    )

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")

    def search_times(self):
        """Until consent ends; without recorded consent never."""
        return None, end_of(self.consent_until) if self.consent_until else NEVER

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from localoffer.core.models import OfferPage
from localoffer.core.page_text import lines_of_page
from localoffer.core.readability import words_of

from ..blocks import LinkBlock
from .editing import editor
from .grammar import HUB


class FiveMinutePage(OfferPage):
    """Five questions, answered in at most 600 words. Made for councillors and staff, useful for everyone."""

    template = "pages/five_minute_page.html"
    page_description = _("Five questions in at most 600 words, for councillors and staff with little time.")
    parent_page_types = [HUB]
    subpage_types: list[str] = []
    search_kind = "guide"
    MOST_WORDS = 600

    what = RichTextField(_("what is it?"), features=settings.SMALL_RICH_TEXT_FEATURES)
    who = RichTextField(_("who is it for?"), features=settings.SMALL_RICH_TEXT_FEATURES)
    how = RichTextField(_("how does it work?"), features=settings.SMALL_RICH_TEXT_FEATURES)
    how_long = RichTextField(_("how long does it take?"), features=settings.SMALL_RICH_TEXT_FEATURES)
    who_to_ask = RichTextField(_("who can I ask?"), features=settings.SMALL_RICH_TEXT_FEATURES)
    guide = models.ForeignKey(
        "pages.GuidePage",
        verbose_name=_("guide"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The guide that says the same at length. Each leads to the other."),
    )
    links = StreamField([("link", LinkBlock())], verbose_name=_("ways on"), blank=True, max_num=6)

    QUESTIONS = ("what", "who", "how", "how_long", "who_to_ask")
    search_fields = [*OfferPage.search_fields, *(index.SearchField(name) for name in QUESTIONS)]
    edit_handler = editor(
        [
            HelpPanel(_("At most 600 words in all five answers, so that it fits on two sides of paper.")),
            *(FieldPanel(name) for name in QUESTIONS),
            FieldPanel("guide"),
            FieldPanel("links"),
        ]
    )

    class Meta:
        verbose_name = _("five-minute guide")
        verbose_name_plural = _("five-minute guides")

    @property
    def words(self) -> int:
        """How many words stand on the page."""
        return sum(len(words_of(line)) for line in lines_of_page(self))

    @property
    def sections(self):
        """The five questions as headings, each with its answer."""
        return [(str(self._meta.get_field(name).verbose_name), getattr(self, name)) for name in self.QUESTIONS]

    @property
    def says_the_same_as(self):
        return self.guide if self.guide_id else None

    def publishing_problems(self):
        problems = super().publishing_problems()
        if self.words > self.MOST_WORDS:
            problems.setdefault("what", []).append(
                now_("This page has %(words)d words. A five-minute guide has at most %(most)d: take out %(over)d.")
                % {"words": self.words, "most": self.MOST_WORDS, "over": self.words - self.MOST_WORDS}
            )
        return problems

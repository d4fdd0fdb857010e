from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from localoffer.core.models import OfferPage

from ..blocks import BodyBlock, LinkBlock, PartBlock
from .editing import editor
from .grammar import HOME, HUB


class GuidePage(RoutablePageMixin, OfferPage):
    """Two to eight parts that answer one question from beginning to end."""

    template = "pages/guide_page.html"
    parent_page_types = [HUB]
    subpage_types: list[str] = []
    search_kind = "guide"

    answer = models.TextField(
        _("short answer"), max_length=500, help_text=_("One to three sentences, before anything else.")
    )
    parts = StreamField([("part", PartBlock())], verbose_name=_("parts"), min_num=2, max_num=8)

    search_fields = [*OfferPage.search_fields, index.SearchField("answer"), index.SearchField("parts")]
    edit_handler = editor([FieldPanel("answer"), FieldPanel("parts")])

    class Meta:
        verbose_name = _("guide")
        verbose_name_plural = _("guides")


class InformationPage(OfferPage):
    """One page about one thing."""

    template = "pages/information_page.html"
    parent_page_types = [HOME, HUB]
    subpage_types: list[str] = []
    search_kind = "guide"

    answer = models.TextField(_("short answer"), max_length=500, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("content"))

    search_fields = [*OfferPage.search_fields, index.SearchField("answer"), index.SearchField("body")]
    edit_handler = editor([FieldPanel("answer"), FieldPanel("body")])

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")


class FiveMinutePage(OfferPage):
    """Five questions, answered in at most 600 words. Made for councillors and staff, useful for everyone."""

    template = "pages/five_minute_page.html"
    parent_page_types = [HUB]
    subpage_types: list[str] = []
    search_kind = "guide"
    MOST_WORDS = 600

    what = RichTextField(_("what is it?"), features=settings.SMALL_RICH_TEXT_FEATURES)
    who = RichTextField(_("who is it for?"), features=settings.SMALL_RICH_TEXT_FEATURES)
    how = RichTextField(_("how does it work?"), features=settings.SMALL_RICH_TEXT_FEATURES)
    how_long = RichTextField(_("how long does it take?"), features=settings.SMALL_RICH_TEXT_FEATURES)
    who_to_ask = RichTextField(_("who can I ask?"), features=settings.SMALL_RICH_TEXT_FEATURES)
    links = StreamField([("link", LinkBlock())], verbose_name=_("ways on"), blank=True, max_num=6)

    QUESTIONS = ("what", "who", "how", "how_long", "who_to_ask")
    search_fields = [*OfferPage.search_fields, *(index.SearchField(name) for name in QUESTIONS)]
    edit_handler = editor([*(FieldPanel(name) for name in QUESTIONS), FieldPanel("links")])

    class Meta:
        verbose_name = _("five-minute guide")
        verbose_name_plural = _("five-minute guides")

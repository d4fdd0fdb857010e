from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import PageManager
from wagtail.search import index

from localoffer.core.models import OfferPage

from ..blocks import EasyReadRowBlock
from .editing import editor
from .grammar import HUB
from .originals import VersionOfPage, VersionQuerySet


class EasyReadPage(VersionOfPage, OfferPage):
    """One idea a row, with a picture. It belongs to an original and says when it is behind it."""

    template = "pages/easy_read_page.html"
    page_description = _("One idea a row, each with a picture and a short sentence. It can belong to another page.")
    parent_page_types = [HUB, "pages.YoungHomePage"]
    subpage_types: list[str] = []
    search_kind = "easy-read"
    links_glossary = False  # hard words stand in bold with their meaning

    rows = StreamField([("row", EasyReadRowBlock())], verbose_name=_("rows"), min_num=1, max_num=16)
    where_to_get_help = RichTextField(_("where to get help"), features=settings.SMALL_RICH_TEXT_FEATURES)
    checked_with = models.CharField(
        _("who checked it"),
        max_length=200,
        blank=True,
        help_text=_("Like “Checked by six young people of the SEND Youth Forum”."),
    )

    objects = PageManager.from_queryset(VersionQuerySet)()

    search_fields = [*OfferPage.search_fields, index.SearchField("rows"), index.SearchField("where_to_get_help")]
    edit_handler = editor(
        [
            PageChooserPanel("original"),
            FieldPanel("rows"),
            FieldPanel("where_to_get_help"),
            FieldPanel("checked_with"),
        ]
    )

    class Meta:
        verbose_name = _("Easy Read page")
        verbose_name_plural = _("Easy Read pages")

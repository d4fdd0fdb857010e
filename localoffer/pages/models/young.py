from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from localoffer.core.models import OfferPage

from ..blocks import PartBlock
from ..presentation.young import home_context, page_context
from .editing import Signed, editor
from .grammar import HOME
from .packs import PrintPack


class YoungHomePage(PrintPack, OfferPage):
    """The young people's own section: their place, their voice. Young editors draft here, an officer publishes."""

    template = "pages/young_home_page.html"
    page_description = _("The first page of the young people's section. A site has one.")
    second_person_for_all = True
    who_helps_now_below = True
    usually_for = "for_young_people"
    parent_page_types = [HOME]
    subpage_types = ["pages.YoungPage", "pages.VideoPage", "pages.EasyReadPage"]
    max_count = 1
    search_kind = "young"
    icon = "star"  # on the home page

    intro = models.TextField(_("introduction"), max_length=400)
    made_by = models.CharField(
        _("made by"), max_length=200, blank=True, help_text=_("Like “Made with the SEND Youth Forum”.")
    )
    search = models.CharField(_("search for services"), max_length=500, default="age=16")

    edit_handler = editor([FieldPanel("intro"), FieldPanel("made_by"), FieldPanel("search")])

    class Meta:
        verbose_name = _("young people's section")
        verbose_name_plural = _("young people's sections")

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | home_context(self)


class YoungPage(Signed, OfferPage):
    """A page for young people: at most five short parts, said to “you”."""

    template = "pages/young_page.html"
    page_description = _("A page for young people in at most five short parts. A second person publishes it.")
    usually_for = "for_young_people"
    parent_page_types = ["pages.YoungHomePage"]
    subpage_types: list[str] = []
    search_kind = "young"

    parts = StreamField([("part", PartBlock())], verbose_name=_("parts"), min_num=1, max_num=5)

    search_fields = [*OfferPage.search_fields, index.SearchField("parts")]
    edit_handler = editor([FieldPanel("icon"), FieldPanel("parts")])

    class Meta:
        verbose_name = _("young people's page")
        verbose_name_plural = _("young people's pages")

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | page_context(self)

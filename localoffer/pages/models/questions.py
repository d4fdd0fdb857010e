from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from localoffer.core.models import OfferPage

from ..blocks import QuestionBlock
from .editing import editor
from .grammar import HUB


class QuestionsPage(OfferPage):
    """Questions as families ask them, each answered in its first sentence."""

    template = "pages/questions_page.html"
    parent_page_types = [HUB]
    subpage_types: list[str] = []
    search_kind = "question"

    intro = models.TextField(_("introduction"), max_length=400, blank=True)
    questions = StreamField([("question", QuestionBlock())], verbose_name=_("questions"), min_num=1)

    search_fields = [*OfferPage.search_fields, index.SearchField("questions")]
    edit_handler = editor([FieldPanel("intro"), FieldPanel("questions")])

    class Meta:
        verbose_name = _("list of questions")
        verbose_name_plural = _("lists of questions")

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from localoffer.core.models import OfferPage

from ..blocks import LinkBlock
from .editing import Signed, editor
from .grammar import ARTICLES, HOME


class HubPage(Signed, OfferPage):
    """A topic: its top tasks, its guides, its services, and what else belongs to it."""

    template = "pages/hub_page.html"
    parent_page_types = [HOME]
    subpage_types = ARTICLES
    search_kind = "guide"

    intro = models.TextField(_("introduction"), max_length=400, help_text=_("Two sentences."))
    tasks = StreamField([("task", LinkBlock())], verbose_name=_("top tasks"), blank=True, max_num=3)
    search = models.CharField(
        _("search for services"),
        max_length=500,
        blank=True,
        help_text=_("Make the search on “Find support”, then paste what stands after the ? there, like type=health."),
    )
    search_heading = models.CharField(_("heading above the services"), max_length=80, blank=True)
    questions = models.ForeignKey(
        "pages.QuestionsPage",
        verbose_name=_("questions and answers"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("A list of questions that belongs to this topic."),
    )

    edit_handler = editor(
        [
            FieldPanel("icon"),
            FieldPanel("intro"),
            FieldPanel("tasks"),
            MultiFieldPanel([FieldPanel("search"), FieldPanel("search_heading")], _("Services")),
            FieldPanel("questions"),
        ]
    )

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

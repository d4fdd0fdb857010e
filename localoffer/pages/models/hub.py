from django.db import models
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from localoffer.core.models import OfferPage

from ..blocks import TaskBlock
from ..presentation.hub import hub_context
from .editing import SearchForm, Signed, editor
from .grammar import ARTICLES, HOME
from .packs import PrintPack


class HubPage(PrintPack, Signed, OfferPage):
    """A topic: its top tasks, its guides, its services, and what else belongs to it."""

    template = "pages/hub_page.html"
    page_description = _("A topic, like “Health”: it gathers guides, services, events, questions and news.")
    parent_page_types = [HOME]
    subpage_types = ARTICLES
    only_leads_on = True
    search_kind = "guide"
    base_form_class = SearchForm

    intro = models.TextField(_("introduction"), max_length=400, help_text=_("Two sentences."))
    tasks = StreamField([("task", TaskBlock())], verbose_name=_("top tasks"), blank=True, max_num=3)
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

    search_fields = [*OfferPage.search_fields, index.SearchField("intro"), index.SearchField("tasks")]
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

    def publishing_problems(self):
        """A topic has something of its own: it never only leads to another topic."""
        problems = super().publishing_problems()
        if not (self.search or self.questions_id or self._has_pages()) and self._leads_only_to_topics():
            problems["tasks"] = [
                now_("This topic would only lead to other topics. Add a search for services, or a page below it.")
            ]
        return problems

    def _has_pages(self) -> bool:
        return bool(self.pk) and self.get_children().live().exists()

    def _leads_only_to_topics(self) -> bool:
        addresses = {block.value["address"].partition("#")[0].partition("?")[0] for block in self.tasks}
        topics = {page.get_url() for page in HubPage.objects.live()}
        return bool(addresses) and addresses <= topics

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | hub_context(self)

    @property
    def pack_search(self) -> str:
        return self.search

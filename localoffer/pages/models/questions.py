from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from localoffer.core.models import OfferPage
from localoffer.core.page_sections import Section
from localoffer.core.page_text import lines_of_block

from ..blocks import QuestionBlock
from .editing import editor
from .grammar import HUB

LONGEST_ANCHOR = 60


class QuestionsPage(OfferPage):
    """Questions as families ask them, each answered in its first sentence."""

    template = "pages/questions_page.html"
    page_description = _(
        "Questions as families ask them, each with a short answer. The search finds each question by itself."
    )
    parent_page_types = [HUB]
    subpage_types: list[str] = []
    search_kind = "question"

    intro = models.TextField(_("introduction"), max_length=400, blank=True)
    questions = StreamField([("question", QuestionBlock())], verbose_name=_("questions"), min_num=1)

    search_fields = [*OfferPage.search_fields, index.SearchField("intro"), index.SearchField("questions")]
    edit_handler = editor([FieldPanel("intro"), FieldPanel("questions")])

    class Meta:
        verbose_name = _("list of questions")
        verbose_name_plural = _("lists of questions")

    def search_sections(self):
        """Each question is a search result of its own."""
        for row in self.anchored_questions:
            block = row["block"]
            lines = list(lines_of_block(block.block, block.value))
            yield Section(row["label"], row["url"], lines, summary=block.value["answer"], alone=True)

    @property
    def anchored_questions(self) -> list[dict]:
        """Each question with its anchor and address, to link to one answer and to list them all."""
        address = self.get_url() or ""
        used: dict[str, int] = {}
        rows = []
        for number, block in enumerate(self.questions, start=1):
            base = slugify(block.value["question"])[:LONGEST_ANCHOR].strip("-") or f"question-{number}"
            used[base] = used.get(base, 0) + 1
            anchor = base if used[base] == 1 else f"{base}-{used[base]}"
            rows.append(
                {"block": block, "label": block.value["question"], "anchor": anchor, "url": f"{address}#{anchor}"}
            )
        return rows

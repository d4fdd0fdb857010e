from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.search import index

from localoffer.core.models import OfferPage
from localoffer.core.page_sections import Section

from ..presentation.glossary import by_letter, with_more
from .editing import editor
from .grammar import HOME


class GlossaryTerm(index.Indexed, models.Model):
    """A word that families meet, with its meaning in plain words. Names in law change: each has its source."""

    term = models.CharField(_("word"), max_length=120, unique=True)
    slug = models.SlugField(_("address"), max_length=120, unique=True)
    meaning = models.TextField(_("meaning"), max_length=500, help_text=_("One or two sentences in plain words."))
    also_called = models.TextField(
        _("also called"), blank=True, help_text=_("Short forms and other names, one a line, like EHCP.")
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page with more about it"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Families see a link to it below the meaning, as long as it is published and for everybody."),
    )
    source = models.CharField(_("source"), max_length=300, blank=True)
    as_of = models.DateField(_("as it stood on"), null=True, blank=True)
    is_linked = models.BooleanField(
        _("link its first use on each page"),
        default=True,
        help_text=_("Take the tick off for a word with everyday meanings."),
    )

    panels = [
        TitleFieldPanel("term", targets=["slug"]),
        FieldPanel("slug"),
        FieldPanel("meaning"),
        FieldPanel("also_called"),
        FieldPanel("page"),
        FieldPanel("is_linked"),
        FieldPanel("source"),
        FieldPanel("as_of"),
    ]
    search_fields = [index.SearchField("term"), index.AutocompleteField("term"), index.SearchField("also_called")]

    class Meta:
        ordering = ["term"]
        verbose_name = _("word of the glossary")
        verbose_name_plural = _("words of the glossary")

    def __str__(self):
        return self.term

    @property
    def other_names(self) -> list[str]:
        """Short forms and other names."""
        return [line.strip() for line in self.also_called.splitlines() if line.strip()]


class GlossaryPage(OfferPage):
    """All words from A to Z."""

    template = "pages/glossary_page.html"
    page_description = _(
        "Where all words of the glossary stand from A to Z. The words have a list of their own. A site has one."
    )
    parent_page_types = [HOME]
    subpage_types: list[str] = []
    only_leads_on = True
    max_count = 1

    search_kind = "glossary"
    search_words_elsewhere = True
    links_glossary = False

    intro = models.TextField(_("introduction"), max_length=400, blank=True)

    search_fields = [*OfferPage.search_fields, index.SearchField("intro")]
    edit_handler = editor([FieldPanel("intro")])

    class Meta:
        verbose_name = _("glossary")
        verbose_name_plural = _("glossaries")

    def search_sections(self):
        """Each word is a search result of its own."""
        address = self.get_url() or ""
        for term in GlossaryTerm.objects.all():
            yield Section(
                title=term.term,
                url=f"{address}#{term.slug}",
                lines=[term.meaning],
                summary=term.meaning,
                names=term.other_names,
                alone=True,
            )

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {
            "letters": by_letter(with_more(GlossaryTerm.objects.all()))
        }

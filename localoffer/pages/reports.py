"""The CMS report of reading levels: which pages are hard to read, the hardest first."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from localoffer.core.models import OfferPage
from localoffer.core.readability import FEWEST_WORDS, Readability, measure


@dataclass(frozen=True)
class Row:
    """A published page with its figures."""

    page: OfferPage
    figures: Readability

    @property
    def title(self) -> str:
        return self.page.title

    @property
    def edit_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])

    @property
    def kind(self) -> str:
        return str(self.page._meta.verbose_name)

    @property
    def reading_age(self) -> int | None:
        return self.figures.reading_age if self.figures.is_long_enough else None

    @property
    def age_or_why_not(self) -> str:
        """The reading age for the list, or why there is none."""
        if self.reading_age is None:
            return _("Too short to tell: fewer than %(number)d words in sentences") % {"number": FEWEST_WORDS}
        return str(self.reading_age)

    @property
    def words(self) -> int:
        return self.figures.words

    @property
    def longest_words(self) -> int:
        return self.figures.longest_words

    @property
    def longest(self) -> str:
        return self.figures.longest

    @property
    def longest_in_words(self) -> str:
        """The longest sentence with its length, for the list."""
        if not self.longest:
            return ""
        return _("%(words)d words: %(sentence)s") % {"words": self.longest_words, "sentence": self.longest}


def reading_rows(user) -> list[Row]:
    """Published pages that this person may change, the hardest first; one query for each type of page."""
    allowed = page_permission_policy.instances_user_has_permission_for(user, "change")
    pages = Page.objects.filter(pk__in=allowed.values("pk")).live().specific()
    rows = [Row(page, measure(page.readable_text())) for page in pages if isinstance(page, OfferPage)]
    return sorted(rows, key=lambda row: (-(row.reading_age or 0), row.title))


class ReadingLevelView(ReportView):
    """Reading age, longest sentence and number of words of each page."""

    page_title = _("Reading level")
    header_icon = "glasses"
    index_url_name = "reading_level_report"
    index_results_url_name = "reading_level_report_results"
    default_ordering = None
    is_searchable = False
    permission_policy = page_permission_policy
    any_permission_required = ["add", "change", "publish"]
    columns = [
        TitleColumn("title", label=_("Page"), get_url=lambda row: row.edit_url),
        Column("kind", label=_("Type"), width="12%"),
        Column("age_or_why_not", label=_("Reading age"), width="14%"),
        Column("longest_in_words", label=_("Longest sentence"), width="36%"),
        Column("words", label=_("Words"), width="8%"),
    ]
    list_export = ["title", "kind", "reading_age", "longest_words", "longest", "words"]
    export_headings = {
        "title": _("Page"),
        "kind": _("Type"),
        "reading_age": _("Reading age"),
        "longest_words": _("Words of the longest sentence"),
        "longest": _("Longest sentence"),
        "words": _("Words"),
    }

    def get_filename(self):
        return "reading-level"

    def get_filtered_queryset(self):
        return reading_rows(self.request.user)

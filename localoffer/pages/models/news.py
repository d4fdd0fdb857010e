from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.search import index

from localoffer.core.days import end_of, start_of
from localoffer.core.models import OfferPage

from ..blocks import BodyBlock
from ..presentation import news
from ..querysets import NewsQuerySet
from .editing import EXPIRES, GOES_LIVE, editor
from .grammar import HOME


class NewsIndexPage(RoutablePageMixin, OfferPage):
    """All news, the newest first."""

    template = "pages/news_index_page.html"
    page_description = _("The list of all news, which fills itself. A site has one.")
    parent_page_types = [HOME]
    subpage_types = ["pages.NewsPage"]
    only_leads_on = True
    max_count = 1
    search_kind = "page"

    edit_handler = editor([])

    class Meta:
        verbose_name = _("list of news")
        verbose_name_plural = _("lists of news")

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | news.index_context(self, request.GET, timezone.now())

    @path("feed/", name="feed")
    def feed(self, request):
        """The latest news as an Atom feed, for whoever follows along."""
        return news.feed(self, request, timezone.now())


class NewsPage(OfferPage):
    """Something new. It leaves the lists on its last day."""

    template = "pages/news_page.html"
    page_description = _("Something new. It leaves the lists after the last day that you give it.")
    parent_page_types = ["pages.NewsIndexPage"]
    subpage_types: list[str] = []
    search_kind = "news"

    day = models.DateField(_("date"), default=timezone.localdate, db_index=True)
    ends = models.DateField(_("in the lists until"), null=True, db_index=True)
    topic = models.ForeignKey(
        "pages.HubPage", verbose_name=_("topic"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    body = StreamField(BodyBlock(), verbose_name=_("content"))

    objects = PageManager.from_queryset(NewsQuerySet)()

    search_fields = [
        *OfferPage.search_fields,
        index.SearchField("body"),
        index.FilterField("day"),
        index.FilterField("ends"),
    ]
    edit_handler = editor(
        [
            FieldRowPanel([FieldPanel("day"), FieldPanel("ends")]),
            FieldPanel("topic"),
            FieldPanel("body"),
            MultiFieldPanel(
                [
                    FieldRowPanel(
                        [FieldPanel("go_live_at", heading=GOES_LIVE), FieldPanel("expire_at", heading=EXPIRES)]
                    )
                ],
                _("By itself"),
                help_text=_(
                    "Leave both empty to publish at once and keep the page. The second takes the whole page away; "
                    "“In the lists until” only takes it out of the lists."
                ),
            ),
        ],
        settings_panels=[],
    )

    class Meta:
        verbose_name = _("news")
        verbose_name_plural = _("news")

    def clean(self):
        super().clean()
        if self.day and self.ends and self.ends < self.day:
            raise ValidationError({"ends": _("The last day in the lists must not be before its date.")})

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {
            "ended": news.ended_words(self, timezone.now()),
            "topic": news.topic_of(self),
        }

    def search_times(self):
        """From its day until its last day is over."""
        return start_of(self.day), end_of(self.ends) if self.ends else None

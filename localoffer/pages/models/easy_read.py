from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from localoffer.core.models import OfferPage

from ..blocks import EasyReadRowBlock
from .editing import editor
from .grammar import HUB


class EasyReadQuerySet(PageQuerySet):
    def versions_of(self, page):
        """Published Easy Read versions of a page, the latest first."""
        return self.live().public().filter(original_id=page.pk).order_by("-last_published_at", "-pk")


class EasyReadPage(OfferPage):
    """One idea a row, with a picture. It belongs to an original and says when it is behind it."""

    template = "pages/easy_read_page.html"
    page_description = _("One idea a row, each with a picture and a short sentence. It can belong to another page.")
    parent_page_types = [HUB, "pages.YoungHomePage"]
    subpage_types: list[str] = []
    search_kind = "easy-read"
    links_glossary = False  # hard words stand in bold with their meaning

    original = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("original"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    original_seen_at = models.DateTimeField(
        _("made from the original as it was on"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("Set when this page is published."),
    )
    rows = StreamField([("row", EasyReadRowBlock())], verbose_name=_("rows"), min_num=1, max_num=16)
    where_to_get_help = RichTextField(_("where to get help"), features=settings.SMALL_RICH_TEXT_FEATURES)
    checked_with = models.CharField(
        _("who checked it"),
        max_length=200,
        blank=True,
        help_text=_("Like “Checked by six young people of the SEND Youth Forum”."),
    )

    objects = PageManager.from_queryset(EasyReadQuerySet)()

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

    def with_content_json(self, content):
        """When it was last compared with its original is no word of a draft."""
        draft = super().with_content_json(content)
        draft.original_seen_at = self.original_seen_at
        return draft

    def clean(self):
        super().clean()
        if self.original_id and self.original_id == self.pk:
            raise ValidationError({"original": _("A page cannot be the Easy Read version of itself.")})

    def save(self, *args, **kwargs):
        if self.live and self.original_seen_at is None:
            self.original_seen_at = timezone.now()
        super().save(*args, **kwargs)

    @property
    def is_behind(self) -> bool:
        """Whether the original was published again after this version was made from it."""
        original = self.original if self.original_id else None
        if original is None or not original.live or not original.last_published_at:
            return False
        return self.original_seen_at is None or original.last_published_at > self.original_seen_at

    @property
    def public_original(self):
        """The original where families can read it."""
        return self.original if self.original_id and self.original.live else None


def note_original(sender, instance, **kwargs):
    """On publishing: this version is made from the original as it is now."""
    if isinstance(instance, EasyReadPage):
        EasyReadPage.objects.filter(pk=instance.pk).update(original_seen_at=timezone.now())

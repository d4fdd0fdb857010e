from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from localoffer.core.models import OfferPage

from .editing import editor
from .grammar import HUB


class VideoPage(OfferPage):
    """A film or a 360-degree tour: a picture, then press to play. Never a player of a third party before a press."""

    class Kind(models.TextChoices):
        FILM = "film", _("film")
        TOUR = "tour", _("360-degree tour")

    template = "pages/video_page.html"
    parent_page_types = [HUB, "pages.YoungHomePage"]
    subpage_types: list[str] = []
    search_kind = "video"

    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices, default=Kind.FILM)
    poster = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("picture before it plays"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    poster_text = models.CharField(_("what the picture shows"), max_length=200)
    film = models.FileField(_("film (MP4 or WebM)"), upload_to="films", blank=True)
    captions = models.FileField(_("captions (WebVTT)"), upload_to="films", blank=True)
    media_url = models.URLField(
        _("or its address at the council's media host"),
        max_length=300,
        blank=True,
        help_text=_("Only hosts that the settings allow."),
    )
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    transcript = RichTextField(
        _("transcript"),
        features=settings.RICH_TEXT_FEATURES,
        help_text=_("Everything that is said, and what matters in the picture."),
    )

    search_fields = [*OfferPage.search_fields, index.SearchField("transcript")]
    edit_handler = editor(
        [
            FieldPanel("kind"),
            FieldPanel("poster"),
            FieldPanel("poster_text"),
            MultiFieldPanel(
                [FieldPanel("film"), FieldPanel("captions"), FieldPanel("media_url"), FieldPanel("minutes")], _("Film")
            ),
            FieldPanel("transcript"),
        ]
    )

    class Meta:
        verbose_name = _("film or tour")
        verbose_name_plural = _("films and tours")

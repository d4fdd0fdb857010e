from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.search import index

from localoffer.core.models import OfferPage

from ..blocks import BodyBlock
from .editing import editor
from .grammar import HOME


class CampaignPage(RoutablePageMixin, OfferPage):
    """A page for a poster: a short address that is easy to type, and a QR code."""

    template = "pages/campaign_page.html"
    page_description = _("For a poster or a leaflet: a short address that is easy to type, and a QR code.")
    poster_template = "pages/campaign_poster.html"
    parent_page_types = [HOME]
    subpage_types: list[str] = []
    search_kind = "guide"

    short = models.CharField(
        _("short address"),
        max_length=20,
        unique=True,
        null=True,
        validators=[RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*\Z", _("Use small letters, numbers and single hyphens."))],
        help_text=_("What stands after /go/, like “speech”."),
    )
    poster_heading = models.CharField(_("heading of the poster"), max_length=80)
    poster_text = models.CharField(_("text of the poster"), max_length=200)
    body = StreamField(BodyBlock(), verbose_name=_("content"))

    search_fields = [*OfferPage.search_fields, index.SearchField("body")]
    edit_handler = editor(
        [
            MultiFieldPanel(
                [FieldPanel("short"), FieldPanel("poster_heading"), FieldPanel("poster_text")], _("Poster")
            ),
            FieldPanel("body"),
        ]
    )

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")

    @property
    def short_url(self) -> str:
        """The whole short address, as the QR code has it."""
        return f"{settings.BASE_URL}{reverse('campaign', args=[self.short])}" if self.short else self.full_url or ""

    @path("poster/", name="poster")
    def poster(self, request):
        """One sheet of A4 to print and put on a wall."""
        return self.render(request, template=self.poster_template)

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import RichTextField
from wagtail.models import PageManager
from wagtail.search import index

from localoffer.core.models import OfferPage

from ..films.files import check_captions, check_film, check_host, film_path
from ..films.widgets import SentOnceInput
from ..presentation.films import film_context
from .editing import editor
from .grammar import HUB
from .originals import VersionOfPage, VersionQuerySet


class VideoPage(VersionOfPage, OfferPage):
    """A film or a 360-degree tour: a picture, then press to play. Never a player of a third party before a press.

    One that has an original is that page in British Sign Language.
    """

    class Kind(models.TextChoices):
        FILM = "film", _("film")
        TOUR = "tour", _("360-degree tour")

    template = "pages/video_page.html"
    page_description = _("A film or a tour with captions and its words as text. It plays only after a press.")
    parent_page_types = [HUB, "pages.YoungHomePage"]
    subpage_types: list[str] = []
    search_kind = "video"

    original = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page that it shows in British Sign Language"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Only if it does. That page then leads to this film."),
    )
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices, default=Kind.FILM)
    poster = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("picture before it plays"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    poster_text = models.CharField(_("what the picture shows"), max_length=200)
    film = models.FileField(_("film (MP4 or WebM)"), upload_to=film_path, blank=True)
    captions = models.FileField(
        _("captions (a file that ends in .vtt)"),
        upload_to=film_path,
        blank=True,
        help_text=_("For people who do not hear the film. The program with which it was made can save them."),
    )
    panorama = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("or a picture all the way round"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_(
            "For a tour: what a 360-degree camera saves, twice as wide as high. Visitors turn the view themselves."
        ),
    )
    panorama_text = models.CharField(
        _("what that picture shows"),
        max_length=300,
        blank=True,
        help_text=_("Once round from the left to the right, for those who cannot see it."),
    )
    media_url = models.URLField(
        _("or its address at the council's media host"),
        max_length=300,
        blank=True,
        help_text=_("Only hosts that the settings allow."),
    )
    captions_there = models.BooleanField(_("it has captions there"), default=False)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    seconds = models.PositiveSmallIntegerField(
        _("and seconds"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(59)],
        help_text=_("For a film of less than a minute leave the minutes empty."),
    )
    transcript = RichTextField(
        _("transcript"),
        features=settings.RICH_TEXT_FEATURES,
        help_text=_("Everything that is said, and what matters in the picture."),
    )

    objects = PageManager.from_queryset(VersionQuerySet)()

    search_fields = [*OfferPage.search_fields, index.SearchField("transcript")]
    edit_handler = editor(
        [
            FieldPanel("kind"),
            FieldPanel("poster"),
            FieldPanel("poster_text"),
            MultiFieldPanel(
                [
                    FieldPanel("film", widget=SentOnceInput(".mp4,.webm")),
                    FieldPanel("captions", widget=SentOnceInput(".vtt")),
                    FieldPanel("panorama"),
                    FieldPanel("panorama_text"),
                    FieldPanel("media_url"),
                    FieldPanel("captions_there"),
                    FieldPanel("minutes"),
                    FieldPanel("seconds"),
                ],
                _("Film"),
            ),
            FieldPanel("transcript"),
            PageChooserPanel("original"),
        ]
    )

    class Meta:
        verbose_name = _("film or tour")
        verbose_name_plural = _("films and tours")

    def clean(self):
        super().clean()
        errors = {}
        for name, check in (("film", check_film), ("captions", check_captions), ("media_url", check_host)):
            value = getattr(self, name)
            # A file that was checked when it came in is not read again.
            if value and not getattr(value, "_committed", False):
                try:
                    check(value)
                except ValidationError as error:
                    errors[name] = error
        if self.film and self.media_url:
            errors["media_url"] = _("Give a film or an address, not both.")
        if self.original_id and self.kind != self.Kind.FILM:
            errors["original"] = _("Only a film can show a page in British Sign Language.")
        errors |= self._panorama_errors()
        if errors:
            raise ValidationError(errors)

    def _panorama_errors(self):
        if not self.panorama_id:
            return {}
        errors = {}
        if self.film or self.media_url:
            errors["panorama"] = _("Give a film, an address or a picture all the way round, not several.")
        elif self.kind != self.Kind.TOUR:
            errors["panorama"] = _("Only a 360-degree tour has a picture all the way round.")
        elif abs(self.panorama.width - 2 * self.panorama.height) > self.panorama.height / 20:
            errors["panorama"] = _("This picture is not twice as wide as high, so it cannot go all the way round.")
        if not self.panorama_text:
            errors["panorama_text"] = _("Say what the picture shows: many people cannot see it.")
        return errors

    def publishing_problems(self):
        problems = super().publishing_problems()
        if not self.film and not self.media_url and not self.panorama_id:
            problems.setdefault("film", []).append(_("Choose a film, or give its address at the council's media host."))
        if self.film and not self.captions:
            problems.setdefault("captions", []).append(_("Add captions: many people cannot hear the film."))
        if self.media_url and not self.captions_there:
            problems.setdefault("captions_there", []).append(
                _("Tick that it has captions there. Without captions it cannot be published.")
            )
        return problems

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | film_context(self, request)

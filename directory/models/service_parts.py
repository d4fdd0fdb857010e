"""The parts of a service that come in numbers: steps, links, photos, contacts, answers, places, times."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable
from wagtail.search import index

from ..querysets import ScheduleQuerySet
from .contacts import Contact, ContactDetails
from .services import Service


class ServiceStep(Orderable):
    """One step of how to get the service."""

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="steps")
    title = models.CharField(_("what to do"), max_length=120)
    text = models.TextField(_("what happens next, and when"), blank=True)

    panels = [FieldPanel("title"), FieldPanel("text")]

    class Meta(Orderable.Meta):
        verbose_name = _("step")
        verbose_name_plural = _("steps")

    def __str__(self):
        return self.title


class ServiceLink(Orderable):
    """A link that belongs to the service: help while waiting, a video, a tour, a page."""

    class Kind(models.TextChoices):
        WAITING = "waiting", _("While you wait")
        VIDEO = "video", _("Video")
        TOUR = "tour", _("360-degree tour")
        PAGE = "page", _("Other page")

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="links")
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.PAGE)
    label = models.CharField(_("words of the link"), max_length=160)
    url = models.URLField(_("address"), max_length=400)

    panels = [FieldPanel("kind"), FieldPanel("label"), FieldPanel("url")]

    class Meta(Orderable.Meta):
        verbose_name = _("link")
        verbose_name_plural = _("links")

    def __str__(self):
        return self.label


class ServicePhoto(Orderable):
    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="photos")
    image = models.ForeignKey(
        "wagtailimages.Image", verbose_name=_("photo"), on_delete=models.CASCADE, related_name="+"
    )
    text = models.CharField(
        _("what it shows"), max_length=200, help_text=_("For people who cannot see it. Needed for every photo.")
    )

    panels = [FieldPanel("image"), FieldPanel("text")]

    class Meta(Orderable.Meta):
        verbose_name = _("photo")
        verbose_name_plural = _("photos")

    def __str__(self):
        return self.text


class ServiceContact(Contact):
    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="contacts")


class LocalOfferQuestion(index.Indexed, models.Model):
    """A question that the council asks every service, like “How do you involve parents?”."""

    text = models.CharField(_("question"), max_length=300, unique=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    public = models.BooleanField(_("shown to families"), default=True)

    panels = [FieldPanel("text"), FieldPanel("order"), FieldPanel("public")]
    search_fields = [index.SearchField("text"), index.AutocompleteField("text")]

    class Meta:
        ordering = ["order", "text"]
        verbose_name = _("Local Offer question")
        verbose_name_plural = _("Local Offer questions")

    def __str__(self):
        return self.text


class ServiceAnswer(Orderable):
    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(
        LocalOfferQuestion, verbose_name=_("question"), on_delete=models.CASCADE, related_name="answers"
    )
    answer = models.TextField(_("answer"))

    panels = [FieldPanel("question"), FieldPanel("answer")]

    class Meta(Orderable.Meta):
        verbose_name = _("answer")
        verbose_name_plural = _("answers")

    def __str__(self):
        return str(self.question)


class ServiceLocation(Orderable, ContactDetails):
    """A service at a place, with its own contact where it has one."""

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="service_locations")
    location = models.ForeignKey(
        "directory.Location", verbose_name=_("place"), on_delete=models.PROTECT, related_name="service_locations"
    )
    notes = models.CharField(_("about this place"), max_length=300, blank=True)

    panels = [FieldPanel("location"), FieldPanel("notes"), *ContactDetails.contact_panels]

    class Meta(Orderable.Meta):
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints = [
            models.UniqueConstraint(
                name="service_once_at_a_place",
                fields=["service", "location"],
                violation_error_message=_("This place is already there."),
            )
        ]

    def __str__(self):
        return str(self.location)


class Schedule(Orderable):
    """When a service happens, in Open Referral terms: every week or month, or on one date."""

    class Frequency(models.TextChoices):
        WEEKLY = "WEEKLY", _("Every week")
        MONTHLY = "MONTHLY", _("Every month")
        ONCE = "ONCE", _("On one date")

    class Season(models.TextChoices):
        ALWAYS = "always", _("All year")
        TERM = "term", _("Term time only")
        HOLIDAYS = "holidays", _("School holidays only")

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="schedules")
    location = models.ForeignKey(
        "directory.Location",
        verbose_name=_("at which place"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Leave empty if it is the same at all places."),
    )
    frequency = models.CharField(_("how often"), max_length=8, choices=Frequency, default=Frequency.WEEKLY)
    interval = models.PositiveSmallIntegerField(_("every how many weeks or months"), default=1)
    days = models.CharField(
        _("days"),
        max_length=40,
        blank=True,
        help_text=_("Two letters each, like MO,WE. For a month: 1SA is the first Saturday, -1FR the last Friday."),
    )
    opens_at = models.TimeField(_("from"), null=True, blank=True)
    closes_at = models.TimeField(_("to"), null=True, blank=True)
    season = models.CharField(_("time of year"), max_length=8, choices=Season, default=Season.ALWAYS)
    valid_from = models.DateField(_("first date"), null=True, blank=True)
    valid_to = models.DateField(_("last date"), null=True, blank=True)
    description = models.CharField(_("in words"), max_length=200, blank=True)

    objects = ScheduleQuerySet.as_manager()

    panels = [
        FieldPanel("location"),
        FieldRowPanel([FieldPanel("frequency"), FieldPanel("interval"), FieldPanel("days")]),
        FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at"), FieldPanel("season")]),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
        FieldPanel("description"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("time")
        verbose_name_plural = _("times")
        constraints = [
            models.CheckConstraint(
                name="schedule_dates_in_order",
                condition=models.Q(valid_from=None)
                | models.Q(valid_to=None)
                | models.Q(valid_from__lte=models.F("valid_to")),
                violation_error_message=_("The last date must not be before the first."),
            ),
            models.CheckConstraint(
                name="schedule_interval_at_least_one",
                condition=models.Q(interval__gte=1),
                violation_error_message=_("Enter 1 for every week or month, 2 for every second one."),
            ),
        ]

    def __str__(self):
        return self.description or f"{self.get_frequency_display()} {self.days}"

    def clean(self):
        super().clean()
        if self.frequency == self.Frequency.ONCE and not self.valid_from:
            raise ValidationError({"valid_from": _("Give the date.")})
        if bad := [day for day in self.day_codes if day[-2:] not in WEEKDAYS]:
            raise ValidationError(
                {"days": _("%(day)s is not a day. Use MO, TU, WE, TH, FR, SA, SU.") % {"day": bad[0]}}
            )
        if self.opens_at and self.closes_at and self.opens_at >= self.closes_at:
            raise ValidationError({"closes_at": _("The end must be after the start.")})

    @property
    def day_codes(self):
        """The days as a list, like ["MO", "1SA"]."""
        return [day.strip().upper() for day in self.days.split(",") if day.strip()]


WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

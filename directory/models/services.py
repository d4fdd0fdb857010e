from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.search import index

from localoffer.core.models import PictureConsent

from ..querysets import ServiceQuerySet
from ..short_codes import new_short_code
from .listings import Listing


class Service(Listing):
    """One thing a family can use: a school, a clinic, a short break, a club."""

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        PAUSED = "paused", _("Paused")
        CLOSED = "closed", _("Closed")

    class Coverage(models.TextChoices):
        AREA = "area", _("The whole council area")
        PARTS = "parts", _("Some wards or towns")
        AUTHORITIES = "authorities", _("Other council areas")
        NATIONAL = "national", _("The whole country")

    OPERATIONAL_FIELDS = (*Listing.OPERATIONAL_FIELDS, "status", "status_reason", "status_until", "short_code")

    # Who runs it
    provider = models.ForeignKey(
        "directory.Provider", verbose_name=_("provider"), on_delete=models.PROTECT, related_name="services"
    )
    partners = ParentalManyToManyField(
        "directory.Provider", verbose_name=_("run together with"), blank=True, related_name="partner_services"
    )
    commissioner = models.ForeignKey(
        "directory.Provider",
        verbose_name=_("paid for by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="commissioned_services",
    )

    # What it is
    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(_("web address"), max_length=120, unique=True)
    short_code = models.CharField(_("short code"), max_length=8, unique=True, editable=False, default=new_short_code)
    summary = models.CharField(
        _("one sentence"), max_length=200, blank=True, help_text=_("What it is and who it helps, in plain words.")
    )
    description = models.TextField(_("more about it"), blank=True)
    what_happens = models.TextField(
        _("what happens there"), blank=True, help_text=_("The first visit, the room, the noise, who you meet.")
    )

    # Who can use it
    min_age = models.PositiveSmallIntegerField(_("lowest age"), null=True, blank=True)
    max_age = models.PositiveSmallIntegerField(_("highest age"), null=True, blank=True)
    who_yes = models.TextField(_("who can use it"), blank=True, help_text=_("One point a line."))
    who_no = models.TextField(_("who it is not for"), blank=True, help_text=_("One point a line."))

    # How to get it
    referral_criteria = models.TextField(_("referral criteria, for professionals"), blank=True)
    referral_evidence = models.TextField(
        _("what to send with a referral"), blank=True, help_text=_("One point a line.")
    )
    referral_form_url = models.URLField(_("referral form"), max_length=400, blank=True)
    wait = models.CharField(_("how long it takes"), max_length=120, blank=True, help_text=_("Like “About 14 weeks”."))
    wait_as_of = models.DateField(_("true on"), null=True, blank=True)
    vacancies = models.CharField(_("places free"), max_length=120, blank=True)
    vacancies_as_of = models.DateField(_("true on"), null=True, blank=True)

    # Cost
    price_from = models.DecimalField(_("price from (£)"), max_digits=8, decimal_places=2, null=True, blank=True)
    price_unit = models.CharField(_("for"), max_length=40, blank=True, help_text=_("Like “a session”."))
    cost_notes = models.CharField(_("more about cost"), max_length=300, blank=True)

    # Where
    coverage = models.CharField(_("who it covers"), max_length=12, choices=Coverage, default=Coverage.AREA)
    coverage_areas = ParentalManyToManyField("directory.Area", verbose_name=_("areas"), blank=True, related_name="+")
    online = models.BooleanField(_("online"), default=False)
    home_visit = models.BooleanField(_("at your home"), default=False)
    outside_area = models.BooleanField(
        _("outside the council area"),
        default=False,
        help_text=_("The law asks for provision outside the area that local families use."),
    )

    # Words for filters, law
    terms = ParentalManyToManyField("directory.Term", verbose_name=_("terms"), blank=True, related_name="services")
    statutory_items = ParentalManyToManyField(
        "core.StatutoryItem", verbose_name=_("evidence for"), blank=True, related_name="services"
    )

    # Running
    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.OPEN, editable=False)
    status_reason = models.CharField(_("reason"), max_length=200, blank=True, editable=False)
    status_until = models.DateField(_("until"), null=True, blank=True, editable=False)

    objects = ServiceQuerySet.as_manager()

    search_fields = [
        index.SearchField("name", boost=3),
        index.AutocompleteField("name"),
        index.SearchField("summary"),
        index.SearchField("description"),
        index.FilterField("live"),
        index.FilterField("status"),
    ]

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("service")
        verbose_name_plural = _("services")
        indexes = [models.Index(fields=["live", "status"], name="service_live_status")]
        constraints = [
            models.CheckConstraint(
                name="service_ages_in_order",
                condition=models.Q(min_age=None) | models.Q(max_age=None) | models.Q(min_age__lte=models.F("max_age")),
                violation_error_message=_("The lowest age must not be above the highest age."),
            ),
            models.CheckConstraint(
                name="service_wait_has_a_date",
                condition=models.Q(wait="") | models.Q(wait_as_of__isnull=False),
                violation_error_message=_("Say on which date this waiting time was true."),
            ),
            models.CheckConstraint(
                name="service_price_not_negative",
                condition=models.Q(price_from=None) | models.Q(price_from__gte=0),
                violation_error_message=_("A price cannot be below 0."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("directory:service-detail", args=[self.slug])

    def pause_is_over(self, today=None):
        """Paused until a day that has come, and nobody has opened it again: families must ask."""
        until = self.status_until
        return self.status == self.Status.PAUSED and until is not None and until <= (today or timezone.localdate())

    def get_preview_template(self, request, mode_name):
        return "directory/service_detail.html"

    def save(self, *args, **kwargs):
        """Save; a new service whose random short code is already somebody's gets another one."""
        while self._state.adding and Service.objects.filter(short_code=self.short_code).exists():
            self.short_code = new_short_code()
        super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        if self.wait and not self.wait_as_of:
            raise ValidationError({"wait_as_of": _("Say on which date this waiting time was true.")})
        if self.min_age is not None and self.max_age is not None and self.min_age > self.max_age:
            raise ValidationError({"max_age": _("The highest age must not be below the lowest age.")})

    def publishing_problems(self):
        problems = super().publishing_problems()
        if hidden := self.hidden_provider_problem():
            problems.setdefault("provider", []).append(hidden)
        if ended := self.ended_consents():
            problems.setdefault("photos", []).extend(ended)
        return problems

    def ended_consents(self):
        """A sentence for each picture of people that families do not see yet, and to which consent has ended."""
        pictures = {photo.image_id for photo in self.photos.all()}
        if not pictures:
            return []
        live = self._meta.get_field("photos").related_model.objects.filter(service=self.pk, service__live=True)
        ended = PictureConsent.objects.ended(timezone.localdate()).filter(
            image__in=pictures.difference(live.values_list("image_id", flat=True))
        )
        words = _("The consent to the picture “%(title)s” has ended. Ask again, or take the picture out.")
        return [words % {"title": consent.image.title} for consent in ended.select_related("image")]

    def hidden_provider_problem(self):
        """What to do first where the provider is not on the site: families must see who runs a service."""
        if not self.provider_id or self.provider.live:
            return ""
        return _(
            "“%(name)s” runs this and is not published, so families would not see who runs it. Publish it first."
        ) % {"name": self.provider.name}

    @property
    def public_provider(self):
        """Who runs it, as far as the public may know: nobody whose own listing is not published."""
        return self.provider if self.provider.live else None

    @property
    def public_provider_name(self):
        return self.provider.name if self.provider.live else ""

    @property
    def who_yes_points(self):
        return points(self.who_yes)

    @property
    def who_no_points(self):
        return points(self.who_no)

    @property
    def referral_evidence_points(self):
        return points(self.referral_evidence)


def points(text: str) -> list[str]:
    """The lines of a text with one point a line, without blank ones."""
    return [line.strip() for line in text.splitlines() if line.strip()]

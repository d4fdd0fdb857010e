from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable
from wagtail.search import index

from ..querysets import ProviderQuerySet
from .contacts import Contact
from .listings import Listing


class Provider(Listing):
    """An organisation that runs services: a council team, an NHS trust, a school, a charity."""

    class Kind(models.TextChoices):
        COUNCIL = "council", _("Council")
        NHS = "nhs", _("NHS")
        SCHOOL = "school", _("School or nursery")
        COLLEGE = "college", _("College or training provider")
        TRUST = "trust", _("School trust")
        CHARITY = "charity", _("Charity")
        COMMUNITY = "community", _("Community or parent group")
        COMPANY = "company", _("Company")
        OTHER = "other", _("Other organisation")

    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(_("web address"), max_length=120, unique=True, allow_unicode=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.OTHER)
    description = models.TextField(_("who they are"), blank=True, help_text=_("One paragraph."))
    parent = models.ForeignKey(
        "self", verbose_name=_("belongs to"), null=True, blank=True, on_delete=models.SET_NULL, related_name="members"
    )
    address = models.ForeignKey(
        "directory.Location",
        verbose_name=_("main address"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    sen_report_url = models.URLField(
        _("SEN information report"),
        max_length=400,
        blank=True,
        help_text=_("Schools publish one each year (Children and Families Act 2014, section 69)."),
    )

    objects = ProviderQuerySet.as_manager()

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("kind"),
        FieldPanel("description"),
        FieldPanel("parent"),
        FieldPanel("address"),
        FieldPanel("sen_report_url"),
        InlinePanel("contacts", label=_("contact")),
        InlinePanel("identifiers", label=_("registration")),
        InlinePanel("inspections", label=_("inspection result")),
        FieldPanel("owner"),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("description"),
        index.FilterField("kind"),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name = _("provider")
        verbose_name_plural = _("providers")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("directory:provider-detail", args=[self.slug])

    def get_preview_template(self, request, mode_name):
        return "directory/provider_detail.html"

    def taking_down_problems(self):
        """Families must see who runs what they find."""
        count = self.services.published().count()
        if not count:
            return []
        words = ngettext(
            "It runs %(count)d published service. Archive that first.",
            "It runs %(count)d published services. Archive those first.",
            count,
        )
        return [words % {"count": count}]


class ProviderContact(Contact):
    provider = ParentalKey(Provider, on_delete=models.CASCADE, related_name="contacts")


class ProviderIdentifier(Orderable):
    """A number that a register gave to the provider."""

    class Scheme(models.TextChoices):
        URN = "urn", _("School number (URN)")
        UKPRN = "ukprn", _("UK provider reference number (UKPRN)")
        LAESTAB = "laestab", _("DfE number (LAESTAB)")
        ODS = "ods", _("NHS organisation code (ODS)")
        CQC = "cqc", _("Care Quality Commission (CQC)")
        OFSTED = "ofsted", _("Ofsted")
        CHARITY = "charity", _("Registered charity")
        COMPANY = "company", _("Company number")
        UPRN = "uprn", _("Property number (UPRN)")

    provider = ParentalKey(Provider, on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.CharField(_("register"), max_length=10, choices=Scheme)
    value = models.CharField(_("number"), max_length=60, db_index=True)

    panels = [FieldPanel("scheme"), FieldPanel("value")]

    class Meta(Orderable.Meta):
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        constraints = [
            models.UniqueConstraint(
                name="provider_identifier_once",
                fields=["provider", "scheme", "value"],
                violation_error_message=_("This registration is already there."),
            )
        ]

    def __str__(self):
        return f"{self.get_scheme_display()} {self.value}"


class InspectionResult(Orderable):
    """A fact from an inspection: what was judged, the result, when, by whom.

    Single-word grades for schools in England ended in September 2024, so results are free words with a
    date; old school grades in imported files are dropped.
    """

    provider = ParentalKey(Provider, on_delete=models.CASCADE, related_name="inspections")
    what = models.CharField(_("what was judged"), max_length=120)
    result = models.CharField(_("result"), max_length=200)
    on = models.DateField(_("date"), null=True, blank=True)
    by = models.CharField(_("inspected by"), max_length=80)
    url = models.URLField(_("report"), max_length=400, blank=True)

    panels = [FieldPanel("what"), FieldPanel("result"), FieldPanel("on"), FieldPanel("by"), FieldPanel("url")]

    class Meta(Orderable.Meta):
        verbose_name = _("inspection result")
        verbose_name_plural = _("inspection results")

    def __str__(self):
        return f"{self.what}: {self.result}"

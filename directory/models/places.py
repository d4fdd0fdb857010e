from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from ..postcodes import normalise_postcode
from .listings import Listing


class Area(index.Indexed, models.Model):
    """A ward, a council area or a town. Wards and authorities carry ONS codes and may carry outlines.

    Source: ONS Open Geography (Open Government Licence v3.0), loaded with `load_areas`.
    """

    class Kind(models.TextChoices):
        WARD = "ward", _("Ward")
        AUTHORITY = "authority", _("Council area")
        TOWN = "town", _("Town or neighbourhood")

    code = models.CharField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=120, db_index=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    latitude = models.FloatField(_("latitude of the middle"), null=True, blank=True)
    longitude = models.FloatField(_("longitude of the middle"), null=True, blank=True)
    outline = models.JSONField(
        _("outline"), default=list, blank=True, help_text=_("Rings of [longitude, latitude] pairs.")
    )
    authority = models.ForeignKey(
        "self", verbose_name=_("council area"), null=True, blank=True, on_delete=models.SET_NULL, related_name="wards"
    )

    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("kind")]

    class Meta:
        ordering = ["name"]
        verbose_name = _("area")
        verbose_name_plural = _("areas")

    def __str__(self):
        return self.name


class Postcode(models.Model):
    """A postcode, a sector (SS9 1) or an outward code (SS9) with the middle of its area, WGS84.

    Source: Code-Point Open or the ONS postcode directory, loaded with `load_postcodes`.
    """

    code = models.CharField(_("postcode"), max_length=8, primary_key=True)
    latitude = models.FloatField()
    longitude = models.FloatField()
    authority_code = models.CharField(max_length=9, blank=True)
    ward_code = models.CharField(max_length=9, blank=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("postcode")
        verbose_name_plural = _("postcodes")

    def __str__(self):
        return self.code


class Location(Listing):
    """A place where services happen: a school, a clinic, a hall.

    A place that is `area_only` (a home, a refuge) is known to the public by its ward alone. Public code
    reads only the `public_*` properties.
    """

    class Visibility(models.TextChoices):
        PUBLIC = "public", _("Show the address")
        AREA_ONLY = "area", _("Show only the area (a home, a refuge)")

    name = models.CharField(_("name"), max_length=200)
    address_1 = models.CharField(_("address"), max_length=200, blank=True)
    address_2 = models.CharField(_("address, second line"), max_length=200, blank=True)
    town = models.CharField(_("town"), max_length=100, blank=True)
    county = models.CharField(_("county"), max_length=100, blank=True)
    postcode = models.CharField(_("postcode"), max_length=8, blank=True, db_index=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    ward = models.ForeignKey(
        Area,
        verbose_name=_("ward"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        limit_choices_to={"kind": Area.Kind.WARD},
    )
    uprn = models.CharField(_("UPRN"), max_length=12, blank=True)
    visibility = models.CharField(
        _("who sees the address"), max_length=8, choices=Visibility, default=Visibility.PUBLIC
    )
    directions = models.TextField(_("how to get there"), blank=True, help_text=_("Entrance, parking, buses."))
    access_notes = models.TextField(
        _("more about access"), blank=True, help_text=_("Like “Doors 90 cm wide; lift to the first floor”.")
    )
    terms = ParentalManyToManyField(
        "directory.Term",
        verbose_name=_("access"),
        blank=True,
        related_name="locations",
        limit_choices_to={"vocabulary__scope": "place"},
    )

    panels = [
        FieldPanel("name"),
        MultiFieldPanel(
            [
                FieldPanel("visibility"),
                FieldPanel("address_1"),
                FieldPanel("address_2"),
                FieldRowPanel([FieldPanel("town"), FieldPanel("county"), FieldPanel("postcode")]),
                FieldPanel("ward"),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
                FieldPanel("uprn"),
            ],
            _("Address"),
        ),
        FieldPanel("terms"),
        FieldPanel("access_notes"),
        FieldPanel("directions"),
        FieldPanel("owner"),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("postcode"),
        index.SearchField("town"),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints = [
            models.CheckConstraint(
                name="location_coordinates_both_or_none",
                condition=models.Q(latitude=None, longitude=None)
                | models.Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                violation_error_message=_("Give latitude and longitude, or neither."),
            ),
        ]

    # A place has no page of its own.
    preview_modes = []

    def __str__(self):
        return f"{self.name}, {self.postcode}" if self.postcode else self.name

    def clean(self):
        super().clean()
        if self.postcode:
            self.postcode = normalise_postcode(self.postcode) or self.postcode
        if (self.latitude is None) != (self.longitude is None):
            raise ValidationError({"longitude": _("Give latitude and longitude, or neither.")})
        if self.is_area_only and not self.ward_id:
            raise ValidationError({"ward": _("A place whose address is not shown needs a ward.")})

    @property
    def is_area_only(self):
        return self.visibility == self.Visibility.AREA_ONLY

    @property
    def public_name(self):
        """The name of the place, or of its ward if the address is not shown; nothing while it is a draft."""
        if not self.live:
            return ""
        if not self.is_area_only:
            return self.name
        return self.ward.name if self.ward else ""

    @property
    def public_point(self):
        """(latitude, longitude) that the public may know, or None."""
        place = self if not self.is_area_only else self.ward
        if not self.live or place is None or place.latitude is None:
            return None
        return place.latitude, place.longitude

    @property
    def public_address_lines(self):
        """Lines of the address that the public may see; only the ward for an area-only place."""
        if not self.live:
            return []
        if self.is_area_only:
            return [self.ward.name] if self.ward else []
        return [line for line in (self.address_1, self.address_2, self.town, self.county, self.postcode) if line]

    @property
    def public_postcode(self):
        return "" if self.is_area_only or not self.live else self.postcode

    @property
    def public_directions(self):
        return "" if self.is_area_only or not self.live else self.directions

    @property
    def public_access_notes(self):
        """Free words about access, which may describe where a place is; none for an area-only place."""
        return "" if self.is_area_only or not self.live else self.access_notes

    @property
    def public_town(self):
        """Town or ward, for one line on a card."""
        if not self.live:
            return ""
        if self.is_area_only:
            return self.ward.name if self.ward else ""
        return self.town or (self.ward.name if self.ward else "")

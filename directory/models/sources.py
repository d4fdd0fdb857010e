from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

POSTCODES, AREAS = "postcodes", "areas"
"""Codes under which the commands for geography note their own origin."""
LONGEST_CODE = 60
OPEN_GOVERNMENT = "Open Government Licence v3.0"


class ImportSource(models.Model):
    """A register or feed that listings come from, and how its rows arrive."""

    class Kind(models.TextChoices):
        GIAS = "gias", _("Schools register (GIAS)")
        OPEN_REFERRAL = "openreferral", _("Open Referral UK")
        OUTPOST = "outpost", _("Outpost")
        TABLE = "table", _("Table (CSV or XLSX)")
        SEEDS = "seeds", _("Lists that come with the software")

    slug = models.SlugField(_("code"), max_length=LONGEST_CODE, unique=True)
    name = models.CharField(_("name"), max_length=120, help_text=_("As families see it: “From (name)”."))
    kind = models.CharField(_("layout"), max_length=14, choices=Kind)
    url = models.URLField(_("address of the feed"), max_length=400, blank=True)
    owner = models.ForeignKey(
        "core.Team", verbose_name=_("owner team"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    review_months = models.PositiveSmallIntegerField(_("months until the first check"), default=6)
    arrives_live = models.BooleanField(
        _("rows go live at once"), default=False, help_text=_("Otherwise they arrive as drafts for an officer.")
    )
    column_map = models.JSONField(_("columns of the table"), default=dict, blank=True)
    options = models.JSONField(
        _("what to take"),
        default=dict,
        blank=True,
        help_text=_(
            'Like {"authorities": ["882"]} for the schools register, or {"terms": {"their-code": "needs/autism"}}.'
        ),
    )
    licence = models.CharField(_("licence"), max_length=200, blank=True)

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("kind"),
        FieldPanel("url"),
        FieldPanel("owner"),
        FieldRowPanel([FieldPanel("review_months"), FieldPanel("arrives_live")]),
        FieldPanel("column_map"),
        FieldPanel("options"),
        FieldPanel("licence"),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name = _("import source")
        verbose_name_plural = _("import sources")

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        if self.slug in (POSTCODES, AREAS) and self.kind != self.Kind.SEEDS:
            raise ValidationError({"slug": _("The software notes its own map data under this code. Choose another.")})

    @property
    def licence_words(self):
        """The terms on which we may show what it says; those of the schools register are the same for everybody."""
        return self.licence or (OPEN_GOVERNMENT if self.kind == self.Kind.GIAS else "")


def free_code(name: str) -> str:
    """A code made from the name of a source that neither another source nor our own map data has."""
    base = slugify(name)[: LONGEST_CODE - 8].strip("-") or "source"
    code, number = base, 1
    while code in (POSTCODES, AREAS) or ImportSource.objects.filter(slug=code).exists():
        number += 1
        code = f"{base}-{number}"
    return code


class SourceRecord(models.Model):
    """What a source last said about one of our records, field by field.

    A field that an officer changed differs from this memory, and the next import leaves it alone.
    """

    source = models.ForeignKey(ImportSource, on_delete=models.CASCADE, related_name="records")
    external_id = models.CharField(max_length=200)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.BigIntegerField()
    target = GenericForeignKey("content_type", "object_id")
    said = models.JSONField(default=dict)
    first_seen_at = models.DateTimeField(auto_now_add=True)
    last_seen_at = models.DateTimeField()
    vanished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("source record")
        verbose_name_plural = _("source records")
        constraints = [
            models.UniqueConstraint(name="source_record_once", fields=["source", "content_type", "external_id"])
        ]
        indexes = [models.Index(fields=["content_type", "object_id"], name="source_record_target")]

    def __str__(self):
        return f"{self.source_id} {self.external_id}"

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index


class StatutoryItem(index.Indexed, models.Model):
    """One thing the law says a Local Offer must contain.

    Source: SEND Regulations 2014 (SI 2014/1530), Schedule 2, and the SEND Code of Practice 2015. The law
    changes, so items are data: keyed on `slug`, and the paragraph number is shown only where confirmed. So is who
    asks for them, and whether they must be there or should.
    """

    slug = models.SlugField(_("code"), max_length=80, unique=True)
    text = models.TextField(_("what must be published"), help_text=_("In our own words, not the wording of the law."))
    parent = models.ForeignKey(
        "self", verbose_name=_("part of"), null=True, blank=True, on_delete=models.CASCADE, related_name="children"
    )
    legal_reference = models.CharField(_("legal reference"), max_length=200, blank=True)
    source = models.CharField(
        _("who asks for it"),
        max_length=200,
        blank=True,
        help_text=_("The law or the guidance as a whole. Items with the same words here are counted together."),
    )
    is_advice = models.BooleanField(
        _("advice only"),
        default=False,
        help_text=_("Guidance says that it should be there; no law says that it must. It is counted apart."),
    )
    number_confirmed = models.BooleanField(_("paragraph number confirmed"), default=False)
    source_url = models.URLField(_("where it can be read"), max_length=300, blank=True)
    as_of = models.DateField(_("law as it stood on"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    panels = [
        FieldPanel("text"),
        FieldPanel("slug"),
        FieldPanel("parent"),
        FieldPanel("source"),
        FieldPanel("is_advice"),
        FieldPanel("legal_reference"),
        FieldPanel("number_confirmed"),
        FieldPanel("source_url"),
        FieldPanel("as_of"),
        FieldPanel("order"),
    ]
    search_fields = [index.SearchField("text"), index.AutocompleteField("text"), index.AutocompleteField("slug")]

    class Meta:
        ordering = ["order", "slug"]
        verbose_name = _("statutory item")
        verbose_name_plural = _("statutory items")

    def __str__(self):
        return self.text if len(self.text) <= 90 else f"{self.text[:89]}…"

    @property
    def public_reference(self):
        """The legal reference where its number is confirmed, else an empty string."""
        return self.legal_reference if self.number_confirmed else ""

    def with_parts(self) -> list["StatutoryItem"]:
        """This item and everything that is part of it, which is deleted with it."""
        found = [self]
        for item in found:
            found += [part for part in item.children.all() if part not in found]
        return found

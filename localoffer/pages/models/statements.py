from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField

from localoffer.core.models import OfferPage

from ..blocks import BodyBlock
from .editing import editor
from .grammar import HOME


class ContactPage(OfferPage):
    """Every way to reach a person. Phone, e-mail and post come from the council settings."""

    template = "pages/contact_page.html"
    parent_page_types = [HOME]
    subpage_types: list[str] = []
    max_count = 1

    body = StreamField(BodyBlock(), verbose_name=_("more ways"), blank=True)
    edit_handler = editor([FieldPanel("body")])

    class Meta:
        verbose_name = _("contact page")
        verbose_name_plural = _("contact pages")


class AccessibilityPage(OfferPage):
    """The accessibility statement, made from the register of known issues.

    Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018, regulation 8.
    """

    template = "pages/accessibility_page.html"
    parent_page_types = [HOME]
    subpage_types: list[str] = []
    max_count = 1

    prepared_on = models.DateField(_("statement prepared on"), null=True)
    reviewed_on = models.DateField(_("statement last reviewed on"), null=True)
    tests = StreamField(
        BodyBlock(), verbose_name=_("how we tested it"), blank=True, help_text=_("Tools, people and dates.")
    )

    edit_handler = editor([FieldRowPanel([FieldPanel("prepared_on"), FieldPanel("reviewed_on")]), FieldPanel("tests")])

    class Meta:
        verbose_name = _("accessibility statement")
        verbose_name_plural = _("accessibility statements")


class KnownIssue(models.Model):
    """Something on the site that not everybody can use yet, and what happens about it."""

    class Reason(models.TextChoices):
        TO_FIX = "fix", _("does not meet the rules; will be mended")
        BURDEN = "burden", _("disproportionate burden")
        OUTSIDE = "outside", _("not within the scope of the regulations")

    what = models.TextField(_("what does not work, for whom"), max_length=400)
    guideline = models.CharField(
        _("guideline"), max_length=120, blank=True, help_text=_("Like “WCAG 2.2, 1.2.2 Captions”.")
    )
    reason = models.CharField(_("state"), max_length=8, choices=Reason.choices, default=Reason.TO_FIX)
    found_on = models.DateField(_("known since"))
    fix_by = models.DateField(_("mended by"), null=True, blank=True)
    why_not = models.TextField(_("why not"), max_length=400, blank=True)
    instead = models.TextField(_("what to do instead"), max_length=400, blank=True)
    fixed_on = models.DateField(_("mended on"), null=True, blank=True, db_index=True)

    panels = [
        FieldPanel("what"),
        FieldPanel("instead"),
        FieldRowPanel([FieldPanel("guideline"), FieldPanel("reason")]),
        FieldRowPanel([FieldPanel("found_on"), FieldPanel("fix_by"), FieldPanel("fixed_on")]),
        FieldPanel("why_not"),
    ]

    class Meta:
        ordering = ["found_on", "pk"]
        verbose_name = _("known accessibility issue")
        verbose_name_plural = _("known accessibility issues")
        constraints = [
            models.CheckConstraint(
                name="known_issue_says_when_or_why",
                condition=Q(fix_by__isnull=False) | Q(fixed_on__isnull=False) | ~Q(why_not=""),
                violation_error_message=_("Say by when it will be mended, or why not."),
            ),
        ]

    def __str__(self):
        return self.what if len(self.what) <= 80 else f"{self.what[:79]}…"

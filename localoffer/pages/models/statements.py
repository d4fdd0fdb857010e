from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField

from localoffer.core.models import OfferPage
from localoffer.core.page_sections import Section

from ..blocks import BodyBlock
from ..presentation.statement import months_later, statement_context
from .editing import editor
from .grammar import HOME


class FixedAddress:
    """A page that takes the place of one that every site has, at its address."""

    FIXED_SLUG = ""
    stands_at_a_fixed_address = True

    def clean(self):
        self.slug = self.FIXED_SLUG
        super().clean()


class ContactPage(FixedAddress, OfferPage):
    """Every way to reach a person. Phone, e-mail and post come from the council settings."""

    FIXED_SLUG = "contact"

    template = "pages/contact_page.html"
    page_description = _(
        "Every way to reach you. Phone, e-mail and post come from the council settings. A site has one."
    )
    parent_page_types = [HOME]
    subpage_types: list[str] = []
    max_count = 1
    search_kind = "page"

    body = StreamField(BodyBlock(), verbose_name=_("more ways"), blank=True)
    edit_handler = editor([FieldPanel("body")])

    class Meta:
        verbose_name = _("contact page")
        verbose_name_plural = _("contact pages")

    def search_sections(self):
        """What stands on it comes from the council settings, so its words do not name it."""
        names = [now_("phone number"), now_("telephone"), now_("email"), now_("e-mail address"), now_("postal address")]
        yield Section(now_("Phone, e-mail and post"), self.get_url() or "", lines=[], names=names)


class AccessibilityPage(FixedAddress, OfferPage):
    """The accessibility statement, made from the register of known issues.

    Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018, regulation 8.
    """

    FIXED_SLUG = "accessibility"

    template = "pages/accessibility_page.html"
    page_description = _(
        "The accessibility statement that the law asks for. It lists the known issues by itself. A site has one."
    )
    parent_page_types = [HOME]
    subpage_types: list[str] = []
    max_count = 1
    search_kind = "page"

    prepared_on = models.DateField(_("statement prepared on"), null=True)
    reviewed_on = models.DateField(_("statement last reviewed on"), null=True)
    tested_on = models.DateField(_("website last tested on"), null=True, blank=True)
    tested_by = models.CharField(
        _("tested by"),
        max_length=200,
        blank=True,
        help_text=_("It ends the sentence “The test was carried out by …”. Leave out the full stop."),
    )
    meets_little = models.BooleanField(
        _("most of the guidelines are not met"),
        default=False,
        help_text=_("The statement then says “not compliant” and lists the known issues."),
    )
    tests = StreamField(
        BodyBlock(), verbose_name=_("how we tested it"), blank=True, help_text=_("Tools, people and dates.")
    )

    review_months = models.PositiveSmallIntegerField(
        _("review it every … months"),
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(24)],
        help_text=_("The government's model statement asks for a review at least once a year."),
    )

    edit_handler = editor(
        [
            FieldRowPanel([FieldPanel("prepared_on"), FieldPanel("reviewed_on"), FieldPanel("review_months")]),
            FieldRowPanel([FieldPanel("tested_on"), FieldPanel("tested_by")]),
            FieldPanel("meets_little"),
            FieldPanel("tests"),
        ]
    )

    class Meta:
        verbose_name = _("accessibility statement")
        verbose_name_plural = _("accessibility statements")

    def clean(self):
        super().clean()
        errors = {}
        if self.prepared_on and self.reviewed_on and self.reviewed_on < self.prepared_on:
            errors["reviewed_on"] = _("It cannot have been reviewed before it was prepared.")
        if self.tested_on and self.tested_on > timezone.localdate():
            errors["tested_on"] = _("It cannot have been tested on a day that is still to come.")
        if errors:
            raise ValidationError(errors)

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | statement_context(self)

    @property
    def review_due_on(self):
        """The day by which somebody has to go through the statement again; None before the first time."""
        return months_later(self.reviewed_on, self.review_months) if self.reviewed_on else None


class KnownIssueQuerySet(models.QuerySet):
    def open(self):
        """What does not work yet, the oldest first."""
        return self.filter(fixed_on=None).order_by("found_on", "pk")

    def late(self, today: date):
        """What should have been mended by now."""
        return self.open().filter(fix_by__lt=today)


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

    objects = KnownIssueQuerySet.as_manager()

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

    def clean(self):
        super().clean()
        errors = {}
        if self.reason == self.Reason.TO_FIX and not self.fix_by and not self.fixed_on:
            errors["fix_by"] = _("Say by when it will be mended.")
        if self.reason != self.Reason.TO_FIX and not self.why_not.strip():
            errors["why_not"] = _("Say why it will not be mended.")
        for name in ("fix_by", "fixed_on"):
            if (day := getattr(self, name)) and self.found_on and day < self.found_on:
                errors[name] = _("This day must not be before the day since which it is known.")
        for name in ("found_on", "fixed_on"):
            if (day := getattr(self, name)) and day > timezone.localdate():
                errors[name] = _("This day is still to come. Enter today or an earlier day.")
        if errors:
            raise ValidationError(errors)

    @property
    def state(self) -> str:
        """“Open”, “Late” or “Mended”, for the list of officers."""
        if self.fixed_on:
            return _("Mended")
        return _("Late") if self.fix_by and self.fix_by < timezone.localdate() else _("Open")

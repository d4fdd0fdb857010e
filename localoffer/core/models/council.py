from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Orderable

from ..colours import GROUNDS, MINIMUM_CONTRAST, worst_contrast

colour = RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Enter a colour like #005a70."))


@register_setting(icon="cog", order=10)
class CouncilSettings(BaseSiteSetting, ClusterableModel):
    """Everything that makes the portal this council's own: name, colours, contacts, navigation."""

    council_name = models.CharField(_("council"), max_length=120, default=_("Your council"))
    place_name = models.CharField(
        _("place"), max_length=80, default=_("your area"), help_text=_("As families say it, like “Southend-on-Sea”.")
    )
    product_name = models.CharField(_("name of the site"), max_length=80, default=_("SEND Local Offer"))
    authority_code = models.CharField(
        _("ONS code of the council's area"), max_length=9, blank=True, help_text=_("Like E06000033.")
    )
    logo = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    brand_colour = models.CharField(_("brand colour"), max_length=7, default="#005a70", validators=[colour])
    link_colour = models.CharField(_("link colour"), max_length=7, default="#0b5394", validators=[colour])

    phone = models.CharField(_("phone"), max_length=30, blank=True)
    phone_hours = models.CharField(_("phone hours"), max_length=80, blank=True)
    email = models.EmailField(_("e-mail"), max_length=254, blank=True)
    email_promise = models.CharField(
        _("when e-mails are answered"),
        max_length=80,
        blank=True,
        help_text=_("Like “We answer within 5 working days”."),
    )
    post_address = models.TextField(_("post address"), blank=True)

    forum_name = models.CharField(_("parent carer forum"), max_length=120, blank=True)
    forum_url = models.URLField(_("its website"), max_length=300, blank=True)
    forum_email = models.EmailField(_("its e-mail"), max_length=254, blank=True)
    sendiass_name = models.CharField(_("SEND information, advice and support service"), max_length=120, blank=True)
    sendiass_url = models.URLField(_("its website"), max_length=300, blank=True)
    sendiass_phone = models.CharField(_("its phone"), max_length=30, blank=True)
    sendiass_email = models.EmailField(_("its e-mail"), max_length=254, blank=True)

    social_care_phone = models.CharField(
        _("children's social care phone"),
        max_length=30,
        blank=True,
        help_text=_("For somebody who is worried that a child is not safe. Shown on “Need help now”."),
    )
    social_care_night_phone = models.CharField(_("its phone in the evening and at weekends"), max_length=30, blank=True)

    centre_latitude = models.FloatField(_("latitude of the centre of the area"), null=True, blank=True)
    centre_longitude = models.FloatField(_("longitude of the centre of the area"), null=True, blank=True)

    search_examples = models.TextField(
        _("examples for the search"),
        blank=True,
        help_text=_(
            "Words that families look for, one a line, at most six, like “short breaks”. "
            "The home page shows them until enough families have searched."
        ),
    )

    panels_about = [
        FieldPanel("council_name"),
        FieldPanel("place_name"),
        FieldPanel("product_name"),
        MultiFieldPanel(
            [FieldPanel("authority_code"), FieldPanel("centre_latitude"), FieldPanel("centre_longitude")], _("Area")
        ),
    ]
    panels_look = [
        HelpPanel(_("Both colours must stand out clearly (4.5 to 1) on every background of the site.")),
        FieldPanel("logo"),
        FieldPanel("brand_colour"),
        FieldPanel("link_colour"),
    ]
    panels_contact = [
        MultiFieldPanel(
            [
                FieldPanel("phone"),
                FieldPanel("phone_hours"),
                FieldPanel("email"),
                FieldPanel("email_promise"),
                FieldPanel("post_address"),
            ],
            _("Talk to a person"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("sendiass_name"),
                FieldPanel("sendiass_url"),
                FieldPanel("sendiass_phone"),
                FieldPanel("sendiass_email"),
            ],
            _("Independent advice (SENDIASS)"),
        ),
        MultiFieldPanel(
            [FieldPanel("forum_name"), FieldPanel("forum_url"), FieldPanel("forum_email")], _("Parent carer forum")
        ),
        MultiFieldPanel([FieldPanel("social_care_phone"), FieldPanel("social_care_night_phone")], _("Need help now")),
        InlinePanel("neighbouring_offers", label=_("neighbouring Local Offer")),
    ]
    panels_navigation = [
        FieldPanel("search_examples"),
        InlinePanel("navigation_items", heading=_("Main navigation"), label=_("entry"), max_num=8),
        InlinePanel(
            "footer_items",
            heading=_("Foot of every page"),
            label=_("link"),
            max_num=8,
            help_text=_("Besides contact, accessibility, privacy, cookies and the glossary, which come by themselves."),
        ),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(panels_about, heading=_("About")),
            ObjectList(panels_look, heading=_("Look")),
            ObjectList(panels_contact, heading=_("Contacts")),
            ObjectList(panels_navigation, heading=_("Navigation")),
        ]
    )

    class Meta:
        verbose_name = _("council settings")

    def clean(self):
        super().clean()
        errors = {}
        if len(self.example_words) > MOST_SEARCH_EXAMPLES:
            errors["search_examples"] = _("Give at most %(most)s.") % {"most": MOST_SEARCH_EXAMPLES}
        for field in ("brand_colour", "link_colour"):
            value = getattr(self, field)
            contrast, ground = worst_contrast(value, GROUNDS)
            if contrast < MINIMUM_CONTRAST:
                errors[field] = _(
                    "This colour is too pale: its contrast on %(ground)s is %(contrast).1f to 1, and 4.5 is needed."
                ) % {"ground": ground, "contrast": contrast}
        if errors:
            raise ValidationError(errors)

    @property
    def example_words(self) -> list[str]:
        """What officers give as examples for the search, each once."""
        return list(dict.fromkeys(line.strip() for line in self.search_examples.splitlines() if line.strip()))


MOST_SEARCH_EXAMPLES = 6


class MenuLink(Orderable):
    """A link of the frame: words, and a page or an address on this site."""

    label = models.CharField(_("words"), max_length=40)
    page = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("page"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    address = models.CharField(
        _("or an address on this site"),
        max_length=300,
        blank=True,
        validators=[RegexValidator(r"^/(?!/)", _("Enter an address on this site that begins with /."))],
    )

    panels = [FieldPanel("label"), FieldPanel("page"), FieldPanel("address")]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self):
        return self.label

    def clean(self):
        super().clean()
        if bool(self.page) == bool(self.address):
            raise ValidationError({"address": _("Choose a page or enter an address, one of the two.")})


class NavigationItem(MenuLink):
    """One of the at most eight entries of the main navigation."""

    council = ParentalKey(CouncilSettings, on_delete=models.CASCADE, related_name="navigation_items")

    class Meta(MenuLink.Meta):
        verbose_name = _("navigation entry")
        verbose_name_plural = _("navigation entries")


class FooterItem(MenuLink):
    """A link at the foot of every page, besides those that every site has."""

    council = ParentalKey(CouncilSettings, on_delete=models.CASCADE, related_name="footer_items")

    class Meta(MenuLink.Meta):
        verbose_name = _("link at the foot")
        verbose_name_plural = _("links at the foot")


class NeighbouringOffer(Orderable):
    """The Local Offer of a neighbouring council, for families who search just outside the area."""

    council = ParentalKey(CouncilSettings, on_delete=models.CASCADE, related_name="neighbouring_offers")
    name = models.CharField(_("council"), max_length=120)
    authority_code = models.CharField(_("ONS code"), max_length=9, blank=True)
    url = models.URLField(_("address of its Local Offer"), max_length=300)

    panels = [FieldPanel("name"), FieldPanel("authority_code"), FieldPanel("url")]

    class Meta(Orderable.Meta):
        verbose_name = _("neighbouring Local Offer")
        verbose_name_plural = _("neighbouring Local Offers")

    def __str__(self):
        return self.name

"""The editing forms, in tabs that follow the questions a family asks."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
    TitleFieldPanel,
)

from ..models import ImportSource, Location, ServiceAnswer, Term
from .forms import ListingForm, PlaceForm, RecordForm, ServiceForm, SourceForm, TermForm
from .widgets import AreasInput, DaysInput, ProvidersInput, StatutoryInput, TermsInput

OWNER = FieldPanel("owner", widget=forms.Select)

ABOUT = [
    TitleFieldPanel("name", placeholder=_("Name, as families know it"), required_on_save=True),
    FieldPanel("slug"),
    FieldPanel("provider", help_text=_("The organisation that answers for it.")),
    FieldPanel("summary"),
    FieldPanel("description"),
    FieldPanel("what_happens"),
    MultiFieldPanel(
        [
            FieldPanel("partners", widget=ProvidersInput),
            FieldPanel("commissioner", help_text=_("Who pays for it, if families should know.")),
        ],
        _("Who else runs it or pays"),
    ),
    InlinePanel("photos", label=_("photo"), heading=_("Photos")),
]
WHO = [
    FieldRowPanel([FieldPanel("min_age"), FieldPanel("max_age")], help_text=_("In whole years; 0 is from birth.")),
    FieldPanel("who_yes"),
    FieldPanel("who_no"),
]
HOW = [
    InlinePanel(
        "steps",
        label=_("step"),
        heading=_("Steps"),
        help_text=_("What a family does, in order. Three steps are plenty."),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("wait"), FieldPanel("wait_as_of")]),
            FieldRowPanel([FieldPanel("vacancies"), FieldPanel("vacancies_as_of")]),
        ],
        _("Waiting and free places"),
        help_text=_("Always with the date on which it was true. An old number is worse than none."),
    ),
    MultiFieldPanel(
        [FieldPanel("referral_criteria"), FieldPanel("referral_evidence"), FieldPanel("referral_form_url")],
        _("For professionals who refer"),
    ),
    InlinePanel("links", label=_("link"), heading=_("Links"), help_text=_("Help while waiting, films, tours.")),
]
PLACES = [
    MultiFieldPanel(
        [FieldPanel("online"), FieldPanel("home_visit"), FieldPanel("outside_area")], _("Where it happens")
    ),
    InlinePanel(
        "service_locations",
        label=_("place"),
        heading=_("Places"),
        help_text=_("A contact is needed here only if it differs from the service's own."),
    ),
    InlinePanel(
        "schedules",
        label=_("time"),
        heading=_("Times"),
        panels=[
            FieldPanel(
                "days", widget=DaysInput, help_text=_("Tick the days, or leave them empty for “by arrangement”.")
            ),
            FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at"), FieldPanel("season")]),
            FieldRowPanel([FieldPanel("frequency"), FieldPanel("interval")]),
            FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
            FieldPanel("location"),
            FieldPanel("description"),
        ],
    ),
    MultiFieldPanel(
        [FieldPanel("coverage"), FieldPanel("coverage_areas", widget=AreasInput)],
        _("Which families it is for, by where they live"),
        help_text=_("Tick areas only for “Some wards or towns” and “Other council areas”."),
    ),
]
COST = [
    FieldRowPanel([FieldPanel("price_from"), FieldPanel("price_unit")], help_text=_("Enter 0 if it is free.")),
    FieldPanel("cost_notes"),
    InlinePanel("contacts", label=_("contact"), heading=_("Contacts")),
]
FILTERS = [
    HelpPanel(_("Families find the service by these words. Days, online and places are worked out by themselves.")),
    FieldPanel("terms", widget=TermsInput),
]
QUESTIONS = [
    HelpPanel(_("The questions that the council asks every service. Answer in a few sentences.")),
    InlinePanel(
        "answers",
        label=_("answer"),
        heading=_("Answers"),
        panels=[FieldPanel("question", widget=forms.Select), *ServiceAnswer.panels[1:]],
    ),
]
LAW = [OWNER, FieldPanel("statutory_items", widget=StatutoryInput)]

service = TabbedInterface(
    [
        ObjectList(ABOUT, heading=_("About")),
        ObjectList(WHO, heading=_("Who it is for")),
        ObjectList(HOW, heading=_("How to get it")),
        ObjectList(PLACES, heading=_("Times and places")),
        ObjectList(COST, heading=_("Cost and contact")),
        ObjectList(FILTERS, heading=_("Words for filters")),
        ObjectList(QUESTIONS, heading=_("Questions")),
        ObjectList(LAW, heading=_("Law and owner")),
    ],
    base_form_class=ServiceForm,
)

provider = TabbedInterface(
    [
        ObjectList(
            [
                TitleFieldPanel("name", placeholder=_("Name, as families know it"), required_on_save=True),
                FieldPanel("slug"),
                FieldPanel("kind"),
                FieldPanel("description"),
                FieldPanel("parent"),
                FieldPanel("address"),
                FieldPanel("sen_report_url"),
                OWNER,
            ],
            heading=_("About"),
        ),
        ObjectList([InlinePanel("contacts", label=_("contact"), heading=_("Contacts"))], heading=_("Contacts")),
        ObjectList(
            [
                InlinePanel("identifiers", label=_("registration"), heading=_("Registrations")),
                InlinePanel("inspections", label=_("inspection result"), heading=_("Inspection results")),
            ],
            heading=_("Registers and inspections"),
        ),
    ],
    base_form_class=ListingForm,
)

_PLACE_WIDGETS = {"terms": TermsInput, "ward": forms.Select, "owner": forms.Select}


def _friendly(panel):
    """The same panel, with our widget where a plain one would be a long list."""
    if isinstance(panel, MultiFieldPanel):
        return MultiFieldPanel(
            [_friendly(child) for child in panel.children],
            panel.heading,
            help_text=_("Leave the ward, latitude and longitude empty: the postcode fills them when you save."),
        )
    name = getattr(panel, "field_name", "")
    if name == "name":
        return FieldPanel("name", required_on_save=True)
    return FieldPanel(name, widget=_PLACE_WIDGETS[name]) if name in _PLACE_WIDGETS else panel


place = ObjectList([_friendly(panel) for panel in Location.panels], base_form_class=PlaceForm)


def record(model):
    """The form of a plain list, from the panels of its model."""
    return ObjectList(model.panels, base_form_class=RecordForm)


source = ObjectList(ImportSource.panels, base_form_class=SourceForm)

term = ObjectList(
    [
        *(panel for panel in Term.panels if getattr(panel, "field_name", "") not in ("external_codes", "rule")),
        MultiFieldPanel(
            [FieldPanel("external_codes"), FieldPanel("rule")],
            _("For imports and for terms that are worked out"),
            classname="collapsed",
            help_text=_("A term that is worked out is never ticked by hand. Leave both empty if in doubt."),
        ),
    ],
    base_form_class=TermForm,
)

# Areas are loaded with `load_areas`; officers correct a name, never a code or an outline.
area = ObjectList(
    [
        FieldPanel("name"),
        FieldPanel("code", read_only=True),
        FieldPanel("kind", read_only=True),
        FieldPanel("authority", read_only=True),
    ]
)

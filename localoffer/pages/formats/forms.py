"""The form that orders a page in another format."""

from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from localoffer.core.plain_fields import LongTextField
from localoffer.core.public_forms import NO_NAMES, PublicForm

from ..models import FormatRequest

LONGEST_PAGE = 300
FEWEST_DIGITS = 10


def page_address(path: str) -> str:
    """The whole address of a page of ours, without what somebody searched for; nothing for any other text."""
    if not path.startswith("/") or path.startswith("//"):
        return ""
    address = settings.BASE_URL + urlsplit(path).path
    return address if len(address) <= LONGEST_PAGE else ""


class FormatForm(PublicForm):
    """Which page, in which format, and where to send it. Of the three ways only the chosen one is kept."""

    long_fields = ("notes",)

    page = forms.CharField(
        label=gettext_lazy("Which page would you like?"),
        max_length=LONGEST_PAGE,
        help_text=gettext_lazy("Its name or its address."),
        error_messages={"required": gettext_lazy("Say which page you would like.")},
    )
    format = forms.ChoiceField(
        label=gettext_lazy("How would you like to get it?"),
        choices=FormatRequest.Format.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how you would like to get the page.")},
    )
    language = forms.CharField(label=gettext_lazy("If another language, which one?"), max_length=60, required=False)
    way = forms.ChoiceField(
        label=gettext_lazy("How can we send it to you?"),
        choices=FormatRequest.Way.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("We need only one. Then fill in that one."),
        error_messages={"required": gettext_lazy("Choose how we can send it to you.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=254,
        required=False,
        widget=forms.EmailInput({"autocomplete": "email"}),
        error_messages={"invalid": gettext_lazy("Enter an e-mail address like name@example.org.")},
    )
    phone = forms.CharField(
        label=gettext_lazy("Phone number"),
        max_length=40,
        required=False,
        widget=forms.TextInput({"autocomplete": "tel", "inputmode": "tel"}),
    )
    post = LongTextField(
        label=gettext_lazy("Name and address for the envelope"),
        max_length=400,
        required=False,
        widget=forms.Textarea({"rows": 4, "autocomplete": "street-address"}),
    )
    notes = LongTextField(
        label=gettext_lazy("Anything that would help us (optional)"),
        max_length=1000,
        required=False,
        help_text=NO_NAMES,
        widget=forms.Textarea({"rows": 3}),
    )

    def clean_phone(self):
        phone = self.cleaned_data["phone"]
        if phone and sum(letter.isdigit() for letter in phone) < FEWEST_DIGITS:
            raise forms.ValidationError(_("Enter a whole phone number, like 01632 960 001."))
        return phone

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("format") == FormatRequest.Format.LANGUAGE and not cleaned.get("language"):
            self.add_error("language", _("Say which language."))
        way = cleaned.get("way")
        if way and not cleaned.get(way) and way not in self.errors:
            self.add_error(way, self._missing()[way])
        return cleaned

    def _missing(self) -> dict[str, str]:
        return {
            FormatRequest.Way.EMAIL: _("Enter your e-mail address, or choose another way."),
            FormatRequest.Way.PHONE: _("Enter your phone number, or choose another way."),
            FormatRequest.Way.POST: _("Enter your name and address, or choose another way."),
        }

    @property
    def answers(self) -> dict[str, str]:
        """What is kept of a valid form."""
        cleaned = self.cleaned_data
        is_language = cleaned["format"] == FormatRequest.Format.LANGUAGE
        return {
            "page": cleaned["page"],
            "format": cleaned["format"],
            "language": cleaned["language"] if is_language else "",
            "way": cleaned["way"],
            "contact": cleaned[cleaned["way"]],
            "notes": cleaned["notes"],
        }

    @property
    def summary(self) -> list[tuple[str, str]]:
        """Question and answer of everything that will be sent, to be checked."""
        request = FormatRequest(**self.answers)
        rows = [
            (_("Page"), request.page),
            (_("Format"), request.wanted),
            (_("Send it by"), str(request.get_way_display())),
            (_("To"), request.contact),
            (_("Anything else"), request.notes),
        ]
        return [(label, answer) for label, answer in rows if answer]

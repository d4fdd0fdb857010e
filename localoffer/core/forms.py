"""How forms look: GOV.UK's patterns rendered by Django itself, and fields that several apps use."""

from datetime import date

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

from .display import DisplayChoices


class GovukRenderer(TemplatesSetting):
    """Renders `{{ form }}` and `{{ field.as_field_group }}` in the pattern of the GOV.UK Design System.

    Widgets keep Django's own templates and get their classes from the field template, so that forms of
    the CMS, which share this renderer, look as Wagtail wants them.
    """

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"


class DateParts(forms.MultiWidget):
    """Day, month and year in three boxes: people who know a date by heart type it, calendars get in the way."""

    use_fieldset = True
    template_name = "forms/date_parts.html"
    names = ("day", "month", "year")

    def __init__(self, attrs=None):
        super().__init__(
            {
                name: forms.TextInput({"inputmode": "numeric", "maxlength": width, "autocomplete": "off"})
                for name, width in zip(self.names, (2, 9, 4), strict=True)
            },
            attrs,
        )

    def decompress(self, value):
        return [value.day, value.month, value.year] if isinstance(value, date) else [None, None, None]

    def id_for_label(self, id_):
        return f"{id_}_day" if id_ else id_

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        labels = (_("Day"), _("Month"), _("Year"))
        for part, label, suffix in zip(context["widget"]["subwidgets"], labels, self.names, strict=True):
            part |= {"label": label, "part": suffix}
            if attrs and attrs.get("id"):
                part["attrs"]["id"] = f"{attrs['id']}_{suffix}"
        return context


class DatePartsField(forms.MultiValueField):
    """A date given as day, month and year; the month may be a number or a name."""

    widget = DateParts
    default_error_messages = {"invalid": _("Enter a real date, like 24 3 2026."), "required": _("Enter a date.")}

    def __init__(self, **kwargs):
        parts = tuple(forms.CharField(max_length=9, required=False) for _name in DateParts.names)
        super().__init__(parts, require_all_fields=False, **kwargs)

    def compress(self, values):
        if not any(values):
            return None
        day, month, year = values
        try:
            return date(int(year), _month_number(month), int(day))
        except (TypeError, ValueError):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None


MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _month_number(text: str) -> int:
    """3 for “3”, “03”, “March” and “mar”."""
    if text.strip().isdecimal():
        return int(text)
    return MONTHS.index(text.strip()[:3].lower()) + 1


class DisplayForm(forms.Form):
    """The choices of “Ways to read this page”."""

    size = forms.ChoiceField(
        label=_("Text size"),
        choices=[("100", "100%"), ("125", "125%"), ("150", "150%"), ("200", "200%")],
        widget=forms.RadioSelect,
    )
    theme = forms.ChoiceField(
        label=_("Colours"),
        choices=[
            ("auto", _("Match my device")),
            ("light", _("Light")),
            ("cream", _("Soft cream")),
            ("dark", _("Dark")),
            ("contrast", _("High contrast")),
        ],
        widget=forms.RadioSelect,
    )
    font = forms.ChoiceField(
        label=_("Font"),
        choices=[
            ("standard", _("Standard")),
            ("hyperlegible", _("Hyperlegible: letters that look less alike")),
            ("wide", _("Wide: more room in each letter")),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, choices: DisplayChoices):
        super().__init__(initial=vars(choices))
        self.calmer = [
            ("spacing", "more", _("More space between lines and words"), choices.spacing == "more"),
            ("motion", "less", _("Less movement"), choices.motion == "less"),
            ("layout", "simple", _("Simple layout: one column, fewer boxes"), choices.layout == "simple"),
        ]

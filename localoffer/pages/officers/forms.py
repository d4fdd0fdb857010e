"""What people send about a draft, and what officers choose."""

from datetime import date, timedelta

from django import forms
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from localoffer.core.plain_fields import LongTextField
from localoffer.core.public_forms import NO_NAMES, PublicForm

FURTHEST = timedelta(days=366)


class CommentForm(PublicForm):
    """A comment on a draft. No account, no e-mail; a name only from those who want to give one."""

    long_fields = ("text",)

    text = LongTextField(
        label=_("Your comment"),
        max_length=4000,
        widget=forms.Textarea({"rows": 6}),
        help_text=format_lazy("{} {}", _("What is unclear, wrong or missing?"), NO_NAMES),
        error_messages={"required": _("Write your comment.")},
    )
    name = forms.CharField(
        label=_("Your name (you can leave this empty)"),
        max_length=200,
        required=False,
        widget=forms.TextInput({"autocomplete": "name"}),
    )


class ShareForm(forms.Form):
    """How long a link opens a draft, and for whom it is made."""

    days = forms.TypedChoiceField(
        label=_("How long"),
        coerce=int,
        choices=[(7, _("7 days")), (14, _("14 days")), (30, _("30 days")), (60, _("60 days"))],
        initial=14,
    )
    made_for = forms.CharField(
        label=_("For whom"),
        max_length=120,
        required=False,
        help_text=_("A group, like “Parent carer forum”. Not a person's name."),
    )


class IgnoreForm(forms.Form):
    """Until when a broken link is put off. An empty day takes that back."""

    until = forms.DateField(
        label=_("Ignore until"),
        required=False,
        widget=forms.DateInput({"type": "date"}),
        error_messages={"invalid": _("Enter a real date, like 2026-03-24.")},
    )

    def clean_until(self) -> date | None:
        until: date | None = self.cleaned_data["until"]
        today = timezone.localdate()
        if until and not today < until <= today + FURTHEST:
            raise forms.ValidationError(_("Choose a day after today, at most a year ahead."))
        return until

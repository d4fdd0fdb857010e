"""A draft is sent back with words: without them its writer would not know what to change."""

from django import forms
from django.utils.translation import gettext_lazy as _

REJECT = "reject"
"""Wagtail's name for “Ask for changes”."""


class ChangesForm(forms.Form):
    """What the writer should change."""

    comment = forms.CharField(
        label=_("What should be changed?"),
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Write what should be changed, so that the writer knows.")},
    )


class WordsNeeded:
    """For Wagtail's views that ask for a comment: whoever asks for changes says which, wherever they ask."""

    action_name: str

    def get_form_class(self) -> type[forms.BaseForm]:
        """Ours where the draft is sent back, else that of the view that it is mixed into."""
        return ChangesForm if self.action_name == REJECT else super().get_form_class()  # type: ignore[misc]

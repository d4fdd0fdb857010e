from django import forms
from django.utils.translation import gettext_lazy as _


class SentOnceInput(forms.ClearableFileInput):
    """A field for a large file, which the editor's own saving of drafts sends only once."""

    def __init__(self, accept: str):
        super().__init__(attrs={"accept": accept, "data-lo-saved": _("Saved in the draft:")})

    class Media:
        js = ["pages/film_field.js"]

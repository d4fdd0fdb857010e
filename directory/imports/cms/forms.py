from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ...models import ImportSource
from ..opening import JSON_KINDS
from ..openreferral import refuse_too_large
from ..records import ImportFailure

MOST_BYTES = 100 * 1024 * 1024
FROM_FILE, FROM_ADDRESS = "file", "address"


class UploadForm(forms.Form):
    """A file of a source, or its address; and what the officer knows about it."""

    origin = forms.ChoiceField(label=_("Where it comes from"), widget=forms.RadioSelect)
    file = forms.FileField(label=_("File"), required=False)
    links = forms.FileField(
        label=_("File of predecessors and successors"),
        required=False,
        help_text=_("“links_edubasealldata”. A school that became an academy then keeps its listing."),
    )
    dated = forms.DateField(
        label=_("Date of the data"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),  # Wagtail's calendar stays open over what follows
        help_text=_("Families see it: “From the register, dated 3 March 2026”."),
    )
    partial = forms.BooleanField(
        label=_("It holds only some of the rows"),
        required=False,
        help_text=_("Listings that are not in it are then left alone, and not proposed for archiving."),
    )

    def __init__(self, *args, source: ImportSource, **kwargs):
        super().__init__(*args, **kwargs)
        self.source = source
        self.fields["dated"].initial = timezone.localdate()
        choices: list[tuple[str, Any]] = [(FROM_FILE, _("A file that I upload"))]
        if source.url and source.kind == ImportSource.Kind.OPEN_REFERRAL:
            choices.append((FROM_ADDRESS, source.url))
        origin: Any = self.fields["origin"]
        origin.choices = choices
        origin.initial = choices[-1][0]
        self.fields["file"].widget.attrs["accept"] = (
            ".csv,.xlsx" if source.kind in (ImportSource.Kind.GIAS, ImportSource.Kind.TABLE) else ".json"
        )
        if source.kind != ImportSource.Kind.GIAS:
            del self.fields["links"]
        if len(choices) == 1:
            self.fields["origin"].required = False
            self.fields["origin"].widget = forms.HiddenInput()

    def clean_file(self):
        return self.within_limits("file")

    def clean_links(self):
        return self.within_limits("links")

    def within_limits(self, name):
        file = self.cleaned_data[name]
        if file and self.source.kind in JSON_KINDS:
            try:
                refuse_too_large(file.size)
            except ImportFailure as failure:
                raise forms.ValidationError(str(failure)) from failure
        if file and file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 100 MB. Ask for a part of it, or use the command."))
        return file

    def clean(self):
        super().clean()
        cleaned = self.cleaned_data
        cleaned["origin"] = cleaned.get("origin") or FROM_FILE
        if cleaned["origin"] == FROM_FILE and not cleaned.get("file") and "file" not in self.errors:
            self.add_error("file", _("Choose the file to import."))
        if cleaned.get("dated") and cleaned["dated"] > timezone.localdate():
            self.add_error("dated", _("The date of the data cannot be in the future."))
        return cleaned

from django import forms
from django.utils.translation import gettext_lazy as _


class RedirectTableForm(forms.Form):
    """A table of old and new addresses. Unless somebody says otherwise, it is only looked at."""

    file = forms.FileField(
        label=_("Table (CSV)"),
        help_text=_(
            "Two columns: the old address, and the new one. Like /kb5/area/directory/service.page?id=abc, /find/. "
            "At most 20,000 rows."
        ),
        widget=forms.FileInput({"accept": ".csv,text/csv"}),
    )
    try_only = forms.BooleanField(label=_("Only look what would happen. Nothing is changed."), required=False)

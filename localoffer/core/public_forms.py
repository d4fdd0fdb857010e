"""Forms that anybody may send, guarded without a puzzle that people must solve.

Layers: a field that people do not see, the time that the form was open, how many links the text holds. What is
refused is refused softly: the text stays in the form, because it may be a real parent's.
"""

import re
import time
import uuid
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

SALT = "localoffer.public-form"
SECONDS_AT_LEAST = 3
SECONDS_AT_MOST = 24 * 60 * 60
MOST_LINKS = 5
TOO_QUICK = _("That was very quick. Please look at your words again, wait a moment, and send them.")
TOO_OLD = _("This form was open for a long time. Your words are still here: please send them again.")
LINK = re.compile(r"https?://|www\.", re.IGNORECASE)


def signed_time(moment: float | None = None) -> str:
    """When a form was shown, so that nobody can change it unnoticed."""
    return signing.dumps(int(time.time() if moment is None else moment), salt=SALT)


class GuardedForm(forms.Form):
    """A form with the layers above, and a key that makes a double click one entry.

    Subclasses name in `texts` the fields whose links are counted.
    """

    texts: tuple[str, ...] = ()

    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput({"tabindex": "-1", "autocomplete": "off"}),
    )
    shown = forms.CharField(required=False, widget=forms.HiddenInput)
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, **kwargs):
        initial = {"shown": signed_time(), "key": uuid.uuid4()} | kwargs.pop("initial", {})
        super().__init__(data, initial=initial, **kwargs)
        # In the pattern of this site a field for people; this one is not for people.
        self.trap = self["website"]

    def clean(self):
        data: dict[str, Any] = super().clean() or {}
        seconds = self._seconds_open()
        if data.get("website") or seconds < SECONDS_AT_LEAST:
            self._show_again(time.time())
            self.add_error(None, TOO_QUICK)
        elif seconds > SECONDS_AT_MOST:
            self._show_again(time.time() - SECONDS_AT_LEAST)
            self.add_error(None, TOO_OLD)
        for name in self.texts:
            if len(LINK.findall(data.get(name) or "")) > MOST_LINKS:
                self.add_error(name, _("Leave some of the web addresses out: at most %(most)d.") % {"most": MOST_LINKS})
        data["key"] = data.get("key") or uuid.uuid4()
        return data

    def _seconds_open(self) -> float:
        try:
            return time.time() - signing.loads(self.data.get(self.add_prefix("shown"), ""), salt=SALT)
        except (signing.BadSignature, TypeError):
            return 0

    def _show_again(self, moment: float) -> None:
        """The form that comes back with the same words starts a new time, and its trap is empty."""
        fresh = {self.add_prefix("shown"): signed_time(moment), self.add_prefix("website"): ""}
        self.data = dict(self.data.items()) | fresh

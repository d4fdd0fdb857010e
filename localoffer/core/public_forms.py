"""Forms that anybody may send: kept from robots without a puzzle, a cookie or a third party.

A form carries a signed stamp that says when it was made and a random key. A form that is sent within three
seconds, after a day, or with the field that nobody sees filled in, is shown again with everything that was
typed; pressing once more sends it. The key makes sure that pressing twice counts once.
"""

import re
import time

from django import forms
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import get_random_string, salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .clients import client_network
from .plain_fields import use_plain_words

SALT = "localoffer.public-form"
TRAP = "website"
STAMP = "made"
SOONEST, LATEST = 3, 24 * 60 * 60
MOST_LINKS = 2
LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
NO_NAMES = gettext_lazy("Please do not give a child's full name or medical details.")


def new_stamp(now: float | None = None) -> str:
    """A stamp for a form that is shown now."""
    return signing.dumps([get_random_string(32), int(now or time.time())], salt=SALT)


def read_stamp(stamp: str) -> tuple[str, float]:
    """Key and age in seconds of a stamp of ours; an empty key for any other text."""
    try:
        key, made = signing.loads(stamp, salt=SALT)
    except signing.BadSignature:
        return "", 0
    return str(key), time.time() - float(made)


class PublicForm(forms.Form):
    """Fields of a form for everybody. Its template includes components/form_guard.html."""

    long_fields: tuple[str, ...] = ()
    """Fields for free text, in which many web addresses are a sign of a robot."""

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        use_plain_words(self.fields.values())
        self.stamp = str(self.data.get(STAMP, ""))
        self.key, self.age = read_stamp(self.stamp)
        if not self.key or self.age > LATEST:
            self.stamp = new_stamp()

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if not self.key or not SOONEST <= self.age <= LATEST or self.data.get(TRAP):
            raise forms.ValidationError(_("Please look at your answers once more, then press the button again."))
        for name in self.long_fields:
            if len(LINK.findall(cleaned.get(name) or "")) > MOST_LINKS:
                self.add_error(name, _("Take out some of the web addresses. Two are the most."))
        return cleaned


def is_over_limit(request: HttpRequest, name: str, *, most: int, seconds: int = 3600) -> bool:
    """Take one of the places that this visitor's network has in any so many seconds; True if none is free.

    Each sending is an entry of its own. Only `add` is safe between processes with every cache; with a database
    cache `incr` forgets how long the entry should stay, and loses one of two that come at once. The network's
    address stands in no entry, only a hash that nobody without SECRET_KEY can make.
    """
    network = salted_hmac(SALT, client_network(request), algorithm="sha256").hexdigest()
    places = [f"sent-{name}-{network}-{number}" for number in range(most)]
    taken = cache.get_many(places)
    return not any(cache.add(place, True, seconds) for place in places if place not in taken)

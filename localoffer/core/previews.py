"""Previews of pages in the editor: in each theme, to print, as Easy Read. Phone and desktop are Wagtail's own sizes."""

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

USUAL = ""
THEMES = {"cream": _("Soft cream"), "dark": _("Dark"), "contrast": _("High contrast")}
READINGS = {"print": ("page", _("To print")), "large": ("large", _("Large print"))}

MODES = [
    (USUAL, _("As most families see it")),
    *THEMES.items(),
    *((mode, label) for mode, (_reading, label) in READINGS.items()),
]


def request_attributes(mode: str | None, original: HttpRequest | None) -> dict:
    """What a preview's request is given so that the frame shows the page in this mode."""
    cookies = dict(original.COOKIES) if original else {}
    # The officer's own choice of colours must not decide what a preview looks like.
    cookies.pop(settings.DISPLAY_COOKIE, None)
    if mode in THEMES:
        cookies[settings.DISPLAY_COOKIE] = f"theme:{mode}"
    query = QueryDict(mutable=True)
    if mode in READINGS:
        query["print"] = READINGS[mode][0]
    return {"COOKIES": cookies, "GET": query}

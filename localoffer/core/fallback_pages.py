"""Pages that the web server in front shows by itself, while the portal does not answer.

They stand on their own: no style sheet and no database can be asked for then.
"""

from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from .languages import language_tag

PAGES = {
    "away": (
        _("We will be back soon"),
        _("The Local Offer cannot be reached at the moment. Try again in a few minutes."),
    ),
    "too-fast": (
        _("Please wait a moment"),
        _("Many pages were asked for at once from where you are. Wait 10 seconds, then load the page again."),
    ),
    "too-large": (
        _("This file is too large"),
        _("A file can have %(mb)d MB at most. Go back, and choose a smaller one. Nothing was changed."),
    ),
}


def write_fallback_pages(folder: Path) -> list[Path]:
    """Write each page into the folder, with the phone number of the settings, and say where."""
    folder.mkdir(parents=True, exist_ok=True)
    with override(settings.LANGUAGE_CODE):
        return [_write(folder / f"{name}.html", str(title), str(text)) for name, (title, text) in PAGES.items()]


def _write(path: Path, title: str, text: str) -> Path:
    context = {
        "title": title,
        "text": text % {"mb": settings.FILM_MAX_MB},
        "phone": settings.FALLBACK_PHONE,
        "language": language_tag(settings.LANGUAGE_CODE),
    }
    path.write_text(render_to_string("core/fallback.html", context))
    return path

"""Easy Read versions: found from their originals, and compared with them when they are published."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.signals import page_published

from localoffer.core.reading_versions import ReadingSource, ReadingVersion, reading_sources

from .models import EasyReadPage
from .models.easy_read import note_original


def easy_read_versions(page: Page) -> Iterator[ReadingVersion]:
    """Published Easy Read pages of a page, with a word where the page is newer."""
    if isinstance(page, EasyReadPage):
        return
    for version in EasyReadPage.objects.versions_of(page).select_related("original"):
        note = _("The page was changed after this version was made.") if version.is_behind else ""
        yield ReadingVersion("easy-read", _("Easy Read version"), version.get_url() or "/", note, version)


reading_sources.register(ReadingSource("easy-read", easy_read_versions))
page_published.connect(note_original, dispatch_uid="pages.easy_read.note_original")

"""Other versions of a page that officers make: Easy Read, and films in British Sign Language.

Each is found from its original, and compared with it when it is published.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.signals import page_published

from localoffer.core.reading_versions import ReadingSource, ReadingVersion, reading_sources

from .models import EasyReadPage, VideoPage
from .models.originals import note_original


def easy_read_versions(page: Page) -> Iterator[ReadingVersion]:
    """Published Easy Read pages of a page, with a word where the page is newer."""
    if not isinstance(page, EasyReadPage):
        yield from _versions(EasyReadPage, page, "easy-read", _("Easy Read version"))


def signed_versions(page: Page) -> Iterator[ReadingVersion]:
    """Published films that show a page in British Sign Language, with a word where the page is newer."""
    if not isinstance(page, VideoPage):
        yield from _versions(VideoPage, page, "bsl", _("Film in British Sign Language"))


def _versions(model: type[EasyReadPage | VideoPage], page: Page, kind: str, label: str) -> Iterator[ReadingVersion]:
    for version in model.objects.versions_of(page).select_related("original"):
        note = _("The page was changed after this version was made.") if version.is_behind else ""
        yield ReadingVersion(kind, label, version.get_url() or "/", note, version)


reading_sources.register(ReadingSource("easy-read", easy_read_versions))
reading_sources.register(ReadingSource("bsl", signed_versions))
page_published.connect(note_original, dispatch_uid="pages.alternatives.note_original")

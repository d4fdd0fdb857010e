"""A guide and its five-minute version lead to each other, as other ways to read the same."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from wagtail.models import Page

from localoffer.core.reading_versions import ReadingSource, ReadingVersion, reading_sources

from .models import FiveMinutePage, GuidePage


def long_and_short(page: Page) -> Iterator[ReadingVersion]:
    """The published five-minute versions of a guide, or the published guide of a five-minute version."""
    if isinstance(page, GuidePage):
        for short in FiveMinutePage.objects.live().public().filter(guide_id=page.pk).order_by("path"):
            yield ReadingVersion("five-minutes", _("The same in five minutes"), short.get_url() or "/", page=short)
    elif isinstance(page, FiveMinutePage):
        for guide in GuidePage.objects.live().public().filter(pk=page.guide_id):
            yield ReadingVersion("guide", _("The whole guide"), guide.get_url() or "/", guide.title, guide)


reading_sources.register(ReadingSource("five-minutes", long_and_short))

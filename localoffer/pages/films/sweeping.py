"""Files of films that were replaced or whose page was deleted go, once nothing names them any more.

A film stays as long as any page, any revision or any source of a translation names it: all of them may be
published again. So nothing is deleted at the moment of a change, which may be undone, but by a daily command.
"""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.utils import timezone
from wagtail.models import Revision
from wagtail_localize.models import TranslationSource

from ..models import VideoPage
from .files import FOLDER
from .serving import NAME

LEFT_ALONE = timedelta(days=1)
"""A file that just came in may belong to a draft that is still being saved."""


def sweep_films(*, now: datetime | None = None) -> int:
    """Delete the films and captions that nothing names; how many. Twice does no harm."""
    before = (now or timezone.now()) - LEFT_ALONE
    # Files first: what comes in after this look is not among them.
    old = [path for path in _stored() if default_storage.get_modified_time(path) < before]
    unused = set(old) - set(_named()) if old else set()
    for path in unused:
        default_storage.delete(path)
    return len(unused)


def _stored() -> Iterator[str]:
    """Every film and every file of captions that is on disk."""
    if default_storage.exists(FOLDER):
        _folders, names = default_storage.listdir(FOLDER)
        yield from (f"{FOLDER}/{name}" for name in names if NAME.fullmatch(name))


def _named() -> Iterator[str]:
    """Every path that a page, live or not, a revision or a source of a translation names."""
    kind = ContentType.objects.get_for_model(VideoPage)
    revisions = Revision.objects.filter(content_type=kind)
    for film, captions in VideoPage.objects.values_list("film", "captions"):
        yield from (film, captions)
    for film, captions in revisions.values_list("content__film", "content__captions").iterator():
        yield from (film, captions)
    for content in TranslationSource.objects.filter(specific_content_type=kind).values_list("content_json", flat=True):
        stored = json.loads(content)
        yield from (stored.get("film"), stored.get("captions"))

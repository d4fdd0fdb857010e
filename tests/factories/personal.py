"""One row of every model that holds personal data, with the same words in every declared field."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from directory.models import SearchCount
from localoffer.core.models import OutgoingMail, PictureConsent, StaffAccount, Team
from localoffer.pages.models import FormatRequest, StoryPage
from localoffer.pages.officers.models import PreviewComment, PreviewLink
from tests.factories.formats import FormatRequestFactory
from tests.factories.pages import StoryPageFactory
from tests.pages.every_block import picture


def _mail(**words):
    return OutgoingMail.objects.create(message_id="<1@example.org>", sender="a@example.org", status="sent", **words)


def _comment(**words):
    now = timezone.now()
    link = PreviewLink.objects.create(
        content_type=ContentType.objects.get_for_model(Team), object_id=1, expires_at=now + timedelta(days=1)
    )
    return PreviewComment.objects.create(link=link, form_key="1", **words)


def _story(**words):
    story = StoryPageFactory(live=False, **words)
    story.save_revision()
    return story


def _search_count(**words):
    return SearchCount.objects.create(day=timezone.localdate(), results=0, searches=1, **words)


def _former_colleague(**words):
    return StaffAccount.objects.create(is_active=False, **words)


def _picture(**words):
    return PictureConsent.objects.create(image=picture(), agreed_until=timezone.localdate(), **words)


SAMPLES: dict[Any, Callable] = {
    FormatRequest: FormatRequestFactory,
    OutgoingMail: _mail,
    PictureConsent: _picture,
    PreviewComment: _comment,
    SearchCount: _search_count,
    StaffAccount: _former_colleague,
    StoryPage: _story,
}


def personal_row(model, words):
    """A row that says these words wherever the model may hold personal data, and that may be erased in time."""
    return SAMPLES[model](**dict.fromkeys(model.PERSONAL, words))

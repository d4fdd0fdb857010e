"""The record of consent to a story: what it must say, and how it is erased from drafts."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision

ERASED = ("consent_by", "consent_covers")
"""Fields that may name somebody. The dates stay: they show that there was a consent."""


def consent_problems(story, today: date) -> dict[str, list[str]]:
    """Why a story may not be published, by field."""
    problems = {}
    if not story.consent_by.strip():
        problems["consent_by"] = [_("Say who agreed. A story is not published without consent.")]
    if not story.consent_covers.strip():
        problems["consent_covers"] = [_("Say what they agreed to.")]
    if story.consent_on is None:
        problems["consent_on"] = [_("Say on which day they agreed.")]
    elif story.consent_on > today:
        problems["consent_on"] = [_("They must have agreed before the story is published.")]
    if story.consent_until is None:
        problems["consent_until"] = [_("Say until when they agreed. The story hides itself the day after.")]
    elif story.consent_until < today:
        problems["consent_until"] = [_("Their consent has ended. Ask them again before you publish.")]
    elif story.consent_on and story.consent_until < story.consent_on:
        problems["consent_until"] = [_("The last day must not be before the day on which they agreed.")]
    elif story.go_live_at and timezone.localdate(story.go_live_at) > story.consent_until:
        problems["go_live_at"] = [_("On that day their consent has ended.")]
    return problems


def erase_from_drafts(pages: Iterable[int]) -> None:
    """Take the fields that may name somebody out of every draft and older version of these pages."""
    for revision in Revision.page_revisions.filter(object_id__in=[str(pk) for pk in pages]).iterator():
        if any(revision.content.get(name) for name in ERASED):
            revision.content |= dict.fromkeys(ERASED, "")
            revision.save(update_fields=["content"])

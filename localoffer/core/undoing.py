"""Undoing a publishing: families read again what stood there before, or nothing where nothing did.

`LastPublishing` keeps what stood there, for as many hours as `UNDO_PUBLISHING_HOURS` says. The newest words stay as
a draft. Nobody else is asked, not even where a second person publishes (`second_person.py`): what comes back was
public until a moment ago, so it was approved then, and a wrong sentence about the law should go at once. What has
become wrong since is refused all the same: a story whose consent has ended does not come back.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import DraftStateMixin, Page

from .comparing import in_words
from .models import LastPublishing
from .models.last_publishing import UNDONE
from .publishing import in_sentences, sentences


class CannotUndo(Exception):
    """Why nothing was undone, in words."""


@transaction.atomic
def undo_publishing(*, record: DraftStateMixin, number: str, user) -> LastPublishing:
    """Undo the publishing with this number, and return it. Raises `CannotUndo`, for example where it is not the last.

    The caller has asked whether this person may publish the record.
    """
    row = type(record)._base_manager.select_for_update(of=("self",)).get(pk=record.pk)
    last = LastPublishing.objects.to_undo(row)
    if last is None or str(last.pk) != number:
        raise CannotUndo(_("“%(name)s” has changed since you looked at it. Nothing was undone.") % {"name": row})
    if found := problems(row, last, user):
        raise CannotUndo(_("Nothing was undone. %(problems)s") % {"problems": " ".join(found)})
    if last.before:
        row.publish(last.before, user=user, log_action=UNDONE)
        if isinstance(row, Page):
            row.note_words_from(last.before_since)
    else:
        _take_down(row, user)
    LastPublishing.objects.of(row).delete()
    return last


def problems(row: DraftStateMixin, last: LastPublishing, user) -> list[str]:
    """What stands against undoing this publishing of a live row, in words."""
    lock = row.get_lock()
    if lock is not None and lock.for_user(user):
        return [f"{lock.get_description(user)}."]
    if last.before:
        return _problems_of_the_words(row, last.before.as_object())
    if isinstance(row, Page):
        return [_("The site cannot be without its first page.")] if row.is_site_root() else []
    return row.taking_down_problems()


def _problems_of_the_words(row: DraftStateMixin, earlier: DraftStateMixin) -> list[str]:
    if earlier.expire_at and earlier.expire_at <= timezone.now():
        return [_("What stood there before was to go away on %(moment)s.") % {"moment": in_words(earlier.expire_at)}]
    found = sentences(earlier) if isinstance(row, Page) else in_sentences(row, earlier.publishing_problems())
    return [_("What stood there before can no longer be shown."), *found] if found else []


def _take_down(row: DraftStateMixin, user) -> None:
    """Off the site again. What was never published before counts as never published: it was not meant to be seen."""
    was_first = row.first_published_at == row.last_published_at
    row.unpublish(user=user, log_action=UNDONE)
    if was_first:
        values = {"first_published_at": None}
        if isinstance(row, Page):  # a page counts as checked by whoever publishes it first
            values |= {"last_confirmed_at": None, "last_confirmed_by": None}
        type(row)._base_manager.filter(pk=row.pk).update(**values)

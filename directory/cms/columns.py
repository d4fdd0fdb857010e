"""Columns of the officers' lists. Each reads what the list's one query brought along, and says it in words."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column

from ..officer_querysets import State


def state_words(listing) -> str:
    """The state in words, like “Live, changes waiting”. Needs `check_waiting` from the list's query."""
    words = [_main_state(listing)]
    if listing.live and listing.has_unpublished_changes:
        words.append(State.CHANGES.label)
    if listing.check_waiting:
        words.append(State.CHECKING.label)
    first, *others = (str(word) for word in words)
    return ", ".join([first, *(word[0].lower() + word[1:] for word in others)])


def _main_state(listing) -> str:
    status = getattr(listing, "status", "open")
    if status == "closed" or (not listing.live and listing.first_published_at):
        return _("Archived") if not listing.live else _("Closed")
    if not listing.live:
        return _("Draft")
    if status == "paused":
        return _pause(listing)
    return State.LIVE.label


def _pause(service) -> str:
    if service.status_until is None:
        return _("Paused")
    words = _("Was paused until %(date)s") if service.pause_is_over() else _("Paused until %(date)s")
    return words % {"date": short_date(service.status_until)}


def checked_words(listing) -> str:
    """When it was last found right, or that it never was."""
    if listing.last_confirmed_at is None:
        return _("Never")
    return short_date(timezone.localtime(listing.last_confirmed_at))


def next_check_words(listing) -> str:
    """When it is to be checked; a date that has passed is marked with a word, not with a colour alone."""
    due = listing.review_due
    if due is None:
        return _("No date")
    if listing.live and due < timezone.localdate():
        return format_html('<strong class="lo-cms-late">{}</strong> {}', _("Overdue:"), short_date(due))
    return short_date(due)


def short_date(day) -> str:
    return date_format(day, "j M Y")


STATE = Column("state", label=gettext_lazy("Status"), accessor=state_words, sort_key="live")
OWNER = Column("owner", label=gettext_lazy("Owner team"), sort_key="owner__name")
CHECKED = Column(
    "last_confirmed_at", label=gettext_lazy("Last checked"), accessor=checked_words, sort_key="last_confirmed_at"
)
NEXT_CHECK = Column("review_due", label=gettext_lazy("Next check"), accessor=next_check_words, sort_key="review_due")
SOURCE = Column("source", label=gettext_lazy("Comes from"), sort_key="source__name")

"""How lately somebody checked a listing, in words that never make an unchecked one look current."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from localoffer.core.templatetags.lo_tags import lo_month, time_ago

from ..models.contacts import ContactDetails
from ..models.listings import Listing


@dataclass(frozen=True)
class Freshness:
    words: str
    """Like “Checked 3 weeks ago”."""
    is_old: bool
    """Whether families should ask before they go."""
    warning: str = ""
    """A sentence to stand above the facts, or an empty string."""
    checked_on: date | None = None
    licence: str = ""
    """On which terms we may show what the source says."""


def freshness(listing: Listing, today: date | None = None, *, contacts: Iterable[ContactDetails] = ()) -> Freshness:
    """How fresh a listing is. Needs `source` of the listing, and asks the database nothing else.

    The warning says to call only where one of the `contacts` shown has a number.
    """
    today = today or timezone.localdate()
    if listing.source_id:
        fresh = replace(_of_a_source(listing, today), licence=listing.source.licence_words)
    elif listing.last_confirmed_at:
        fresh = _checked(timezone.localdate(listing.last_confirmed_at), today)
    else:
        fresh = Freshness(_("Not checked yet"), is_old=True, warning=_("Nobody has checked these details yet."))
    if not fresh.warning:
        return fresh
    advice = _("Call before you go.") if any(each.phone for each in contacts) else _("Ask before you go.")
    return replace(fresh, warning=f"{fresh.warning} {advice}")


def _of_a_source(listing: Listing, today: date) -> Freshness:
    if listing.last_confirmed_at:
        return _checked(timezone.localdate(listing.last_confirmed_at), today)
    return _from_source(listing, today)


def is_old(day: date, today: date) -> bool:
    """Whether something last known to be right on `day` is too old to rely on."""
    months = (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)
    return months >= settings.LISTING_OLD_AFTER_MONTHS


def _checked(day: date, today: date) -> Freshness:
    if not is_old(day, today):
        words = _("Checked %(when)s") % {"when": time_ago((today - day).days)}
        return Freshness(words=words, is_old=False, checked_on=day)
    month = {"month": lo_month(day)}
    return Freshness(
        words=_("Not checked since %(month)s") % month,
        is_old=True,
        warning=_("Nobody has checked these details since %(month)s.") % month,
        checked_on=day,
    )


def _from_source(listing: Listing, today: date) -> Freshness:
    """A listing that an import brought and that no officer has confirmed."""
    dated = listing.source_dated
    facts = {"source": listing.source.name, "date": _short(dated) if dated else ""}
    if dated is None:
        words = _("From %(source)s; not yet checked by us") % facts
    else:
        words = _("From %(source)s, dated %(date)s; not yet checked by us") % facts
    if dated is not None and not is_old(dated, today):
        return Freshness(words=words, is_old=False)
    return Freshness(words=words, is_old=True, warning=_("These details may be out of date."))


def _short(day: date) -> str:
    return f"{day.day} {lo_month(day)}"

"""Checks: who found a listing still right, when it is next looked at, and by which team."""

from collections.abc import Iterable
from datetime import date, datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from wagtail.log_actions import log

from localoffer.core import review_dates
from localoffer.core.models import Team

from ..models import Service
from ..models.listings import Listing
from .affected import touch_services_of, write_row_and_draft


@transaction.atomic
def confirm_listings(*, listings: Iterable[Listing], user: AbstractBaseUser, now: datetime) -> int:
    """Record that somebody looked at these listings and found them still right; returns how many.

    The next check is set by the months of each owner team. The words of a listing stay as they are, so
    its date of change does too, and a waiting draft keeps waiting.
    """
    confirmed = _locked(listings)
    for listing in confirmed:
        type(listing)._base_manager.filter(pk=listing.pk).update(
            last_confirmed_at=now, last_confirmed_by=user, review_due=next_check(listing, now)
        )
        log(instance=listing, action="directory.confirm", user=user)
    touch_services_of(confirmed)
    return len(confirmed)


def confirm_services(*, services: Iterable[Service], user: AbstractBaseUser, now: datetime) -> int:
    """Record that these services were found still right; returns how many."""
    return confirm_listings(listings=services, user=user, now=now)


@transaction.atomic
def set_review_date(*, listing: Listing, review_due: date, user: AbstractBaseUser) -> None:
    """Set the day of the next check by hand."""
    before = listing.review_due
    type(listing)._base_manager.filter(pk=listing.pk).update(review_due=review_due)
    listing.review_due = review_due
    log(
        instance=listing,
        action="directory.review_date",
        user=user,
        data={"old": before and before.isoformat(), "new": review_due.isoformat()},
    )


@transaction.atomic
def set_owner(*, listings: Iterable[Listing], owner: Team, user: AbstractBaseUser) -> int:
    """Hand listings over to a team, in the live version and in any draft; returns how many."""
    handed_over = _locked(listings)
    for listing in handed_over:
        before = str(listing.owner or "")
        write_row_and_draft(listing, owner_id=owner.pk)
        log(instance=listing, action="directory.owner", user=user, data={"old": before, "new": str(owner)})
    return len(handed_over)


def _locked(listings: Iterable[Listing]) -> list[Listing]:
    """Fresh copies of the rows, held until the end of the transaction, in the order of their keys."""
    by_model: dict[type[Listing], list[int]] = {}
    for listing in listings:
        by_model.setdefault(type(listing), []).append(listing.pk)
    return [
        listing
        for model, keys in by_model.items()
        for listing in model._base_manager.select_for_update(of=("self",))
        .select_related("owner", "latest_revision")
        .filter(pk__in=keys)
        .order_by("pk")
    ]


def next_check(listing: Listing, now: datetime) -> date:
    """The day of the next check, counted from now by the months of the owner team."""
    return review_dates.next_check(listing.owner, now)

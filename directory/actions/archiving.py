"""Open, pause, close and archive. Nothing is deleted: an archived listing keeps its history and its address."""

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from .. import search
from ..models import Provider, Service
from ..models.listings import Listing
from .affected import touch_services_of


class StillInUse(Exception):
    """A provider cannot be archived while families can still find services that it runs."""

    def __init__(self, listing: Listing, count: int) -> None:
        super().__init__(listing, count)
        self.listing = listing
        self.count = count


@transaction.atomic
def change_status(
    *, service: Service, status: str, reason: str = "", until: date | None = None, user: AbstractBaseUser | None
) -> None:
    """Open, pause or close a service. A pause or a closure says why; only a pause may have an end.

    A closure is dated by the day of closing, which families see; closing it once more does not change that day.
    The live row changes at once and no draft can bring an older status back. Raises ValidationError with
    the message for each field.
    """
    _check_status(status, reason, until)
    before = service.status
    values = {"status": status, "status_reason": reason.strip(), "status_until": until}
    if status == Service.Status.OPEN:
        values |= {"status_reason": "", "status_until": None}
    elif status == Service.Status.CLOSED:
        values["status_until"] = service.status_until if before == status else timezone.localdate()
    for field, value in values.items():
        setattr(service, field, value)
    service.save(update_fields=[*values, "updated_at"])
    data = {"old": before, "new": status, "reason": service.status_reason, "until": until and until.isoformat()}
    log(instance=service, action="directory.status", user=user, data=data)
    search.touch([service.pk])


@transaction.atomic
def archive_services(*, services: Iterable[Service], reason: str, user: AbstractBaseUser | None) -> int:
    """Close services and take them off the site, with the reason; returns how many."""
    archived = list(Service.objects.select_for_update(of=("self",)).filter(pk__in=[s.pk for s in services]))
    for service in archived:
        change_status(service=service, status=Service.Status.CLOSED, reason=reason, user=user)
        _take_down(service, reason, user)
    search.touch([service.pk for service in archived])
    return len(archived)


@transaction.atomic
def archive_providers(*, providers: Iterable[Provider], reason: str, user: AbstractBaseUser | None) -> int:
    """Take providers off the site; returns how many. Raises StillInUse while they run published services."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say why, in a few words.")})
    archived = list(Provider.objects.select_for_update(of=("self",)).filter(pk__in=[p.pk for p in providers]))
    for provider in archived:
        if count := Service.objects.published().filter(provider=provider).count():
            raise StillInUse(provider, count)
        _take_down(provider, reason, user)
    touch_services_of(archived)
    return len(archived)


def _check_status(status: str, reason: str, until: date | None) -> None:
    errors = {}
    if status not in Service.Status.values:
        errors["status"] = _("Choose open, paused or closed.")
    if status in (Service.Status.PAUSED, Service.Status.CLOSED) and not reason.strip():
        errors["reason"] = _("Say why, in a few words. Families see it.")
    if until and status != Service.Status.PAUSED:
        errors["until"] = _("Only a pause has an end.")
    if errors:
        raise ValidationError(errors)


def keep_words_in_a_revision(listing: Listing, user: AbstractBaseUser | None) -> None:
    """Make sure that editing goes on from the words on the site, once the listing is taken down.

    The editor opens the latest revision of a listing that is not live. Imports change the live row
    without a revision, so without this an old revision would come back.
    """
    if listing.live and not listing.has_unpublished_changes:
        listing.save_revision(user=user, changed=False, clean=False)


def _take_down(listing: Listing, reason: str, user: AbstractBaseUser | None) -> None:
    if (workflow_state := listing.current_workflow_state) is not None:
        workflow_state.cancel(user=user)
    keep_words_in_a_revision(listing, user)
    if listing.live and listing.first_published_at is None:
        listing.first_published_at = timezone.now()  # imports may have made it live themselves
    if not listing.live and isinstance(listing, Provider) and listing.first_published_at is None:
        listing.first_published_at = timezone.now()  # nothing else tells an archived provider from a draft
        listing.save(update_fields=["first_published_at"])
    listing.unpublish(user=user, log_action=False)
    log(instance=listing, action="directory.archive", user=user, data={"reason": reason.strip()})

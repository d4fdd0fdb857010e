"""What a service needs beside itself: its provider and its places have to be published, too."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from ..models import Location, Provider, Service
from ..models.listings import Listing


@dataclass(frozen=True)
class Companion:
    """A provider or place of a service that families cannot see yet, and what keeps it from going live."""

    listing: Listing
    problems: tuple[str, ...] = ()


def companions_of(service: Service) -> list[Companion]:
    """Provider and places of the latest version of a service that are not on the site: the provider first."""
    draft = service.get_latest_revision_as_object() if service.latest_revision_id else service
    places = [at.location_id for at in draft.service_locations.all()]
    hidden: list[Listing] = list(Provider.objects.filter(pk=draft.provider_id, live=False).with_check_waiting())
    hidden += Location.objects.filter(pk__in=places, live=False).with_check_waiting().order_by("name")
    return [Companion(listing, tuple(_problems(listing))) for listing in hidden]


def _problems(listing: Listing) -> Iterable[str]:
    if listing.check_waiting:
        yield _("It is being checked by a colleague.")
    if listing.locked:
        yield _("It is locked.")
    for name, texts in listing.get_latest_revision_as_object().publishing_problems().items():
        label = "" if name == "owner" else f"{name}: "
        yield from (f"{label}{text}" for text in texts)


@transaction.atomic
def publish_companions(
    *, service: Service, user: AbstractBaseUser | None, models: Iterable[type[Listing]]
) -> list[Listing]:
    """Publish what the service needs, as far as it is complete and of these kinds; returns what was published."""
    published = []
    kinds = tuple(models)
    for companion in companions_of(service):
        listing = companion.listing
        if companion.problems or not isinstance(listing, kinds):
            continue
        revision = listing.latest_revision or listing.save_revision(user=user, changed=False, clean=False)
        revision.publish(user=user)
        published.append(listing)
    return published

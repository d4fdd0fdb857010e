"""Which services the public sees differently after a change, and how a change reaches a waiting draft."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from localoffer.core.models import LastPublishing

from .. import search
from ..models import Location, Provider, Service
from ..models.listings import Listing


def touch_services_of(listings: Iterable[Listing]) -> None:
    """Tell the search about every service that shows one of these services, providers or places."""
    ids = service_ids_of(listings)
    if ids:
        search.touch(ids)


def service_ids_of(listings: Iterable[Listing]) -> list[int]:
    """Ids of the services themselves, of those a provider runs, and of those that happen at a place."""
    keys: dict[type, list[int]] = {Service: [], Provider: [], Location: []}
    for listing in listings:
        keys[type(listing)].append(listing.pk)
    ids = set(keys[Service])
    if keys[Provider] or keys[Location]:
        related = Service.objects.filter(
            Q(provider__in=keys[Provider])
            | Q(partners__in=keys[Provider])
            | Q(service_locations__location__in=keys[Location])
        )
        ids.update(related.values_list("pk", flat=True))
    return sorted(ids)


def write_row_and_draft(listing: Listing, **values: Any) -> None:
    """Change fields of the live row, and of the draft that waits, so that publishing keeps the change.

    Undoing an earlier publishing would lose it, so nothing is undone from now on.
    """
    LastPublishing.objects.of(listing).delete()
    type(listing)._base_manager.filter(pk=listing.pk).update(**values)
    for field, value in values.items():
        setattr(listing, field, value)
    revision = listing.latest_revision
    if revision is None or not listing.has_unpublished_changes:
        return
    for field, value in values.items():
        revision.content[listing._meta.get_field(field).name] = value
    revision.save(update_fields=["content"])

"""Listings that their source no longer has. An officer decides: archive them, or keep them as ours."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from .. import actions
from ..models import ImportSource, Provider, Service, SourceRecord
from .records import Kind
from .world import content_type

Listing = Provider | Service
NOT_ARCHIVED = Q(live=True) | Q(first_published_at=None)


@dataclass(frozen=True)
class Proposal:
    """A listing that could be archived, and why."""

    memory: SourceRecord
    kind: Kind
    listing: Listing


def undecided(kind: Kind) -> QuerySet[Any]:
    """Listings that families see, and drafts: all that is neither archived nor closed for good."""
    if kind is Kind.PROVIDER:
        return Provider.objects.filter(NOT_ARCHIVED)
    drafts_and_live = Service.objects.filter(NOT_ARCHIVED)
    return drafts_and_live.exclude(live=False, status=Service.Status.CLOSED)


def proposals(source: ImportSource) -> list[Proposal]:
    """Services and then providers that have vanished from a source, and about which nobody has decided."""
    found: list[Proposal] = []
    for kind in (Kind.SERVICE, Kind.PROVIDER):
        memories = {
            memory.object_id: memory
            for memory in source.records.filter(content_type=content_type(kind), vanished_at__isnull=False)
        }
        listings = undecided(kind).filter(pk__in=memories).order_by("name")
        found += [Proposal(memories[listing.pk], kind, listing) for listing in listings]
    return found


@transaction.atomic
def archive_proposed(*, source: ImportSource, memories: Iterable[int], user: User) -> int:
    """Archive listings that have vanished from a source; returns how many.

    Raises StillInUse for a provider that runs services which stay.
    """
    wanted = set(memories)
    chosen = [proposal for proposal in proposals(source) if proposal.memory.pk in wanted]
    reason = _("No longer in %(source)s.") % {"source": source.name}
    services = [proposal.listing for proposal in chosen if isinstance(proposal.listing, Service)]
    providers = [proposal.listing for proposal in chosen if isinstance(proposal.listing, Provider)]
    count = actions.archive_services(services=services, reason=reason, user=user) if services else 0
    return count + (actions.archive_providers(providers=providers, reason=reason, user=user) if providers else 0)


@transaction.atomic
def keep_proposed(*, source: ImportSource, memories: Iterable[int]) -> int:
    """Keep vanished listings as our own: the source is forgotten; returns how many."""
    wanted = set(memories)
    chosen = [proposal for proposal in proposals(source) if proposal.memory.pk in wanted]
    for proposal in chosen:
        type(proposal.listing)._default_manager.filter(pk=proposal.listing.pk).update(
            source=None, external_id="", source_dated=None
        )
        proposal.memory.delete()
    return len(chosen)

"""Ordinary saves and deletes keep the search fresh by themselves. Bulk writers call `touch`."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Model, Q
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete

from localoffer.core.models import CouncilSettings

from ..models import (
    Area,
    Location,
    Provider,
    Schedule,
    Service,
    ServiceAnswer,
    ServiceLocation,
    ServiceStep,
    Synonym,
    Term,
    Vocabulary,
)
from .freshness import touch, touch_structure, touch_synonyms

PARTS = (ServiceLocation, Schedule, ServiceStep, ServiceAnswer)
STRUCTURE = (Vocabulary, Area, CouncilSettings)


def connect() -> None:
    """Listen to every model that search reads."""
    listen(Service, lambda service: [service.pk])
    for part in PARTS:
        listen(part, lambda row: [row.service_id])
    for model, services in ((Location, services_at), (Provider, services_of), (Term, services_with)):
        listen(model, services, from_the_first=False)
    for model in (*STRUCTURE, Term):
        for signal in (post_save, post_delete):
            signal.connect(structure_changed, sender=model, dispatch_uid=f"search-structure-{model.__name__}")
    for signal in (post_save, post_delete):
        signal.connect(synonyms_changed, sender=Synonym, dispatch_uid="search-synonyms")
    for field in (Service.terms, Service.partners, Service.coverage_areas, Location.terms):
        m2m_changed.connect(links_changed, sender=field.through, dispatch_uid=f"search-{field.through.__name__}")


def listen(model: type[Model], ids: Callable[[Any], Iterable[int]], *, from_the_first: bool = True) -> None:
    """Touch the services of a row when it is saved, and before it is deleted, while they can still be found.

    What services point at has none while it is new: its first save need not ask for them.
    """

    def changed(sender: Any, instance: Any, raw: bool = False, created: bool = False, **kwargs: Any) -> None:
        if not raw and (from_the_first or not created):
            touch(ids(instance))

    for signal in (post_save, pre_delete):
        signal.connect(changed, sender=model, weak=False, dispatch_uid=f"search-{model.__name__}")


def services_at(location: Location) -> Iterable[int]:
    """Services that happen there, or have times there that their list of places does not know."""
    there = Q(service_locations__location=location) | Q(schedules__location=location)
    return Service.objects.filter(there).order_by().values_list("pk", flat=True).distinct()


def services_of(provider: Provider) -> Iterable[int]:
    return Service.objects.filter(Q(provider=provider) | Q(partners=provider)).values_list("pk", flat=True)


def services_with(term: Term) -> Iterable[int]:
    """Services whose words have the term's label, or its children's."""
    through = Service.terms.through
    return through.objects.filter(Q(term=term) | Q(term__parent=term)).values_list("service_id", flat=True)


def structure_changed(sender: Any, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        touch_structure()


def synonyms_changed(sender: Any, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        touch_synonyms()


def links_changed(sender: Any, instance: Any, action: str, reverse: bool, pk_set: Any, **kwargs: Any) -> None:
    """A term, partner, area or access feature was added or removed, from either side."""
    if action not in ("post_add", "post_remove", "pre_clear"):
        return
    if sender is Location.terms.through:
        locations = pk_set if reverse and pk_set else [] if reverse else [instance.pk]
        touch(ServiceLocation.objects.filter(location__in=locations).values_list("service_id", flat=True))
    elif not reverse:
        touch([instance.pk])
    else:
        linked = {link.name: link for link in sender._meta.fields}
        owner = next(name for name, link in linked.items() if link.related_model is type(instance))
        rows = sender.objects.filter(**{owner: instance}).values_list("service_id", flat=True)
        touch([*(pk_set or ()), *rows])

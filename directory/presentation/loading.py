"""Records with everything that their pages show, in a fixed number of queries however much that is."""

from collections.abc import Sequence

from django.db.models import Prefetch, QuerySet
from wagtail.images import get_image_model

from ..models import (
    Location,
    Provider,
    Schedule,
    Service,
    ServiceAnswer,
    ServiceLocation,
    ServicePhoto,
    Term,
)
from ..search import most_alike
from .facts import TYPE

PHOTO = "max-960x720|format-webp"
SIMILAR = 3
SIMILAR_CANDIDATES = 24
SIMILAR_BY = (TYPE, "needs")


def _terms() -> QuerySet[Term]:
    return Term.objects.select_related("vocabulary", "parent").order_by("vocabulary__order", "order", "label")


def public_places() -> Prefetch:
    """The places of services that families may know, in the officers' order."""
    return Prefetch(
        "service_locations",
        ServiceLocation.objects.filter(location__live=True)
        .select_related("location__ward")
        .order_by("sort_order", "pk"),
    )


def times_with_places() -> Prefetch:
    """The times of services, each with its place."""
    return Prefetch("schedules", Schedule.objects.select_related("location__ward"))


def services_for_lists() -> QuerySet[Service]:
    """Services with what the list, the comparison and the print pack show of them."""
    return Service.objects.select_related("provider", "owner", "source").prefetch_related(
        "steps",
        "contacts",
        "coverage_areas",
        "provider__contacts",
        Prefetch("terms", _terms()),
        public_places(),
        Prefetch("service_locations__location__terms", _terms()),
        times_with_places(),
    )


def services_in_short() -> QuerySet[Service]:
    """Published services with what one line about each says (the tag `in_short`)."""
    return Service.objects.published().select_related("provider", "source").prefetch_related(public_places())


def services_for_pages() -> QuerySet[Service]:
    """Services with everything that the service page shows."""
    images = get_image_model().objects.prefetch_renditions(PHOTO)
    return (
        services_for_lists()
        .select_related("commissioner", "provider__parent")
        .prefetch_related(
            "links",
            "partners",
            "provider__inspections",
            Prefetch("answers", ServiceAnswer.objects.select_related("question").filter(question__public=True)),
            Prefetch("photos", ServicePhoto.objects.prefetch_related(Prefetch("image", images))),
        )
    )


def services_by_code(codes: Sequence[str]) -> list[Service]:
    """Services with these short codes in this order, published or not; unknown codes are left out."""
    found = {service.short_code: service for service in services_for_lists().filter(short_code__in=codes)}
    return [found[code] for code in codes if code in found]


def similar_services(services: Sequence[Service], exclude: Sequence[str] = ()) -> list[Service]:
    """Published services that share most kinds of help and needs with these, the nearest first.

    Takes prefetched services; asks three queries, however many there are. `exclude` are short codes.
    """
    term_ids = {
        term.pk
        for service in services
        for term in service.terms.all()
        if term.public and term.vocabulary.slug in SIMILAR_BY
    }
    if not term_ids:
        return []
    shared = dict(most_alike(term_ids, SIMILAR_CANDIDATES, without=[service.pk for service in services]))
    candidates = services_in_short().filter(pk__in=shared).exclude(short_code__in=exclude)
    here = _first_point(services)
    nearness = {service.pk: (-shared[service.pk], _apart(here, service), service.name) for service in candidates}
    return sorted(candidates, key=lambda service: nearness[service.pk])[:SIMILAR]


def providers_for_pages() -> QuerySet[Provider]:
    """Providers with everything that the provider page shows, but for their services."""
    return Provider.objects.select_related("parent", "owner", "source", "address__ward").prefetch_related(
        "contacts",
        "identifiers",
        "inspections",
        Prefetch("members", Provider.objects.published().order_by("name")),
        Prefetch("address__terms", _terms()),
    )


def _points(service: Service) -> list[tuple[float, float]]:
    """Where the service happens, as the public may know it."""
    places: list[Location] = [at.location for at in service.service_locations.all()]
    return [place.public_point for place in places if place.public_point]


def _first_point(services: Sequence[Service]) -> tuple[float, float] | None:
    return next((point for service in services for point in _points(service)), None)


def _apart(here: tuple[float, float] | None, service: Service) -> float:
    """How far away, good enough to order by: degrees, with east-west ones shortened as in England."""
    if here is None:
        return 0
    ways = (((here[0] - lat) ** 2 + ((here[1] - lon) * 0.62) ** 2) for lat, lon in _points(service))
    return min(ways, default=float("inf"))

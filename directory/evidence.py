"""Published services as evidence for what the law asks a Local Offer to contain."""

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from localoffer.core.registries import Evidence, EvidenceSource

from .models import Service


def counts() -> dict[str, int]:
    """Slug of a statutory item to the number of published services."""
    rows = (
        Service.objects.published()
        .filter(statutory_items__isnull=False)
        .order_by()
        .values_list("statutory_items__slug")
        .annotate(number=Count("pk", distinct=True))
    )
    return dict(rows)


def things(slug: str, most: int) -> list[Evidence]:
    """Published services that are evidence for this item, by name."""
    services = Service.objects.published().filter(statutory_items__slug=slug).distinct()[:most]
    edit = Service.snippet_viewset.get_url_name("edit")
    return [Evidence(s.name, s.get_absolute_url(), reverse(edit, args=[s.pk])) for s in services]


SERVICES = EvidenceSource(name="services", label=_("Services"), counts=counts, things=things)

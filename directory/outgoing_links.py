"""Links of services and providers, for the link checker: only what families can press."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from localoffer.core.registries import FoundLink, LinkedRecord, LinkSource

from .models import Provider, Service


def _of_relation(rows: Iterable[Any], field: str, name: str = "website") -> Iterator[FoundLink]:
    for row in rows:
        if url := getattr(row, name):
            yield FoundLink(url, getattr(row, "label", ""), field)


def service_links(service: Service) -> Iterator[FoundLink]:
    """Every web address on the page of a service."""
    if service.referral_form_url:
        yield FoundLink(service.referral_form_url, "", _("Referral form"))
    yield from _of_relation(service.links.all(), _("Links"), "url")
    yield from _of_relation(service.contacts.all(), _("Contacts"))
    yield from _of_relation(service.service_locations.all(), _("Places"))


def provider_links(provider: Provider) -> Iterator[FoundLink]:
    """Every web address on the page of a provider."""
    if provider.sen_report_url:
        yield FoundLink(provider.sen_report_url, "", _("SEN information report"))
    yield from _of_relation(provider.contacts.all(), _("Contacts"))
    yield from _of_relation(provider.inspections.all(), _("Inspection results"), "url")


def _records(model, relations, links_of):
    def records(ids: Iterable[int] | None) -> Iterator[LinkedRecord]:
        rows = model.objects.published().order_by("pk").prefetch_related(*relations)
        if ids is not None:
            rows = rows.filter(pk__in=list(ids))
        for row in rows.iterator(chunk_size=500):
            yield LinkedRecord(row.pk, row.name, tuple(links_of(row)))

    return records


def _edit_url(model):
    return lambda pk: reverse(model.snippet_viewset.get_url_name("edit"), args=[pk])


SERVICE_LINKS = LinkSource(
    name="services",
    model=Service,
    records=_records(Service, ("links", "contacts", "service_locations"), service_links),
    edit_url=_edit_url(Service),
)
PROVIDER_LINKS = LinkSource(
    name="providers",
    model=Provider,
    records=_records(Provider, ("contacts", "inspections"), provider_links),
    edit_url=_edit_url(Provider),
)

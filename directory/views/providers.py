"""A provider: who runs it and what else they do."""

from django.conf import settings
from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from localoffer.core.context import frame_of

from ..models import Service, SlugHistory
from ..presentation.facts import age_words
from ..presentation.freshness import freshness
from ..presentation.links import host_of, safe_url
from ..presentation.loading import providers_for_pages, similar_services
from ..presentation.places import place_of
from ..presentation.registrations import inspection_facts, kind_words, registrations_of
from ..presentation.service_page import report_url
from .addresses import MovedTo, find_listing, moved_permanently
from .services import GONE, with_last_change

PAGE_SIZE = 20


@require_safe
def provider_detail(request, slug):
    """The page of one provider; 410 once it is not listed any more."""
    try:
        provider = find_listing(providers_for_pages(), SlugHistory.Kind.PROVIDER, slug)
    except MovedTo as moved:
        return moved_permanently(request, "directory:provider-detail", moved.slug)
    if not provider.live:
        former = list(provider.services.prefetch_related("terms__vocabulary")[:PAGE_SIZE])
        context = {"similar": similar_services(former), "crumbs": crumbs()}
        return render(request, "directory/provider_gone.html", context, status=GONE)
    response = render(request, "directory/provider_detail.html", provider_context(provider, request))
    return with_last_change(response, provider.updated_at)


def provider_context(provider, request, *, preview=False):
    """The context of `directory/provider_detail.html`, for the public page and for the preview of a draft."""
    services = (
        Service.objects.published().filter(provider_id=provider.pk).select_related("source").order_by("name", "pk")
    )
    page = Paginator(services, PAGE_SIZE).get_page(request.GET.get("page"))
    sen_report_url = safe_url(provider.sen_report_url)
    council = frame_of(request).council
    return {
        "provider": provider,
        "address": settings.BASE_URL + (provider.get_absolute_url() if provider.slug else ""),
        "crumbs": crumbs(),
        "preview": preview,
        "kind": kind_words(provider),
        "contacts": [contact for contact in provider.contacts.all() if contact.has_contact],
        "place": place_of(provider.address) if provider.address else None,
        "registrations": registrations_of(provider),
        "inspections": [inspection_facts(result) for result in provider.inspections.all()],
        "sen_report_url": sen_report_url,
        "sen_report_host": host_of(sen_report_url),
        "parent": provider.parent if provider.parent and provider.parent.live else None,
        "members": provider.members.all() if provider.pk else [],
        "freshness": freshness(provider, contacts=provider.contacts.all()),
        "page": page,
        "services": [(service, age_words(service), freshness(service)) for service in page],
        "report_url": report_url(provider, council),
        "council": council,
    }


def crumbs():
    """The way to a provider."""
    return [(_("Find support"), reverse("directory:find"))]

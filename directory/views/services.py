"""A service: its page, referral, calendar file, code for phones and short address."""

from datetime import date, datetime
from functools import wraps

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from localoffer.core import qr_code
from localoffer.core.context import frame_of

from ..models import Service, SlugHistory
from ..presentation.calendar_files import calendar_file
from ..presentation.facts import contacts_of, service_facts
from ..presentation.freshness import freshness
from ..presentation.links import host_of, safe_url
from ..presentation.loading import services_for_lists, services_for_pages, similar_services
from ..presentation.service_page import has_referral, report_url, service_context, short_url
from .addresses import MovedTo, find_listing, moved_permanently

__all__ = ["service_context", "service_detail"]
GONE = 410


def at_address(name, load):
    """Give the view its published service; lead on from a former address, say that a closed one has gone."""

    def decorate(view):
        @wraps(view)
        @require_safe
        def found(request, slug):
            try:
                service = find_listing(load(), SlugHistory.Kind.SERVICE, slug)
            except MovedTo as moved:
                return moved_permanently(request, name, moved.slug)
            if not service.live or service.status == Service.Status.CLOSED:
                return service_gone(request, service)
            return view(request, service)

        return found

    return decorate


@at_address("directory:service-detail", services_for_pages)
def service_detail(request, service):
    """The page of one service: is this for us, and how do we get it."""
    response = render(request, "directory/service_detail.html", service_context(service, request))
    return with_last_change(response, service.updated_at)


@at_address("directory:service-refer", services_for_lists)
def service_refer(request, service):
    """For professionals: criteria, form, what to send."""
    council = frame_of(request).council
    contacts, provider = contacts_of(service)
    form_url = safe_url(service.referral_form_url)
    context = {
        "service": service,
        "facts": service_facts(service, council),
        "freshness": freshness(service, contacts=contacts),
        "has_referral": has_referral(service),
        "form_url": form_url,
        "form_host": host_of(form_url),
        "contacts": contacts,
        "contact_provider": provider,
        "report_url": report_url(service, council),
        "short_url": short_url(service),
        "crumbs": [(_("Find support"), reverse("directory:find")), (service.name, service.get_absolute_url())],
    }
    return with_last_change(render(request, "directory/service_refer.html", context), service.updated_at)


@at_address("directory:service-calendar", services_for_lists)
def service_calendar(request, service):
    """Sessions as a calendar file; `?date=2026-03-17` gives that day's alone."""
    content = calendar_file(service, timezone.now(), only=_day(request.GET.get("date", "")))
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{service.slug}.ics"'
    return with_last_change(response, service.updated_at)


@at_address("directory:service-qr", Service.objects.all)
def service_qr(request, service):
    """The short address as a QR code."""
    response = HttpResponse(qr_code.document(short_url(service)), content_type="image/svg+xml")
    patch_cache_control(response, public=True, max_age=86_400)
    return response


@require_safe
def service_short(request, code):
    """The address on paper: leads to the page, whatever its address is by now."""
    merged_away = SlugHistory.objects.filter(kind=SlugHistory.Kind.SHORT_CODE, slug=code.lower()).values("object_id")
    # A draft that never was public is as unknown as a code that does not exist.
    services = Service.objects.only("slug").filter(Q(live=True) | Q(first_published_at__isnull=False))
    service = services.filter(short_code=code.upper()).first() or get_object_or_404(services, pk__in=merged_away)
    return redirect("directory:service-detail", service.slug)


def service_gone(request, service):
    """A page of a service that has closed or is not listed any more: what there is instead."""
    context = {
        "service": service,
        "is_closed": service.live,
        "similar": similar_services([service]),
        "provider": service.provider if service.provider.live else None,
    }
    return render(request, "directory/service_gone.html", context, status=GONE)


def with_last_change(response: HttpResponse, changed_at: datetime) -> HttpResponse:
    """Say when the record last changed. The page itself also depends on the day and on the visitor's list."""
    response["Last-Modified"] = http_date(changed_at.timestamp())
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None

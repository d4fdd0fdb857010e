"""The officers' spreadsheets of services, providers and places, with an entry in the audit trail."""

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from ..exports import Column, log_export, spreadsheet_response
from ..models import Location, Provider, Service
from .columns import state_words

COMMON = [
    Column(_("Status"), state_words),
    Column(_("Owner team"), lambda row: row.owner),
    Column(_("Last checked"), lambda row: row.last_confirmed_at, 18),
    Column(_("Next check"), lambda row: row.review_due, 14),
    Column(_("Comes from"), lambda row: row.source),
    Column(_("Id at the source"), lambda row: row.external_id),
    Column(_("Last changed"), lambda row: row.updated_at, 18),
]
COLUMNS = {
    Service: [
        Column(_("Name"), lambda row: row.name, 40),
        Column(_("Short code"), lambda row: row.short_code, 12),
        Column(_("Provider"), lambda row: row.provider, 32),
        Column(_("Kind of provider"), lambda row: row.provider.get_kind_display()),
        Column(_("In one sentence"), lambda row: row.summary, 60),
        Column(_("Lowest age"), lambda row: row.min_age, 10),
        Column(_("Highest age"), lambda row: row.max_age, 10),
        Column(_("Price from"), lambda row: row.price_from, 10),
        Column(_("For"), lambda row: row.price_unit, 12),
        Column(_("Places"), lambda row: [str(place) for place in row.service_locations.all()], 40),
        Column(_("Terms"), lambda row: [str(term) for term in row.terms.all()], 60),
        Column(_("Reason for a pause or closing"), lambda row: row.status_reason, 30),
        Column(_("Web address"), lambda row: row.slug, 30),
        *COMMON,
    ],
    Provider: [
        Column(_("Name"), lambda row: row.name, 40),
        Column(_("Kind"), lambda row: row.get_kind_display()),
        Column(_("Belongs to"), lambda row: row.parent),
        Column(_("Registrations"), lambda row: [str(number) for number in row.identifiers.all()], 40),
        Column(_("Web address"), lambda row: row.slug, 30),
        *COMMON,
    ],
    Location: [
        Column(_("Name"), lambda row: row.name, 40),
        Column(_("Who sees the address"), lambda row: row.get_visibility_display(), 30),
        Column(_("Address"), lambda row: row.address_1, 30),
        Column(_("Town"), lambda row: row.town),
        Column(_("Postcode"), lambda row: row.postcode, 12),
        Column(_("Ward"), lambda row: row.ward),
        *COMMON,
    ],
}
RELATED = {
    Service: ["provider", "owner", "source"],
    Provider: ["parent", "owner", "source"],
    Location: ["ward", "owner", "source"],
}
PREFETCHED = {Service: ["terms", "service_locations__location"], Provider: ["identifiers"], Location: []}


def export_response(queryset, *, file_format: str, user) -> HttpResponse:
    """A spreadsheet of these listings. Who took it, how many rows and when stands in the audit trail."""
    model = queryset.model
    rows = list(queryset.with_check_waiting().select_related(*RELATED[model]).prefetch_related(*PREFETCHED[model]))
    what = str(model._meta.verbose_name_plural)
    log(
        instance=user,
        action="directory.export",
        user=user,
        data={"what": what, "rows": len(rows), "format": file_format},
    )
    log_export(what=what, rows=len(rows), file_format=file_format, user_id=user.pk)
    return spreadsheet_response(rows, COLUMNS[model], file_format=file_format, name=what)

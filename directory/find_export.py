"""The results of a search as a spreadsheet, for professionals who compare and hand over."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from localoffer.core.context import frame_of
from localoffer.core.errors import too_many
from localoffer.core.public_forms import is_over_limit

from .exports import FORMATS, Column, log_export, spreadsheet_response
from .filters import ServiceFilterSet
from .models import Service, Term
from .presentation import wording
from .presentation.facts import (
    Line,
    age_words,
    area_lines,
    contacts_of,
    cost_lines,
    route_words,
    terms_by_vocabulary,
)
from .presentation.freshness import freshness
from .presentation.links import safe_url
from .presentation.loading import public_places, times_with_places
from .presentation.places import time_rows
from .presentation.service_page import short_url

MOST_ROWS = 2_000
ROWS_AT_ONCE = 200
MOST_EXPORTS, PER_MINUTES = 20, 10


@require_safe
def find_export(request: HttpRequest, file_format: str) -> HttpResponse:
    """The results page with the same query string as XLSX or CSV: all its pages, at most 2,000 services."""
    if file_format not in FORMATS:
        raise Http404
    # A spreadsheet costs as much as a hundred pages, so one household gets 20 in ten minutes.
    if is_over_limit(request, "find-export", most=MOST_EXPORTS, seconds=PER_MINUTES * 60):
        return too_many(request, minutes=PER_MINUTES)
    ids = list(ServiceFilterSet(request.GET).results.ids[:MOST_ROWS])
    place_name = frame_of(request).council.place_name
    response = spreadsheet_response(rows(ids, place_name), COLUMNS, file_format=file_format, name="local-offer")
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    log_export(what="search results", rows=len(ids), file_format=file_format)
    return response


class Row:
    """What a professional wants to know about one service; all of it is public."""

    def __init__(self, service: Service, place_name: str) -> None:
        self.service = service
        self.place_name = place_name

    @cached_property
    def terms(self) -> dict[str, list[Term]]:
        return terms_by_vocabulary(self.service.terms.all())

    @property
    def cost(self) -> str:
        return _joined(cost_lines(self.service, self.terms), ". ")

    @property
    def area(self) -> str:
        """Who may come by where they live, and whether it comes to them."""
        return _joined(area_lines(self.service, self.place_name))

    @property
    def times(self) -> str:
        """Times that have not ended, each with its place."""
        rows = time_rows(self.service)
        return "; ".join(", ".join(part for part in (row.days, row.times, row.place) if part) for row in rows)

    @property
    def plan(self) -> str:
        return "; ".join(term.label for term in self.terms.get("plan", ()))

    @property
    def route(self) -> str:
        return route_words(self.service, self.terms)

    @property
    def places(self) -> str:
        """Places as far as the public may know them: only the ward of a hidden address."""
        places = (at.location for at in self.service.service_locations.all())
        return "; ".join(", ".join(dict.fromkeys([place.public_name, *place.public_address_lines])) for place in places)

    @property
    def checked_on(self) -> date | None:
        checked = self.service.last_confirmed_at
        return timezone.localdate(checked) if checked else None

    def contact(self, field: str) -> str:
        """The first phone, e-mail or website, the service's own or its provider's."""
        contacts, _provider = contacts_of(self.service)
        return next((value for contact in contacts if (value := getattr(contact, field))), "")


def rows(ids: Sequence[int], place_name: str) -> Iterator[Row]:
    """One row for each service, in this order; some hundred are in memory at a time."""
    for start in range(0, len(ids), ROWS_AT_ONCE):
        some = ids[start : start + ROWS_AT_ONCE]
        found = {service.pk: service for service in _services().filter(pk__in=some)}
        yield from (Row(found[pk], place_name) for pk in some if pk in found)


def _services():
    return (
        Service.objects.published()
        .select_related("provider", "source")
        .prefetch_related(
            "contacts",
            "coverage_areas",
            "provider__contacts",
            public_places(),
            times_with_places(),
            Prefetch("terms", Term.objects.select_related("vocabulary")),
        )
    )


def _joined(lines: Sequence[Line], between: str = "; ") -> str:
    return between.join(line.text.removesuffix(".") for line in lines)


COLUMNS = (
    Column(_("Service"), lambda row: row.service.name, 36),
    Column(_("Provider"), lambda row: row.service.public_provider_name, 28),
    Column(_("What it is"), lambda row: row.service.summary, 50),
    Column(_("Running now"), lambda row: wording.pause_and_why(row.service) or _("Yes"), 24),
    Column(_("Ages"), lambda row: age_words(row.service), 14),
    Column(_("How to get it"), lambda row: row.route, 28),
    Column(_("Who can use it"), lambda row: row.service.who_yes_points, 40),
    Column(_("Who it is not for"), lambda row: row.service.who_no_points, 30),
    Column(_("Diagnosis or plan needed"), lambda row: row.plan, 24),
    Column(_("Referral criteria"), lambda row: row.service.referral_criteria, 40),
    Column(_("Referral form"), lambda row: safe_url(row.service.referral_form_url), 30),
    Column(_("Cost"), lambda row: row.cost, 20),
    Column(_("Area"), lambda row: row.area, 28),
    Column(_("Places"), lambda row: row.places, 40),
    Column(_("Times"), lambda row: row.times, 40),
    Column(_("Phone"), lambda row: row.contact("phone"), 18),
    Column(_("E-mail"), lambda row: row.contact("email"), 28),
    Column(_("Website"), lambda row: safe_url(row.contact("website")), 30),
    Column(_("Waiting time"), lambda row: row.service.wait, 20),
    Column(_("Waiting time true on"), lambda row: row.service.wait_as_of, 14),
    Column(_("Places free"), lambda row: row.service.vacancies, 20),
    Column(_("Places free true on"), lambda row: row.service.vacancies_as_of, 14),
    Column(_("Last checked"), lambda row: row.checked_on, 14),
    Column(_("How fresh it is"), lambda row: freshness(row.service).words, 36),
    Column(_("On this site"), lambda row: short_url(row.service), 30),
)

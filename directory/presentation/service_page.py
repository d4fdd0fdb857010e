"""Everything that the service page shows, for the public page and for the preview of a draft alike."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import AbstractRendition, SourceImageIOError

from localoffer.core.context import frame_of
from localoffer.core.models import CouncilSettings

from ..lists import listed_codes
from ..models import Provider, Service, ServiceLink, ServicePhoto, Term
from ..models.listings import Listing
from .facts import ACCESS, LANGUAGE, ROUTE, SAID_ELSEWHERE, TYPE, contacts_of, service_facts, terms_by_vocabulary
from .freshness import freshness
from .links import host_of, safe_url
from .loading import PHOTO, similar_services
from .maps import Pin, areas_as_geojson, draw_map
from .next_times import families_may_come, session_at_its_place
from .places import MOST_PLACES, MOST_TIMES, Place, places_of, time_rows
from .registrations import inspection_facts
from .sessions import next_session
from .sheet import Sheet, side_for
from .structured_data import service_data


@dataclass(frozen=True)
class Picture:
    text: str
    rendition: AbstractRendition


@dataclass(frozen=True)
class SafeLink:
    """A link to somewhere else that says where it goes."""

    label: str
    url: str
    host: str
    kind: str


@dataclass(frozen=True)
class TermGroup:
    label: str
    terms: tuple[Term, ...]


def service_context(service: Service, request: HttpRequest, *, preview: bool = False) -> dict[str, Any]:
    """The context of `directory/service_detail.html`. `service` comes from `services_for_pages()` or from a draft."""
    council = frame_of(request).council
    terms = terms_by_vocabulary(service.terms.all())
    contacts, contact_provider = contacts_of(service)
    provider = service.public_provider
    # Opening hours of a service that others refer to are no dates to come on; its table of times says them.
    session = next_session(service) if families_may_come(terms.get(ROUTE, ())) else None
    facts, fresh, where = (
        service_facts(service, council),
        freshness(service, contacts=contacts),
        _where_and_when(service, council),
    )
    return {
        "service": service,
        "preview": preview,
        "facts": facts,
        "freshness": fresh,
        "contacts": contacts if len(contacts) > 1 else [],
        "contact_provider": contact_provider,
        "sheet": Sheet.of(
            service,
            facts,
            where["times"],
            where["places"],
            warning=fresh.warning,
            side=side_for(request.GET.get("print", "")),
        ),
        "session": session,
        "session_words": session_at_its_place(service, session) if session else "",
        "languages": terms.get(LANGUAGE, ()),
        "service_access": terms.get(ACCESS, ()),
        "term_groups": _term_groups(terms),
        "crumbs": _crumbs(terms),
        "similar": similar_services([service]),
        "commissioner": _shown(service.commissioner),
        "partners": [partner for partner in service.partners.all() if partner.live],
        "inspections": [inspection_facts(result) for result in provider.inspections.all()] if provider else [],
        "has_referral": has_referral(service),
        "report_url": report_url(service, council),
        "structured_data": None if preview else service_data(service, council),
        **where,
        **_media(service),
        **_addresses(service, request),
    }


def has_referral(service: Service) -> bool:
    """Whether there is anything to tell a professional who wants to refer somebody."""
    return bool(service.referral_criteria or service.referral_evidence or safe_url(service.referral_form_url))


def report_url(listing: Listing, council: CouncilSettings) -> str:
    """A mail to the owner team about a mistake. It names the listing and nothing about whoever writes."""
    address = listing.owner.email if listing.owner else council.email
    subject = _("Something wrong or out of date: %(name)s") % {"name": " ".join(listing.name.split())}
    return f"mailto:{quote(address, safe='@')}?subject={quote(subject)}" if address else ""


def short_url(service: Service) -> str:
    """The short address of a service, for print and for reading out."""
    return settings.BASE_URL + reverse("directory:service-short", args=[service.short_code])


def _where_and_when(service: Service, council: CouncilSettings) -> dict[str, Any]:
    places, times = places_of(service), time_rows(service)
    return {
        **_maps(places[:MOST_PLACES], council),
        "places": places[:MOST_PLACES],
        "more_places": max(0, len(places) - MOST_PLACES),
        "times": times[:MOST_TIMES],
        "more_times": max(0, len(times) - MOST_TIMES),
    }


def _maps(places: Sequence[Place], council: CouncilSettings) -> dict[str, Any]:
    """The places on a map of the area, and the same for a script that makes it bigger once it is asked to.

    None where no place or no outline is known: a mark on nothing says nothing.
    """
    pins = [
        Pin(number, place.point, place.name, approximate=place.is_area_only)
        for number, place in enumerate(places, start=1)
        if place.point
    ]
    drawn = (
        draw_map(pins, numbers=[pin.number for pin in pins], authority_code=council.authority_code) if pins else None
    )
    if drawn is None or not drawn.outlines:
        return {"map": None}
    return {"map": drawn, "map_data": _map_data(pins, council)}


def _map_data(pins: Sequence[Pin], council: CouncilSettings) -> dict[str, Any]:
    """The shape is told in static/js/map.js. A pin leads to its place in the list; a single one needs no number."""
    marks = [
        {
            "lat": pin.point[0],
            "lon": pin.point[1],
            "number": pin.number if len(pins) > 1 else None,
            "name": pin.place,
            "url": f"#place-{pin.number}",
            "text": _("Somewhere in %(place)s") % {"place": pin.place} if pin.approximate else "",
        }
        for pin in pins
    ]
    return {"pins": marks, **areas_as_geojson(council.authority_code)}


def _media(service: Service) -> dict[str, Any]:
    links = [link for link in map(_safe_link, service.links.all()) if link.url]
    return {
        "waiting_links": [link for link in links if link.kind == ServiceLink.Kind.WAITING],
        "media_links": [link for link in links if link.kind in {ServiceLink.Kind.VIDEO, ServiceLink.Kind.TOUR}],
        "page_links": [link for link in links if link.kind == ServiceLink.Kind.PAGE],
        "pictures": _pictures(service.photos.all()),
        "answers": [answer for answer in service.answers.all() if answer.question.public],
    }


def _addresses(service: Service, request: HttpRequest) -> dict[str, Any]:
    # A draft that was never saved may not have an address yet.
    path = service.get_absolute_url() if service.slug else ""
    return {
        "address": settings.BASE_URL + path,
        "short_url": short_url(service),
        "on_list": service.short_code in listed_codes(request),
        "next": f"{path}#actions",
        "mail_url": f"mailto:?subject={quote(service.name)}&body={quote(short_url(service))}",
    }


def _safe_link(link: ServiceLink) -> SafeLink:
    url = safe_url(link.url)
    host = host_of(url)
    return SafeLink(label=link.label, url=url, host="" if host == host_of(settings.BASE_URL) else host, kind=link.kind)


def _pictures(photos: Iterable[ServicePhoto]) -> list[Picture]:
    """Photos in the size of the page. One whose file is lost or broken is left out: the page must stand."""
    pictures = []
    for photo in photos:
        try:
            pictures.append(Picture(photo.text, photo.image.get_rendition(PHOTO)))
        except (SourceImageIOError, InvalidFilterSpecError, OSError):
            continue
    return pictures


def _term_groups(terms: dict[str, list[Term]]) -> list[TermGroup]:
    """Terms that families filter by and that no other part of the page says."""
    groups = []
    for slug, members in terms.items():
        vocabulary = members[0].vocabulary
        if vocabulary.is_filter and slug not in SAID_ELSEWHERE:
            groups.append(TermGroup(vocabulary.label, tuple(members)))
    return groups


def _crumbs(terms: dict[str, list[Term]]) -> list[tuple[str, str]]:
    find = reverse("directory:find")
    crumbs = [(_("Find support"), find)]
    if kinds := _finest(terms.get(TYPE, ())):
        crumbs.append((kinds[0].label, f"{find}?{TYPE}={quote(kinds[0].slug)}"))
    return crumbs


def _finest(terms: Sequence[Term]) -> list[Term]:
    parents = {term.parent_id for term in terms}
    return [term for term in terms if term.pk not in parents]


def _shown(provider: Provider | None) -> Provider | None:
    return provider if provider is not None and provider.live else None

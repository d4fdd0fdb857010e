"""My list: put aside, order, compare, print, pass on. Kept in the visitor's own cookie and in links."""

from urllib.parse import quote, urlencode

from django.conf import settings
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from localoffer.core.context import frame_of
from localoffer.core.origin import same_origin_post
from localoffer.core.way_back import way_back

from ..lists import (
    MOST,
    ListIsFull,
    join_codes,
    listed_codes,
    moved,
    parse_codes,
    remember,
    with_codes,
    without_codes,
)
from ..models import Service
from ..presentation import comparison
from ..presentation.facts import ROUTE, contacts_of, service_facts, terms_by_vocabulary
from ..presentation.freshness import freshness
from ..presentation.loading import services_by_code, similar_services
from ..presentation.next_times import next_time
from ..presentation.places import places_of, time_rows
from ..presentation.service_page import short_url
from ..presentation.sheet import Sheet, side_for
from .addresses import was_public

MOST_IN_MAIL = 20


@require_safe
def list_detail(request):
    """My list, or with `?ids=` the list that somebody passed on."""
    shared = "ids" in request.GET
    codes = parse_codes(*request.GET.getlist("ids")) if shared else listed_codes(request)
    services = services_by_code(codes)
    listed, gone = _split(services)
    context = {
        "shared": shared,
        "is_mine": set(codes) <= set(listed_codes(request)),
        "entries": [_entry(service, index, request) for index, service in enumerate(listed)],
        "gone": gone,
        "similar": similar_services(gone, exclude=codes) if gone else [],
        "unknown": len(codes) - len(services),
        "codes": join_codes(service.short_code for service in services),
        "most": MOST,
        "full": not shared and _has_no_room(codes, request.GET.get("full", "")),
        "undo": join_codes(parse_codes(request.GET.get("undo", ""))),
        "most_compared": comparison.MOST,
        **_sharing(listed),
    }
    return render(request, "directory/list_detail.html", context)


@require_safe
def list_compare(request):
    """Two to four services side by side; more or fewer ask which ones."""
    chosen = parse_codes(*request.GET.getlist("ids"))
    listed, _gone = _split(services_by_code(chosen or listed_codes(request)))
    enough = comparison.LEAST <= len(listed) <= comparison.MOST
    context = {
        "services": listed,
        "choices": [] if enough else listed,
        "most": comparison.MOST,
        "rows": comparison.comparison(listed, frame_of(request).council) if enough else [],
        "codes": join_codes(service.short_code for service in listed),
        "too_many": len(listed) > comparison.MOST,
        "crumbs": crumbs(),
    }
    return render(request, "directory/list_compare.html", context)


@require_safe
def list_print(request):
    """A pack to print: a cover with the contacts that help further, and a side for each service."""
    chosen = parse_codes(*request.GET.getlist("ids"))
    listed, gone = _split(services_by_code(chosen or listed_codes(request)))
    council, side = frame_of(request).council, side_for(request.GET.get("print", ""))
    context = {
        "sheets": [_sheet(service, council, side) for service in listed],
        "gone": gone,
        "council": council,
        "crumbs": crumbs(),
        **_sharing(listed),
    }
    return render(request, "directory/list_print.html", context)


@same_origin_post
@require_POST
def list_add(request):
    """Put services on the list and come back to where the button was."""
    asked = parse_codes(*request.POST.getlist("code"), *request.POST.getlist("ids"))
    known = set(Service.objects.published().filter(short_code__in=asked).values_list("short_code", flat=True))
    new = [code for code in asked if code in known]
    try:
        codes = with_codes(listed_codes(request), new)
    except ListIsFull:
        return redirect(f"{reverse('directory:list')}?full={len(new)}")
    return _back(request, codes)


@same_origin_post
@require_POST
def list_remove(request):
    """Take services off the list; on the list itself, offer to put them back."""
    taken_off = parse_codes(*request.POST.getlist("code"))
    return _back(request, without_codes(listed_codes(request), taken_off), undo=taken_off)


@same_origin_post
@require_POST
def list_move(request):
    """Move a service to a place, counted from 0, so that pressing twice does no harm."""
    place = request.POST.get("to", "")
    codes = listed_codes(request)
    for code in parse_codes(request.POST.get("code", ""))[:1]:
        codes = moved(codes, code, int(place)) if place.isdecimal() and len(place) < 4 else codes
    return _back(request, codes)


@same_origin_post
@require_POST
def list_clear(request):
    """Empty the list, and offer to put everything back."""
    return _back(request, [], undo=listed_codes(request))


def _back(request, codes, undo=()):
    """To the page the form came from, if it is one of ours, else to the list."""
    own = reverse("directory:list")
    target = way_back(request, own)
    if undo and target == own:
        target = f"{own}?{urlencode({'undo': join_codes(undo)})}"
    response = HttpResponseRedirect(target)
    remember(response, codes)
    return response


def _has_no_room(codes, number):
    """Whether so many more do not fit on the list. The number stands in an address, which anybody can write."""
    return number.isdecimal() and len(number) < 4 and len(codes) + int(number) > MOST


def crumbs():
    """The way to a page about the list."""
    return [(_("My list"), reverse("directory:list"))]


def _split(services):
    """Services that families may see, and those that have gone since they were put aside."""
    listed = [service for service in services if service.live and service.status != Service.Status.CLOSED]
    gone = [service for service in services if service not in listed and was_public(service)]
    return listed, gone


def _entry(service, index, request):
    routes = terms_by_vocabulary(service.terms.all()).get(ROUTE, ())
    facts = {fact.name: fact for fact in service_facts(service, frame_of(request).council)}
    return {
        "service": service,
        "facts": [facts[name] for name in ("ages", "cost", "route", "phone", "email", "contact") if name in facts],
        "when": next_time(service, routes).words,
        "freshness": freshness(service),
        "up": index - 1,
        "down": index + 1,
    }


def _sheet(service, council, side):
    contacts, _provider = contacts_of(service)
    facts, fresh = service_facts(service, council), freshness(service, contacts=contacts)
    places = places_of(service)
    return {
        "service": service,
        "facts": facts,
        "sheet": Sheet.of(service, facts, time_rows(service), places, warning=fresh.warning, side=side),
        "places": places,
        "freshness": fresh,
        "short_url": short_url(service),
    }


def _sharing(services):
    """The link that carries the list, as text, as a mail and for the code."""
    path = f"{reverse('directory:list')}?ids={join_codes(service.short_code for service in services)}"
    address = settings.BASE_URL + path
    names = "\n".join(f"- {service.name}" for service in services[:MOST_IN_MAIL])
    subject = _("Services from the SEND Local Offer")
    return {
        "share_path": path,
        "share_url": address,
        "share_mail_url": f"mailto:?subject={quote(subject)}&body={quote(names + chr(10) * 2 + address)}",
    }

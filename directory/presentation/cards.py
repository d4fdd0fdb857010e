"""Cards of the results page.

Most of a card is the same for everybody and costs most of the page's time, so each process keeps it in
memory, with gaps where the visitor's own part goes: number, place and distance, “Add to my list”.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from localoffer.core.moulds import Mould, gaps

from ..models import Location, Service, Term
from . import wording
from .facts import COST, ROUTE, contacts_of, cost_words, route_words, terms_by_vocabulary
from .freshness import freshness
from .loading import public_places, times_with_places
from .next_times import NextTime, next_time
from .sessions import Session

MOST_KEPT = 2_000
TEMPLATE = "components/result_card.html"
GAPS = gaps("number", "ages", "place", "when", "add")


@dataclass(frozen=True)
class Place:
    """Where a service happens, as far as the public may know."""

    town: str
    point: tuple[float, float] | None
    approximate: bool
    when: str = ""
    """The next session there, in words."""


@dataclass(frozen=True)
class Card:
    """The part of a card that is the same for everybody."""

    code: str
    name: str
    name_html: str
    url: str
    mould: Mould
    places: Mapping[int, Place]
    """By id of the location, in the officers' order."""
    elsewhere: tuple[str, ...]
    no_place: str
    when: str
    """The next session of a service without a place, in words."""
    version: object
    until: datetime

    def filled(self, **values: str) -> SafeString:
        """The whole card: its number on the map, a word about unknown ages, place, next session, the list's button."""
        return self.mould.filled(values)

    def place(self, location_id: int | None) -> Place | None:
        """The place that matches the search, else the first one."""
        return self.places.get(location_id or 0) or next(iter(self.places.values()), None)

    def place_words(self, location_id: int | None, miles: float | None) -> str:
        """“Leigh-on-Sea, 0.4 miles”."""
        place = self.place(location_id)
        if place is None:
            return self.no_place
        return wording.place(place.town, miles, len(self.places) - 1, self.elsewhere) or self.no_place

    def when_words(self, location_id: int | None) -> str:
        """The next session at the place that the card shows: “Next: Tuesday 17 March 2026, 9.30am to 11am”."""
        place = self.place(location_id)
        return place.when if place else self.when


class CardCache:
    """Cards by language and service, the latest 2,000. Two bytes of a card in three are the same icons."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str | None, int], Card] = {}

    def get_many(self, ids: Sequence[int], *, version: object, now: datetime) -> dict[int, Card]:
        """The cards of these services; what is missing or out of date is made, in a fixed number of queries.

        `version` changes whenever something that a card shows may have changed.
        """
        language = get_language()
        found = {}
        for pk in ids:
            card = self._kept.get((language, pk))
            if card is not None and card.version == version and now < card.until:
                found[pk] = card
        missing = [pk for pk in ids if pk not in found]
        if missing:
            for service_id, card in make_cards(missing, version=version, now=now).items():
                self._keep((language, service_id), card)
                found[service_id] = card
        return found

    def forget(self) -> None:
        """Make every card anew."""
        self._kept = {}

    def _keep(self, key: tuple[str | None, int], card: Card) -> None:
        self._kept.pop(key, None)
        while len(self._kept) >= MOST_KEPT:
            self._kept.pop(next(iter(self._kept)), None)
        self._kept[key] = card


card_cache = CardCache()


def make_cards(ids: Collection[int], *, version: object, now: datetime) -> dict[int, Card]:
    """Fresh cards for these services. Those that are no longer public are left out."""
    services = (
        Service.objects.published()
        .filter(pk__in=ids)
        .select_related("provider", "source")
        .prefetch_related(times_with_places(), public_places(), "contacts", "provider__contacts")
    )
    terms = _terms(ids)
    return {service.pk: _card(service, terms.get(service.pk, ()), version, now) for service in services}


def _terms(ids: Collection[int]) -> dict[int, list[Term]]:
    """The terms that a card shows, by service."""
    rows = Service.terms.through.objects.filter(
        service_id__in=ids, term__vocabulary__slug__in=(ROUTE, COST)
    ).select_related("term__vocabulary", "term__parent")
    by_service: dict[int, list[Term]] = defaultdict(list)
    for row in rows:
        by_service[row.service_id].append(row.term)
    return by_service


def _card(service: Service, terms: Iterable[Term], version: object, now: datetime) -> Card:
    grouped = terms_by_vocabulary(terms)
    links = list(service.service_locations.all())
    anywhere, times = _times(service, grouped.get(ROUTE, ()), now)
    context = {
        "service": service,
        "gap": GAPS,
        "pause": wording.pause_and_why(service, timezone.localdate(now)),
        "ages": wording.ages(service),
        "route": route_words(service, grouped),
        "cost": cost_words(service, grouped),
        "phones": _phones(service),
        "freshness": freshness(service, timezone.localdate(now)),
    }
    return Card(
        code=service.short_code,
        name=service.name,
        name_html=escape(service.name),
        url=service.get_absolute_url(),
        mould=Mould(render_to_string(TEMPLATE, context)),
        places={link.location_id: _place(link.location, times[link.location_id].words) for link in links},
        elsewhere=tuple(wording.ways_without_place(service)),
        no_place=wording.no_place(service),
        when=anywhere.words,
        version=version,
        until=_until([anywhere, *times.values()], now),
    )


def _place(location: Location, when: str) -> Place:
    return Place(location.public_town or location.public_name, location.public_point, location.is_area_only, when)


def _times(service: Service, routes: Sequence[Term], now: datetime) -> tuple[NextTime, dict[int, NextTime]]:
    """What to say about times, and the same by id of each place."""
    places = [link.location_id for link in service.service_locations.all()]
    anywhere = next_time(service, routes, now=now)
    if not any(schedule.location_id for schedule in service.schedules.all()):
        return anywhere, dict.fromkeys(places, anywhere)
    return anywhere, {place: next_time(service, routes, at=place, now=now) for place in places}


def _phones(service: Service) -> list[str]:
    """For paper, where a link to the service page does not help."""
    contacts, _provider = contacts_of(service)
    return list(dict.fromkeys(contact.phone for contact in contacts if contact.phone))[:2]


def _until(times: Iterable[NextTime], now: datetime) -> datetime:
    """Words like “Checked 3 weeks ago” hold until midnight, “Next:” until that session is over."""
    tomorrow = timezone.localdate(now) + timedelta(days=1)
    midnight = timezone.make_aware(datetime.combine(tomorrow, time.min))
    ends = (_end(each.session) for each in times)
    return min([midnight, *(end for end in ends if end and end > now)])


def _end(session: Session | None) -> datetime | None:
    return (session.ends or session.starts) if session else None

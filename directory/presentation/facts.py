"""The facts of a service in words, as the facts box, the list, the comparison and the sheet show them.

Everything reads prefetched relations (`loading.py`), so that drafts in preview and live rows look alike.
Vocabularies are data; the codes named here are those of the filters in the public query string.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from localoffer.core.models import CouncilSettings
from localoffer.core.templatetags.lo_tags import lo_date

from ..models import Provider, Service, Term
from ..models.contacts import ContactDetails
from . import wording
from .links import safe_url, short_address

ROUTE, COST, LANGUAGE, ACCESS, TYPE = "route", "cost", "language", "access", "type"
# Filters whose terms the facts box, the places or the breadcrumbs say already.
SAID_ELSEWHERE = frozenset({ROUTE, COST, LANGUAGE, ACCESS, TYPE, "where", "when"})
CONTACT_FACTS = ("phone", "text-phone", "email", "website", "contact")
FACT_NAMES = ("ages", "area", "cost", "route", "wait", "vacancies", *CONTACT_FACTS)


@dataclass(frozen=True)
class Line:
    """One line of a fact: words, a phone number, an e-mail address or a web address."""

    text: str
    kind: str = "text"
    """`text`, `note`, `phone`, `email` or `web`."""
    url: str = ""


@dataclass(frozen=True)
class Fact:
    """A row of the facts box."""

    name: str
    icon: str
    label: str
    lines: tuple[Line, ...]

    @property
    def asks(self) -> bool:
        """Whether nobody knows it: “Ask the service” needs the label to say what to ask about."""
        return self.lines[0].text == _("Ask the service")

    @property
    def words(self) -> str:
        """The fact in one line of plain words, to compare and to list."""
        return "; ".join(line.text for line in self.lines)


def terms_by_vocabulary(terms: Iterable[Term]) -> dict[str, list[Term]]:
    """Public terms in the officers' order, by code of their vocabulary."""
    grouped: dict[str, list[Term]] = defaultdict(list)
    for term in sorted(terms, key=lambda term: (term.vocabulary.order, term.order, term.label)):
        if term.public:
            grouped[term.vocabulary.slug].append(term)
    return dict(grouped)


def age_words(service: Service) -> str:
    """“Birth to 5”, “From 16”, “Up to 18”, or nothing where no age is given."""
    low, high = service.min_age, service.max_age
    if low is None and high is None:
        return ""
    if high is None:
        return _("All ages from birth") if low == 0 else _("From %(age)s") % {"age": low}
    if low is None:
        return _("Up to %(age)s") % {"age": high}
    if low == high:
        return _("Under 1") if low == 0 else _("Age %(age)s") % {"age": low}
    if low == 0:
        return _("Birth to %(age)s") % {"age": high}
    return _("%(low)s to %(high)s") % {"low": low, "high": high}


def cost_words(service: Service, terms: dict[str, list[Term]] | None = None) -> str:
    """The price, or the cost terms where no price is given; nothing where neither is known."""
    terms = terms_by_vocabulary(service.terms.all()) if terms is None else terms
    return wording.price(service) or _labels(terms.get(COST, ()))


def route_words(service: Service, terms: dict[str, list[Term]] | None = None) -> str:
    """How to get it, from its terms: “Contact them yourself”."""
    terms = terms_by_vocabulary(service.terms.all()) if terms is None else terms
    return _labels(terms.get(ROUTE, ()))


def area_words(service: Service, place_name: str) -> str:
    """Who may come by where they live: the place, wards or towns, other councils, the country."""
    if service.coverage == Service.Coverage.NATIONAL:
        return _("The whole country")
    areas = [area.name for area in service.coverage_areas.all()]
    if service.coverage != Service.Coverage.AREA and areas:
        return get_text_list(areas, _("and"))
    return str(place_name)


def contacts_of(service: Service) -> tuple[list[ContactDetails], Provider | None]:
    """How to reach a service, and the provider if these are the provider's contacts and not its own."""
    own = [contact for contact in service.contacts.all() if contact.has_contact]
    if own:
        return own, None
    at_places = [place for place in service.service_locations.all() if place.has_contact]
    if at_places:
        return at_places, None
    provider = service.public_provider
    if provider is None:
        return [], None
    return [contact for contact in provider.contacts.all() if contact.has_contact], provider


def service_facts(service: Service, council: CouncilSettings) -> list[Fact]:
    """The facts box. Rows that nobody filled in are left out, but how to get it, cost and contact say whom to ask."""
    terms = terms_by_vocabulary(service.terms.all())
    ask = Line(_("Ask the service"))
    rows = [
        Fact("ages", "child", _("Ages"), _lines(age_words(service))),
        Fact("area", "pin", _("Area"), area_lines(service, council.place_name)),
        Fact("cost", "coins", _("Cost"), cost_lines(service, terms) or (ask,)),
        Fact("route", "door", _("How to get it"), _lines(route_words(service, terms)) or (ask,)),
        Fact("wait", "clock", _("How long it takes"), _dated(service.wait, service.wait_as_of)),
        Fact("vacancies", "calendar", _("Places free"), _dated(service.vacancies, service.vacancies_as_of)),
        *_contact_facts(service, council),
    ]
    return [row for row in rows if row.lines]


def _contact_facts(service: Service, council: CouncilSettings) -> list[Fact]:
    contacts, provider = contacts_of(service)
    if not contacts:
        return [Fact("contact", "phone", _("Contact"), _nobody_to_ask(council))]
    first = {name: _first(contacts, name) for name in ("phone", "text_phone", "email", "website")}
    of_provider = _("This is the contact of %(name)s, who run it") % {"name": provider.name} if provider else ""
    note = (Line(of_provider, "note"),) if of_provider else ()
    rows = [
        Fact("phone", "phone", _("Phone"), _phone_lines(first["phone"])),
        Fact("text-phone", "phone", _("Text or Relay UK"), _field_line(first["text_phone"], "text_phone", "phone")),
        Fact("email", "mail", _("E-mail"), _field_line(first["email"], "email", "email")),
        Fact("website", "web", _("Website"), _web_lines(first["website"])),
    ]
    rows = [row for row in rows if row.lines]
    if rows and note:
        rows[0] = Fact(rows[0].name, rows[0].icon, rows[0].label, rows[0].lines + note)
    return rows or [Fact("contact", "phone", _("Contact"), _nobody_to_ask(council))]


def _nobody_to_ask(council: CouncilSettings) -> tuple[Line, ...]:
    """Never “ask the service” without saying how: the Local Offer team helps to find out."""
    lines = [Line(_("Ask the service"))]
    if council.phone or council.email:
        lines.append(Line(_("We have no contact for it. We help you find out:"), "note"))
    if council.phone:
        lines.append(Line(council.phone, "phone"))
    elif council.email:
        lines.append(Line(council.email, "email"))
    return tuple(lines)


def _first(contacts: list[ContactDetails], field: str) -> ContactDetails | None:
    return next((contact for contact in contacts if getattr(contact, field)), None)


def _phone_lines(contact: ContactDetails | None) -> tuple[Line, ...]:
    if contact is None:
        return ()
    notes = (Line(words, "note") for words in (contact.label, contact.phone_hours) if words)
    return (Line(contact.phone, "phone"), *notes)


def _field_line(contact: ContactDetails | None, field: str, kind: str) -> tuple[Line, ...]:
    return (Line(getattr(contact, field), kind),) if contact else ()


def _web_lines(contact: ContactDetails | None) -> tuple[Line, ...]:
    url = safe_url(contact.website) if contact else ""
    return (Line(short_address(url), "web", url),) if url else ()


def area_lines(service: Service, place_name: str) -> tuple[Line, ...]:
    """Who may come by where they live, and how it comes to them: online, at home, outside the area."""
    notes = [
        (service.online, _("Online or by phone")),
        (service.home_visit, _("At your home")),
        (service.outside_area, _("Outside %(place)s, for families who live here") % {"place": place_name}),
    ]
    return (Line(area_words(service, place_name)), *(Line(words, "note") for holds, words in notes if holds))


def cost_lines(service: Service, terms: dict[str, list[Term]]) -> tuple[Line, ...]:
    """The price, then the cost terms and the officer's words about it; nothing where nothing is known."""
    price = wording.price(service)
    labels = [term.label for term in terms.get(COST, ()) if term.label != price]
    notes = [*labels, service.cost_notes] if price else [service.cost_notes]
    main = price or get_text_list(labels, _("and")) or service.cost_notes
    return (*_lines(main), *(Line(note, "note") for note in notes if note and note != main))


def _dated(words: str, day: object) -> tuple[Line, ...]:
    """A figure that changes, with the date on which it was true."""
    if not words:
        return ()
    return (Line(words), Line(_("As of %(date)s") % {"date": lo_date(day)}, "note")) if day else (Line(words),)


def _labels(terms: Sequence[Term]) -> str:
    """Labels as one phrase, without terms that a finer one of them says already."""
    said = {term.parent_id for term in terms}
    return wording.in_a_row([term.label for term in terms if term.pk not in said])


def _lines(words: str) -> tuple[Line, ...]:
    return (Line(words),) if words else ()

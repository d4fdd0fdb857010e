"""The fields of the column map in the words of officers, and a guess which of them a column is meant for."""

import re
from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

GROUPS: Mapping[Words, Mapping[str, Words]] = {
    _("The service"): {
        "service.name": _("Name of the service"),
        "service.summary": _("One sentence about it"),
        "service.description": _("More about it"),
        "service.what_happens": _("What happens there"),
        "service.terms": _("Topics, needs and other lists"),
        "service.min_age": _("Lowest age"),
        "service.max_age": _("Highest age"),
        "service.who_yes": _("Who can use it"),
        "service.who_no": _("Who it is not for"),
        "service.online": _("Online: yes or no"),
        "service.home_visit": _("At your home: yes or no"),
        "service.outside_area": _("Outside the council area: yes or no"),
        "service.answer": _("An answer; the name of the column is the question"),
        "service.dated": _("Day of the last change at the source"),
    },
    _("How to reach it"): {
        "service.contact.phone": _("Phone"),
        "service.contact.phone_hours": _("When to phone"),
        "service.contact.text_phone": _("Text message or Relay UK"),
        "service.contact.email": _("E-mail"),
        "service.contact.website": _("Website"),
        "service.contact.label": _("Whom the contact leads to"),
        "service.link.url": _("Another link"),
        "service.link.label": _("Words of that link"),
        "service.link.kind": _("Kind of that link"),
    },
    _("Cost, times and waiting"): {
        "service.price_from": _("Price from, in pounds"),
        "service.price_unit": _("What the price is for"),
        "service.cost_notes": _("More about the cost"),
        "service.schedule.days": _("Day of the week"),
        "service.schedule.opens_at": _("Opens at"),
        "service.schedule.closes_at": _("Closes at"),
        "service.schedule.season": _("Term time or holidays"),
        "service.schedule.description": _("Times in words"),
        "service.wait": _("How long it takes"),
        "service.wait_as_of": _("Day on which that wait was true"),
        "service.vacancies": _("Places free"),
        "service.vacancies_as_of": _("Day on which those places were free"),
        "service.status": _("Open, paused or closed, as our code"),
        "service.status_reason": _("Why it is paused or closed"),
    },
    _("Referrals"): {
        "service.referral_criteria": _("Criteria, for professionals"),
        "service.referral_evidence": _("What to send with a referral"),
        "service.referral_form_url": _("Address of the form"),
    },
    _("The place"): {
        "location.name": _("Name of the place"),
        "location.address_1": _("Address"),
        "location.address_2": _("Address, second line"),
        "location.town": _("Town"),
        "location.county": _("County"),
        "location.postcode": _("Postcode"),
        "location.latitude": _("Latitude"),
        "location.longitude": _("Longitude"),
        "location.easting": _("Easting of the National Grid"),
        "location.northing": _("Northing of the National Grid"),
        "location.uprn": _("UPRN of the building"),
        "location.ward": _("Ward, as its ONS code"),
        "location.directions": _("How to get there"),
        "location.access_notes": _("More about access"),
        "location.terms": _("Access, from our lists"),
        "location.visibility": _("Who sees the address, as our code"),
        "place.notes": _("What this service does at this place"),
        "service.coverage": _("Who it covers, as our code"),
        "service.coverage_areas": _("Areas that it covers, as ONS codes"),
    },
    _("Who runs it"): {
        "provider.name": _("Name of the provider"),
        "provider.description": _("Who they are"),
        "provider.kind": _("Kind of provider, as our code"),
        "provider.contact.phone": _("Phone of the provider"),
        "provider.contact.phone_hours": _("When to phone the provider"),
        "provider.contact.text_phone": _("Text message or Relay UK of the provider"),
        "provider.contact.email": _("E-mail of the provider"),
        "provider.contact.website": _("Website of the provider"),
        "provider.contact.label": _("Whom that contact leads to"),
        "provider.sen_report_url": _("SEN information report"),
        "provider.identifiers.urn": _("URN of a school"),
        "provider.identifiers.laestab": _("LAESTAB number of a school"),
        "provider.identifiers.ukprn": _("UKPRN"),
        "provider.identifiers.ofsted": _("Ofsted number"),
        "provider.identifiers.cqc": _("CQC number"),
        "provider.identifiers.charity": _("Charity number"),
        "provider.identifiers.company": _("Company number"),
        "provider.identifiers.ods": _("ODS code of the NHS"),
        "provider.identifiers.uprn": _("UPRN of the provider"),
    },
}
WORDS: Mapping[str, Words] = {to: words for group in GROUPS.values() for to, words in group.items()}

TAKES_SEVERAL = {
    "service.terms",
    "location.terms",
    "service.answer",
    "service.description",
    "service.what_happens",
    "service.who_yes",
    "service.who_no",
    "service.referral_criteria",
    "service.referral_evidence",
    "provider.description",
}
"""Fields that several columns may fill together; in all others the last column would win."""

USUAL_NAMES: Mapping[str, str] = {
    "service.name": "name, service, service name, title, club, club name, activity, group, group name, school name",
    "service.summary": "summary, short description, in brief",
    "service.description": "description, about, details, information, notes, long description",
    "service.min_age": "min age, minimum age, age from, lowest age, from age, youngest",
    "service.max_age": "max age, maximum age, age to, highest age, to age, oldest",
    "service.terms": "needs, need, category, categories, type, type of support, topic, topics, tags, sen, for whom",
    "service.who_yes": "who is it for, eligibility, who can use it, who for",
    "service.contact.phone": "phone, telephone, tel, tel no, phone number, telephone number, mobile",
    "service.contact.email": "email, e mail, email address, contact email",
    "service.contact.website": "website, web, url, web address, web site, link, homepage",
    "service.price_from": "price, cost, fee, charge, price from",
    "service.cost_notes": "cost notes, costs, charges, price notes",
    "service.schedule.days": "day, weekday, day of the week",
    "service.schedule.opens_at": "start, start time, opens, opens at, from",
    "service.schedule.closes_at": "end, end time, closes, closes at, until, to",
    "service.schedule.description": "times, opening times, opening hours, when, session times, sessions, hours",
    "service.wait": "wait, waiting time, waiting list",
    "service.referral_criteria": "referral criteria, criteria, how to refer, referral",
    "service.online": "online",
    "location.name": "venue, place, building, venue name, location",
    "location.address_1": "address, address 1, address line 1, street, address1",
    "location.address_2": "address 2, address line 2, address2, locality",
    "location.town": "town, city, town city",
    "location.county": "county",
    "location.postcode": "postcode, post code, postal code, zip",
    "location.latitude": "latitude, lat",
    "location.longitude": "longitude, long, lng, lon",
    "location.easting": "easting, eastings, x",
    "location.northing": "northing, northings, y",
    "provider.name": "provider, organisation, organisation name, run by, provider name, charity, company",
    "provider.identifiers.urn": "urn",
    "provider.identifiers.ukprn": "ukprn",
    "provider.identifiers.charity": "charity number, charity no, registered charity number",
    "service.dated": "last updated, updated, modified, last modified, date updated",
}
"""What columns are often called in the tables of councils and charities."""

ID_NAMES = ("id", "service id", "reference", "ref", "number", "no", "urn", "code", "unique id", "key")


def plain_name(name: str) -> str:
    """The name of a column without what varies: case, stops, underlines."""
    return " ".join(re.findall(r"[a-z0-9]+", name.casefold()))


BY_NAME: Mapping[str, str] = {name: to for to, names in USUAL_NAMES.items() for name in names.split(", ")}


def guess(name: str) -> str:
    """The field that a column of this name is usually meant for; empty where none comes to mind."""
    return BY_NAME.get(plain_name(name), "")


def holds_urns(name: str, examples: Sequence[str]) -> bool:
    """Whether a column holds numbers of schools: its name says so, and they have six digits."""
    said = "urn" in plain_name(name).split()
    return said and bool(examples) and all(re.fullmatch("[0-9]{6}", cell) for cell in examples)


def guess_id(names: list[str]) -> str:
    """Which of these columns holds the ids; empty where none looks like it."""
    plain = {plain_name(name): name for name in reversed(names)}
    return next((plain[name] for name in ID_NAMES if name in plain), "")

"""From single values, as table cells give them, to the records of one service: provider, place, service."""

from collections import defaultdict
from typing import Any

from ..geography.grid import to_wgs84
from ..models import ImportSource
from ..postcodes import FULL, normalise_postcode
from .cleaning import (
    first_sentence,
    one_line,
    paragraphs,
    to_age,
    to_bool,
    to_date,
    to_email,
    to_int,
    to_phone,
    to_point,
    to_price,
    to_time,
    to_url,
    to_weekday,
)
from .records import Kind, Record, Value
from .table_providers import ProviderKeys, name_key
from .terms import TermFinder

TEXTS = {"description", "what_happens", "who_yes", "who_no", "referral_criteria", "referral_evidence"}
TEXTS |= {"access_notes", "directions"}


def to_postcode(text: str) -> str | None:
    """A full postcode, or None."""
    code = normalise_postcode(text)
    return code if FULL.match(code.replace(" ", "")) and " " in code else None


def to_iso_date(text: str) -> str | None:
    """A day as ISO text."""
    day = to_date(text)
    return day.isoformat() if day else None


READERS: dict[str, Any] = {
    "postcode": to_postcode,
    "phone": to_phone,
    "email": to_email,
    "website": to_url,
    "url": to_url,
    "sen_report_url": to_url,
    "referral_form_url": to_url,
    "price_from": to_price,
    "min_age": to_age,
    "max_age": to_age,
    "online": to_bool,
    "home_visit": to_bool,
    "outside_area": to_bool,
    "opens_at": to_time,
    "closes_at": to_time,
    "days": to_weekday,
    "wait_as_of": to_iso_date,
    "vacancies_as_of": to_iso_date,
    "dated": to_iso_date,
    "easting": to_int,
    "northing": to_int,
}


class Builder:
    """Collects values by destination and makes records of them."""

    def __init__(self, source: ImportSource, finder: TermFinder, key: str, providers: ProviderKeys) -> None:
        self.source = source
        self.finder = finder
        self.key = key
        self.providers = providers
        self.provider_key = ""
        self.single: dict[str, Value] = {}
        self.texts: dict[str, list[str]] = defaultdict(list)
        self.terms: dict[Kind, set[str]] = {Kind.SERVICE: set(), Kind.LOCATION: set()}
        self.identifiers: set[str] = set()
        self.answers: dict[str, str] = {}
        self.parts: dict[str, list[dict[str, Value]]] = defaultdict(list)
        self.open_parts: dict[str, dict[str, Value]] = {}
        self.places: list[dict[str, Value]] = []

    def add(self, to: str, value: str, label: str = "") -> str:
        """Take one value for one destination; says what is wrong with it, or nothing."""
        kind, _, name = to.partition(".")
        area, _, part = name.partition(".")
        if area == "identifiers":
            self.identifiers.add(f"{part}:{one_line(value)}")
        elif name == "terms":
            return self.add_term(value)
        elif to == "service.answer":
            self.answers[label] = value
        elif name in TEXTS and kind != "location":
            self.texts[to].append(f"{label}: {value}" if label else value)
            if to == "service.description" and not label:
                self.single.setdefault("service.summary", first_sentence(value))
        else:
            return self.add_single(to, f"{kind}.{area}" if part else "", part or name, value)
        return ""

    def add_single(self, to: str, part_name: str, name: str, value: str) -> str:
        reader = READERS.get(name)
        clean = reader(value) if reader else value if name in TEXTS else one_line(value)
        if clean is None:
            return "it cannot be read"
        if part_name:
            self.open_parts.setdefault(part_name, {})[name] = clean
        else:
            self.single[to] = clean
        return ""

    def add_term(self, value: str) -> str:
        found = self.finder.find("table", value)
        if not found:
            return "no term has this code"
        services, places = self.finder.split(found)
        self.terms[Kind.SERVICE].update(services)
        self.terms[Kind.LOCATION].update(places)
        return ""

    def close_row(self) -> None:
        """A row of the table ends: a contact, time, link or place that it described is complete."""
        for name, part in self.open_parts.items():
            self.parts[name].append(part)
        self.open_parts = {}
        place = {
            name.partition(".")[2]: value
            for name, value in self.single.items()
            if name.partition(".")[0] == Kind.LOCATION and value not in ("", None)
        }
        if place:
            self.places.append(place | {"terms": sorted(self.terms[Kind.LOCATION])})
        self.single = {name: value for name, value in self.single.items() if not name.startswith("location.")}
        self.terms[Kind.LOCATION] = set()

    # Records

    def records(self) -> list[Record]:
        """Places, provider and service, in the order in which they point at each other."""
        name = self.single.get("service.name") or self.single.get("provider.name") or ""
        provider_name = self.single.get("provider.name") or name
        provider_key = self.provider_key or self.providers.key(provider_name, self.identifiers)
        places = [self.place(place, number, name) for number, place in enumerate(self.places, start=1)]
        own = provider_key == self.key
        return [
            *places,
            self.provider(provider_key, provider_name, places if own else []),
            self.service(provider_key, name, places),
        ]

    def place(self, place: dict[str, Value], number: int, name: str) -> Record:
        key = self.key if number == 1 else f"{self.key}:{number}"
        fields = {name: value for name, value in place.items() if name not in POINT_PARTS}
        fields.setdefault("name", place.get("address_1") or name)
        fields["point"] = point_of(place)
        return Record(Kind.LOCATION, key, fields)

    def provider(self, key: str, name: str, places: list[Record]) -> Record:
        fields = self.fields_of(Kind.PROVIDER) | {"name": name}
        fields["identifiers"] = sorted(self.identifiers)
        fields["contacts"] = self.parts["provider.contact"]
        if places:
            fields["address"] = places[0].external_id
        weaker = dict.fromkeys((self.providers.key(name, self.identifiers), name_key(name)))
        return Record(Kind.PROVIDER, key, fields, formerly=tuple(former for former in weaker if former != key))

    def service(self, provider_key: str, name: str, places: list[Record]) -> Record:
        fields = self.fields_of(Kind.SERVICE) | {"name": name, "provider": provider_key}
        ages = [fields.pop("min_age", None), fields.pop("max_age", None)]
        fields["ages"] = ages if ages != [None, None] else None
        fields["waiting"] = dated_pair(fields.pop("wait", ""), fields.pop("wait_as_of", None))
        fields["places_free"] = dated_pair(fields.pop("vacancies", ""), fields.pop("vacancies_as_of", None))
        dated = fields.pop("dated", None)
        fields["terms"] = sorted(self.terms[Kind.SERVICE])
        fields["contacts"] = self.parts["service.contact"]
        fields["links"] = [{"label": link["url"], **link} for link in self.parts["service.link"] if link.get("url")]
        fields["schedules"] = self.parts["service.schedule"]
        fields["answers"] = self.answers
        fields["service_locations"] = [{"location": place.external_id} for place in places]
        return Record(Kind.SERVICE, self.key, fields, dated=to_date(dated) if dated else None)

    def fields_of(self, kind: Kind) -> dict[str, Value]:
        """Single values and texts for one kind of record."""
        fields = {to.partition(".")[2]: value for to, value in self.single.items() if to.partition(".")[0] == kind}
        for to, texts in self.texts.items():
            if to.partition(".")[0] == kind:
                fields[to.partition(".")[2]] = paragraphs(*texts)
        return fields


POINT_PARTS = {"latitude", "longitude", "easting", "northing"}


def point_of(place: dict[str, Value]) -> list[float] | None:
    """Coordinates from latitude and longitude, or else from the National Grid."""
    if place.get("latitude") and place.get("longitude"):
        return to_point(place["latitude"], place["longitude"])
    if place.get("easting") and place.get("northing"):
        return list(to_wgs84(place["easting"], place["northing"]))
    return None


def dated_pair(text: str, day: str | None) -> list[str | None] | None:
    """Words that were true on a day; without a day they are worth nothing."""
    return [text, day] if text and day else None

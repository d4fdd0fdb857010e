"""One service of Outpost as our records."""

from typing import Any

from django.utils.translation import gettext as _

from ..models import Location, Service
from .building import to_postcode
from .cleaning import (
    first_sentence,
    one_line,
    paragraphs,
    to_age,
    to_date,
    to_email,
    to_phone,
    to_point,
    to_price,
    to_time,
    to_url,
    to_weekday,
)
from .nodes import Node
from .openreferral_parts import PERSON, TECHNICAL, Gathered
from .records import Kind, Record, Row, Value
from .terms import TermFinder

SCHEME = "outpost"
NO_TERM = "no term here has this code or these words"
ONLINE = {"online", "virtual"}
NATIONWIDE = {"nationwide", "national", "england", "uk", "united kingdom"}
AGE_BANDS = {
    "age_band_under_2": (0, 1),
    "age_band_2": (2, 2),
    "age_band_3_4": (3, 4),
    "age_band_5_7": (5, 7),
    "age_band_8_plus": (8, None),
    "age_band_all": (None, None),
}


class OutpostService:
    """Reads the object of one service, with everything inside it."""

    def __init__(self, node: Node, row: Row, finder: TermFinder) -> None:
        self.node = node
        self.row = row
        self.finder = finder
        self.gathered = Gathered(finder)
        self.key = str(node.look("id"))
        self.name = one_line(node.look("name") or "")
        self.national = False
        self.online = False

    def fill(self) -> None:
        """Put the records and problems of the service on its row."""
        node = self.node
        node.take("id", "id at the source")
        dated = to_date(node.look("updated_at") or "")
        node.take("updated_at", "service.source_dated") if dated else node.drop("updated_at", "not a date")
        provider = self.provider()
        self.places()
        service = Record(Kind.SERVICE, self.key, self.fields(provider), dated=dated)
        node.drop_all(("created_at", "score", "distance_away", "target_directories", "ofsted_item"), TECHNICAL)
        self.row.records = [*self.gathered.places, provider, service]
        self.row.problems += self.gathered.problems

    def provider(self) -> Record:
        """The organisation; one without a name is called like its service."""
        node = self.node.child("organisation")
        key = str(node.look("id") or f"of-service-{self.key}")
        node.take("id", "id at the source")
        to = "provider.contacts"
        email = self.gathered.cleaned(node, "email", to, to_email)
        website = self.gathered.cleaned(node, "url", to, to_url)
        fields: dict[str, Value] = {
            "name": node.line("name", "provider.name") or self.name,
            "description": node.text("description", "provider.description"),
            "contacts": [{"email": email or "", "website": website or ""}],
        }
        return Record(Kind.PROVIDER, f"organisation:{key}", fields)

    def places(self) -> None:
        """Places; a town called “Nationwide” is not a place."""
        for node in self.node.children("locations"):
            place = self.place(node)
            if place:
                self.gathered.places.append(place)
                self.gathered.at.append({"location": place.external_id})

    def place(self, node: Node) -> Record | None:
        town = one_line(node.look("city") or "")
        if town.casefold() in NATIONWIDE | ONLINE and not node.has("postal_code"):
            online = town.casefold() in ONLINE
            self.online, self.national = self.online or online, self.national or not online
            node.take("city", "service.online" if online else "service.coverage")
            for name in node.data.keys() - {"city"}:
                node.drop(name, "a service that is online or for the whole country has no address")
            return None
        node.take("id", "id at the source")
        node.drop("country", TECHNICAL)
        hidden = node.take("mask_exact_address", "location.visibility") is True
        fields: dict[str, Value] = {
            "address_1": node.line("address_1", "location.address_1"),
            "town": node.line("city", "location.town"),
            "county": node.line("state_province", "location.county"),
            "postcode": self.gathered.cleaned(node, "postal_code", "location.postcode", lambda v: to_postcode(str(v)))
            or "",
            "point": self.point(node),
            "visibility": (Location.Visibility.AREA_ONLY if hidden else Location.Visibility.PUBLIC).value,
            "terms": self.access(node),
        }
        fields["name"] = node.line("name", "location.name") or fields["address_1"] or fields["town"] or self.name
        return Record(Kind.LOCATION, str(node.look("id")), fields)

    def point(self, node: Node) -> list[float] | None:
        """GeoJSON has longitude first."""
        geometry = node.child("geometry")
        pair: Any = geometry.look("coordinates")
        found = to_point(pair[1], pair[0]) if isinstance(pair, list) and len(pair) == 2 else None
        for name in ("type", "coordinates"):
            geometry.take(name, "location.point") if found else geometry.drop(name, "not coordinates of a place")
        return found

    def access(self, node: Node) -> list[str]:
        """Terms of the place; what is about people who work there goes to the service."""
        found = [key for item in node.children("accessibilities") for key in self.terms_of(item, "location.terms")]
        services, places = self.finder.split(found)
        self.gathered.terms.update(services)
        return places

    def terms_of(self, node: Node, to: str = "service.terms", within: tuple[str, ...] = ()) -> list[str]:
        """Our terms for one of Outpost's, by its slug or else by its words."""
        name = one_line(node.look("name") or node.look("label") or "")
        code = one_line(node.look("slug") or "") or "-".join(name.lower().replace("(", "").replace(")", "").split())
        found = self.finder.find(SCHEME, code, name, within=within)
        node.drop_keys()
        for part in ("name", "label", "slug"):
            node.take(part, to) if found else node.drop(part, NO_TERM)
        if not found and name:
            self.gathered.problems.append(_("No term is known for “%(term)s”.") % {"term": name})
        return found

    def fields(self, provider: Record) -> dict[str, Value]:
        node, gathered = self.node, self.gathered
        text = node.text("description", "service.description, service.summary")
        for item in [*node.children("taxonomies"), *node.children("send_needs"), *node.children("suitabilities")]:
            services, _places = self.finder.split(self.terms_of(item))
            gathered.terms.update(services)
        for item in node.children("regular_schedules"):
            self.schedule(item)
        answers, offer = self.local_offer()
        self.links()
        costs = self.costs()
        self.flag("needs_referral")
        return {
            "provider": provider.external_id,
            "name": node.line("name", "service.name"),
            "summary": first_sentence(text),
            "description": paragraphs(text, *gathered.paragraphs),
            "what_happens": offer,
            "answers": answers,
            "ages": self.ages(),
            "contacts": self.contacts(),
            "links": gathered.links,
            "schedules": gathered.schedules,
            "service_locations": gathered.at,
            "coverage": (Service.Coverage.NATIONAL if self.national else Service.Coverage.AREA).value,
            "online": self.online,
            "terms": sorted(gathered.terms),
            **costs,
        }

    def flag(self, name: str) -> bool:
        """A yes that one of our terms stands for; a no says nothing."""
        if self.node.look(name) is not True:
            self.node.drop(name, "no")
            return False
        found = self.finder.find(SCHEME, name.replace("_", "-"))
        if found:
            self.gathered.terms.update(found)
            self.node.take(name, "service.terms")
        else:
            self.node.drop(name, NO_TERM)
        return True

    def costs(self) -> dict[str, Value]:
        """What it costs, in words and as the lowest price."""
        if self.node.look("free") is True:
            self.node.take("free", "service.price_from")
            free: str | None = "0.00"
        else:
            self.node.drop("free", "no")
            free = None
        lines, amounts = [], []
        for option in self.node.children("cost_options"):
            option.drop_keys()
            to = "service.price_from, service.cost_notes"
            amount = self.gathered.cleaned(option, "amount", to, to_price)
            who, unit = option.line("option", "service.cost_notes"), option.line("cost_type", "service.cost_notes")
            words = " ".join(filter(None, (f"£{amount}" if amount else "", unit)))
            lines.append(": ".join(filter(None, (who, words))))
            if amount is not None:
                amounts.append((float(amount), amount, unit))
        lowest = min(amounts, default=None)
        notes = "; ".join(filter(None, lines))
        if len(notes) > 300:
            self.gathered.paragraphs.append(_("Cost: %(costs)s") % {"costs": notes})
        return {
            "price_from": free or (lowest[1] if lowest else None),
            "price_unit": lowest[2][:40] if lowest and not free else "",
            "cost_notes": notes if len(notes) <= 300 else "",
        }

    def ages(self) -> list[int | None] | None:
        """Ages from the limits, or else from Outpost's age bands."""
        low = self.gathered.cleaned(self.node, "min_age", "service.ages", to_age)
        high = self.gathered.cleaned(self.node, "max_age", "service.ages", to_age)
        bands = []
        for name, band in AGE_BANDS.items():
            chosen = self.node.look(name) is True and low is None and high is None
            self.node.take(name, "service.ages") if chosen else self.node.drop(name, "the ages say it already")
            bands += [band] if chosen else []
        if bands:
            lows, highs = [band[0] for band in bands], [band[1] for band in bands]
            low = None if None in lows else min(low for low in lows if low is not None)
            high = None if None in highs else max(high for high in highs if high is not None)
        return [low, high] if low is not None or high is not None else None

    def contacts(self) -> list[dict[str, Value]]:
        """Contacts by role. Names of people stay at the source."""
        to = "service.contacts"
        website = self.gathered.cleaned(self.node, "url", to, to_url)
        result: list[dict[str, Value]] = [{"website": website or ""}]
        for node in self.node.children("contacts"):
            node.drop_keys()
            node.drop("name", PERSON)
            email = self.gathered.cleaned(node, "email", to, to_email)
            phone = self.gathered.cleaned(node, "phone", to, to_phone)
            if email or phone:
                result.append({"label": node.line("title", to), "email": email or "", "phone": phone or ""})
            else:
                node.drop("title", "a role without a phone or e-mail")
            node.drop("visible", TECHNICAL)
        return result

    def schedule(self, node: Node) -> None:
        """A weekly time."""
        node.drop_keys()
        to = "service.schedules"
        day = self.gathered.cleaned(node, "weekday", to, to_weekday)
        opens = self.gathered.cleaned(node, "opens_at", to, to_time)
        closes = self.gathered.cleaned(node, "closes_at", to, to_time)
        if day:
            self.gathered.schedules.append({"days": day, "opens_at": opens or "", "closes_at": closes or ""})

    def links(self) -> None:
        for node in self.node.children("links"):
            node.drop_keys()
            url = self.gathered.cleaned(node, "url", "service.links", to_url)
            if url:
                self.gathered.links.append(
                    {"label": node.line("label", "service.links")[:160] or url[:160], "url": url}
                )
            else:
                node.drop("label", "a link without an address")

    def local_offer(self) -> tuple[dict[str, str], str]:
        """Answers to the council's questions, and what is said about support."""
        node = self.node.child("local_offer")
        node.drop_keys()
        words = node.text("description", "service.what_happens")
        if url := self.gathered.cleaned(node, "link", "service.links", to_url):
            self.gathered.links.append({"label": _("SEND information"), "url": url})
        answers: dict[str, str] = {}
        for item in node.children("survey_answers"):
            item.drop_keys()
            question, answer = one_line(item.look("question") or ""), item.look("answer")
            if question and answer:
                item.take("question", "service.answers")
                answers[question[:300]] = item.text("answer", "service.answers")
            else:
                item.drop("question", "a question without an answer")
                item.drop("answer", "an answer without a question")
        return answers, words

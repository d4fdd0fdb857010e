"""Places of Open Referral UK: address, coordinates, access."""

from django.utils.translation import gettext as _

from .building import to_postcode
from .cleaning import one_line, paragraphs, to_point, to_url
from .nodes import Node
from .openreferral_mentions import without_unmentioned
from .openreferral_parts import PERSON, TECHNICAL, Gathered
from .records import Kind, Record, Value


def place(node: Node, gathered: Gathered) -> Record | None:
    """A place; a virtual one means that the service is online."""
    if node.look("location_type") == "virtual":
        gathered.online = True
        node.take("location_type", "service.online")
        for name in node.data.keys() - {"location_type"}:
            node.drop(name, "a place that is only online has no address")
        return None
    key = str(node.look("id") or "")
    node.take("id", "id at the source")
    node.drop("location_type", TECHNICAL)
    fields: dict[str, Value] = address(node, gathered)
    fields["name"] = node.line("name", "location.name") or fields.get("address_1") or fields.get("town") or ""
    fields["directions"] = paragraphs(
        node.text("description", "location.directions"), node.text("transportation", "location.directions")
    )
    fields["point"] = point(node, gathered)
    fields["uprn"] = uprn(node)
    fields["access_notes"], terms = accessibility(node, gathered)
    service_terms, fields["terms"] = gathered.finder.split([*terms, *gathered.add_terms(node, "location.terms")])
    gathered.terms.update(service_terms)
    node.drop_all(("alternate_name", "url", "languages", "contacts", "phones", "schedules"), TECHNICAL)
    return without_unmentioned(Record(Kind.LOCATION, key, fields), node)


def point(node: Node, gathered: Gathered) -> list[float] | None:
    found = to_point(node.look("latitude"), node.look("longitude"))
    for name in ("latitude", "longitude"):
        node.take(name, "location.point") if found else node.drop(name, "not coordinates of a place on earth")
    if not found and (node.has("latitude") or node.has("longitude")):
        gathered.problems.append(
            _("The coordinates %(latitude)s, %(longitude)s are not a place.")
            % {"latitude": node.look("latitude"), "longitude": node.look("longitude")}
        )
    return found


def uprn(node: Node) -> str:
    """The property number, if that is what the identifier is."""
    if one_line(node.look("external_identifier_type") or "").upper() == "UPRN":
        node.take("external_identifier_type", "location.uprn")
        return node.line("external_identifier", "location.uprn")[:12]
    node.drop_all(("external_identifier", "external_identifier_type"), "a register that we do not keep")
    return ""


def address(node: Node, gathered: Gathered) -> dict[str, Value]:
    """The address where people go; a post address only if there is no other."""
    every = node.children("addresses")
    every.sort(key=lambda one: one.look("address_type") != "physical")
    for other in every[1:]:
        other.drop_everything("a place has one address")
    if not every:
        return {}
    chosen = every[0]
    chosen.drop_keys()
    chosen.drop("attention", PERSON)
    chosen.drop_all(("country", "address_type"), TECHNICAL)
    gathered.add_terms(chosen, "location.terms")
    region, county = chosen.look("region"), chosen.look("state_province")
    if region and county:
        chosen.drop("region", "the county says it more closely")
    to = "location.county"
    return {
        "address_1": chosen.line("address_1", "location.address_1"),
        "address_2": chosen.line("address_2", "location.address_2"),
        "town": chosen.line("city", "location.town"),
        "county": chosen.line("state_province", to) or chosen.line("region", to),
        "postcode": gathered.cleaned(chosen, "postal_code", "location.postcode", lambda v: to_postcode(str(v))) or "",
    }


def accessibility(node: Node, gathered: Gathered) -> tuple[str, list[str]]:
    """Words about access, and the terms that they match."""
    words, terms = [], []
    for item in node.children("accessibility"):
        item.drop_keys()
        terms += gathered.add_terms(item, "location.terms")
        for name in ("accessibility", "description", "details"):
            text = item.text(name, "location.access_notes")
            terms += gathered.finder.find("outpost", "", text) if text else []
            words.append(text)
        if url := gathered.cleaned(item, "url", "location.access_notes", to_url):
            words.append(url)
    return paragraphs(*words), terms

"""What an abbreviated document does not mention at all stays as it is: a list of services leaves times and places out.

A name that is there and empty says that there is nothing.
"""

from collections.abc import Mapping

from .catalogue import FIELDS
from .nodes import Node
from .records import Kind, Record, Value

AT = "service_at_locations"

MENTIONED_BY: Mapping[Kind, Mapping[str, tuple[str, ...]]] = {
    Kind.SERVICE: {
        "summary": ("description",),
        "description": ("description", "alert", "accreditations"),
        "ages": ("minimum_age", "maximum_age"),
        "who_yes": ("eligibility_description", "service_areas"),
        "contacts": ("email", "url", "contacts", "phones"),
        "status": ("status",),
        "status_reason": ("status",),
        "steps": ("application_process",),
        "price_from": ("cost_options",),
        "price_unit": ("cost_options",),
        "cost_notes": ("cost_options", "fees", "fees_description"),
        "terms": ("attributes", "languages"),
        "links": ("schedules", AT),
        "schedules": ("schedules", AT),
        "service_locations": (AT,),
        "online": (AT,),
        "coverage_areas": ("service_areas",),
        "coverage": ("service_areas",),
    },
    Kind.PROVIDER: {
        "description": ("description",),
        "parent": ("parent_organization_id",),
        "identifiers": ("organization_identifiers",),
        "contacts": ("website", "url", "uri", "email", "contacts", "phones"),
    },
    Kind.LOCATION: {
        "address_1": ("addresses",),
        "address_2": ("addresses",),
        "town": ("addresses",),
        "county": ("addresses",),
        "postcode": ("addresses",),
        "directions": ("description", "transportation"),
        "point": ("latitude", "longitude"),
        "uprn": ("external_identifier",),
        "access_notes": ("accessibility",),
        "terms": ("accessibility", "attributes"),
    },
}
"""Our fields, and the names of the source that they come from. Those that are never left out stand nowhere here."""

LISTS: Mapping[Kind, tuple[str, ...]] = {
    Kind.SERVICE: ("schedules", AT, "contacts", "cost_options", "funding", "attributes", "languages", "service_areas"),
    Kind.PROVIDER: ("contacts", "phones", "organization_identifiers"),
    Kind.LOCATION: (),
}
"""An object with none of these names is abbreviated: it tells only a part of what is put together from several."""
PUT_TOGETHER: Mapping[Kind, tuple[str, ...]] = {
    Kind.SERVICE: ("description", "contacts", "cost_notes"),
    Kind.PROVIDER: ("contacts",),
    Kind.LOCATION: (),
}


def without_unmentioned(record: Record, node: Node) -> Record:
    """The record without the fields of which its object has no name at all."""
    for field, names in MENTIONED_BY[record.kind].items():
        value = record.fields.get(field)
        if not any(name in node.data for name in names) and says_nothing(record.kind, field, value):
            record.fields.pop(field, None)
    if not any(name in node.data for name in LISTS[record.kind]):
        record.in_part = tuple(field for field in PUT_TOGETHER[record.kind] if field in record.fields)
    return record


def says_nothing(kind: Kind, field: str, value: Value) -> bool:
    """Whether a value is that of a listing about which nobody has said anything."""
    parts = value if isinstance(value, list) else [value]
    return value == FIELDS[kind][field].empty or not any(
        any(part.values()) if isinstance(part, dict) else part for part in parts
    )

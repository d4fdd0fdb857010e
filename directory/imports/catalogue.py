"""Which fields each kind of record has."""

from ..models import Area, Location, Provider, Service
from .fields import AreaCode, Field, Pair, Reference
from .part_fields import Answers, Choices, Codes, Parts
from .records import Kind

CONTACT = ("label", "phone", "phone_hours", "text_phone", "email", "website")

LOCATION = (
    Field("name"),
    Field("address_1"),
    Field("address_2"),
    Field("town"),
    Field("county"),
    Field("postcode"),
    Pair("point", None, parts=("latitude", "longitude")),
    AreaCode("ward"),
    Field("uprn"),
    Field("visibility", Location.Visibility.PUBLIC.value),
    Field("directions"),
    Field("access_notes"),
    Choices("terms"),
)
PROVIDER = (
    Field("name"),
    Field("kind", Provider.Kind.OTHER.value),
    Field("description"),
    Reference("parent", kind=Kind.PROVIDER),
    Reference("address", kind=Kind.LOCATION),
    Field("sen_report_url"),
    Parts("contacts", attributes=CONTACT),
    Codes("identifiers"),
    Parts("inspections", attributes=("what", "result", "on", "by", "url")),
)
SERVICE = (
    Reference("provider", kind=Kind.PROVIDER),
    Reference("commissioner", kind=Kind.PROVIDER),
    Field("name"),
    Field("summary"),
    Field("description"),
    Field("what_happens"),
    Pair("ages", None, parts=("min_age", "max_age")),
    Field("who_yes"),
    Field("who_no"),
    Field("referral_criteria"),
    Field("referral_evidence"),
    Field("referral_form_url"),
    Pair("waiting", None, parts=("wait", "wait_as_of")),
    Pair("places_free", None, parts=("vacancies", "vacancies_as_of")),
    Field("price_from", None),
    Field("price_unit"),
    Field("cost_notes"),
    Field("coverage", Service.Coverage.AREA.value),
    Choices("coverage_areas", model=Area),
    Field("online", False),
    Field("home_visit", False),
    Field("outside_area", False),
    Choices("terms"),
    Field("status", Service.Status.OPEN.value),
    Field("status_reason"),
    Parts("contacts", attributes=CONTACT),
    Parts("links", attributes=("kind", "label", "url")),
    Parts("steps", attributes=("title", "text")),
    Answers("answers"),
    Parts(
        "schedules",
        attributes=(
            "location",
            "frequency",
            "interval",
            "days",
            "opens_at",
            "closes_at",
            "season",
            "valid_from",
            "valid_to",
            "description",
        ),
    ),
    Parts("service_locations", attributes=("location", "notes", *CONTACT)),
)

FIELDS: dict[Kind, dict[str, Field]] = {
    kind: {field.name: field for field in fields}
    for kind, fields in ((Kind.LOCATION, LOCATION), (Kind.PROVIDER, PROVIDER), (Kind.SERVICE, SERVICE))
}

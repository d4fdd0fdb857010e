"""What is known of a place from its postcode: coordinates and ward."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from ..models import Location, Postcode
from .records import Kind, Record
from .world import World


def complete_places(records: Sequence[Record], world: World) -> dict[str, tuple[list[str], list[str]]]:
    """Fill in missing coordinates and wards of places; problems and unusable fields by id of the place."""
    places = [record for record in records if record.kind is Kind.LOCATION]
    postcodes = Postcode.objects.in_bulk({record.fields.get("postcode") or "" for record in places})
    return {
        record.external_id: complete(record, postcodes.get(record.fields.get("postcode") or ""), world)
        for record in places
    }


def complete(record: Record, postcode: Postcode | None, world: World) -> tuple[list[str], list[str]]:
    """Fill in one place from its postcode."""
    fields, problems, lost = record.fields, [], []
    if fields.get("ward") and fields["ward"] not in world.areas:
        lost.append("location.ward")
        fields["ward"] = ""
    if postcode and not fields.get("ward") and postcode.ward_code in world.areas:
        fields["ward"] = postcode.ward_code
    if not fields.get("point"):
        if postcode:
            fields["point"] = [round(postcode.latitude, 6), round(postcode.longitude, 6)]
        else:
            problems.append(_("No coordinates, and the postcode is not known, so it will not be found by distance."))
    if fields.get("visibility") == Location.Visibility.AREA_ONLY and not fields.get("ward"):
        problems.append(_("Its address is hidden and no ward is known, so families will see no place at all."))
    return problems, lost

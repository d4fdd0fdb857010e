"""Postcode sectors, wards, towns and council areas of the demonstration."""

from datetime import datetime

from django.utils import timezone
from django.utils.text import slugify

from ..geography.attribution import AREAS, POSTCODES, note_origin
from ..models import Area, ImportSource, Postcode
from .reading import content
from .school_year import load_school_terms

YEARS = {POSTCODES: 2014, AREAS: 2014}
"""Of Code-Point Open, from which the postcodes and the middles of the areas are."""


def load_geography(now: datetime) -> int:
    """Create what is not there yet, so that files loaded by the council win; how many rows are new."""
    for part, year in YEARS.items():
        if not ImportSource.objects.filter(slug=part).exists():
            note_origin(part, year)
    return load_postcodes() + load_areas() + load_school_terms(timezone.localdate(now))


def load_postcodes() -> int:
    """Sectors and outward codes, and the full postcodes of the real places in the demonstration."""
    there = set(Postcode.objects.values_list("code", flat=True))
    rows = {
        code: Postcode(code=code, latitude=latitude, longitude=longitude, authority_code=authority)
        for code, latitude, longitude, authority in content("postcodes")["postcodes"]
    }
    for place in [*content("schools")["schools"], *content("places")["places"]]:
        if place["postcode"] not in rows:  # samples have a sector only
            rows[place["postcode"]] = postcode_of(place, rows)
    new = [row for code, row in rows.items() if code not in there]
    return len(Postcode.objects.bulk_create(new, ignore_conflicts=True))


def postcode_of(place: dict, rows: dict[str, Postcode]) -> Postcode:
    """The postcode of a place, in the council area of its sector."""
    latitude, longitude = place["at"]
    sector = rows[place["postcode"][:-2]]
    return Postcode(
        code=place["postcode"],
        latitude=latitude,
        longitude=longitude,
        authority_code=sector.authority_code,
        ward_code=place.get("ward", ""),
    )


def load_areas() -> int:
    """Council areas before what lies in them. A council with its own wards keeps them alone."""
    areas = {area.code: area for area in Area.objects.all()}
    new = []

    def add(code: str, **values: object) -> None:
        if code not in areas:
            areas[code] = Area.objects.create(code=code, **values)
            new.append(code)

    for row in content("areas")["authorities"]:
        add(row["code"], kind=Area.Kind.AUTHORITY, authority=areas.get(row.get("part_of")), **shape(row))
    council = areas[content("council")["settings"]["authority_code"]]
    for row in content("areas")["wards"]:
        add(row["code"], kind=Area.Kind.WARD, authority=council, **shape(row))
    for name, latitude, longitude, authority in content("areas")["towns"]:
        row = {"name": name, "middle": (latitude, longitude)}
        add(f"town-{slugify(name)}", kind=Area.Kind.TOWN, authority=areas.get(authority), **shape(row))
    return len(new)


def shape(row: dict) -> dict:
    latitude, longitude = row["middle"]
    outline = [row["outline"]] if "outline" in row else []
    return {"name": row["name"], "latitude": latitude, "longitude": longitude, "outline": outline}

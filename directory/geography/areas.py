"""Wards and council areas from GeoJSON (ONS Open Geography), towns from a small table."""

import json
import re
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from django.db import transaction
from django.utils.text import slugify

from ..imports.cleaning import to_point
from ..imports.nodes import storable
from ..imports.records import ImportFailure
from ..imports.tables import Table
from ..models import Area
from .outlines import centre, rings_of, simplify

Found = tuple[str, str]
LONGEST_CODE = Area._meta.get_field("code").max_length
LONGEST_NAME = Area._meta.get_field("name").max_length
NAMES = {
    "ward": (r"ward_code|wd\d*cd", r"ward_name|wd\d*nm"),
    "authority": (
        r"district_code|authority_code|lad\d*cd|ctyua\d*cd",
        r"district_name|authority_name|lad\d*nm|ctyua\d*nm",
    ),
}


@dataclass
class Loaded:
    """What a loading did."""

    written: int = 0
    unchanged: int = 0
    problems: list[str] = field(default_factory=list)


def load_outlines(file: BinaryIO, metres: float = 25.0) -> Loaded:
    """Wards, or council areas, from GeoJSON. Outlines are simplified; a ward brings its council area along."""
    features = read_features(file)
    report = Loaded()
    with transaction.atomic():
        for number, feature in enumerate(features, start=1):
            try:
                load_feature(feature, metres, report)
            except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
                report.problems.append(f"feature {number} cannot be read: {error}")
        if not report.written and not report.unchanged:
            raise ImportFailure("No feature has a code and a name of a ward or a council area.")
    return report


def read_features(file: BinaryIO) -> list[dict[str, Any]]:
    """Features of a GeoJSON file in WGS84; raises ImportFailure for anything else."""
    try:
        data = storable(json.load(file))
    except (ValueError, RecursionError) as error:
        raise ImportFailure("This is not GeoJSON, or the file is cut off.") from error
    if not isinstance(data, dict) or not isinstance(data.get("features"), list) or not data["features"]:
        raise ImportFailure("This is not a GeoJSON collection of features.")
    if "27700" in str(data.get("crs", "")):
        raise ImportFailure("The outlines are on the National Grid. Export them as WGS84 (EPSG:4326).")
    return data["features"]


def load_feature(feature: dict[str, Any], metres: float, report: Loaded) -> None:
    """Write one ward or council area."""
    properties = {str(name).lower(): value for name, value in feature["properties"].items()}
    ward, authority = find(properties, "ward"), find(properties, "authority")
    own, kind = (ward, Area.Kind.WARD) if ward else (authority, Area.Kind.AUTHORITY)
    if not own:
        raise ValueError("it has no code")
    rings = rings_of(feature["geometry"])
    middle = to_point(*centre(rings))
    if not middle:
        raise ValueError("its outline is not on the globe")
    values: dict[str, Any] = {
        "name": own[1],
        "kind": kind,
        "latitude": middle[0],
        "longitude": middle[1],
        "outline": [simplify(ring, metres) for ring in rings],
    }
    if ward and authority:
        values["authority"] = Area.objects.get_or_create(
            code=authority[0], defaults={"name": authority[1], "kind": Area.Kind.AUTHORITY}
        )[0]
    write(own[0], values, report)


def find(properties: dict[str, Any], kind: str) -> Found | None:
    """Code and name of a ward or council area, whatever the year in the names of the properties.

    Raises ValueError for a code that is too long.
    """
    code_pattern, name_pattern = NAMES[kind]
    code = next((value for name, value in properties.items() if re.fullmatch(code_pattern, name)), None)
    name = next((value for name, value in properties.items() if re.fullmatch(name_pattern, name)), None)
    if code and len(str(code)) > LONGEST_CODE:
        raise ValueError("its code is too long")
    return (str(code), str(name or code)[:LONGEST_NAME]) if code else None


def write(code: str, values: dict[str, Any], report: Loaded) -> None:
    """Insert or change an area, unless nothing differs."""
    area = Area.objects.filter(code=code).first() or Area(code=code)
    if area.pk and all(getattr(area, name) == value for name, value in values.items()):
        report.unchanged += 1
        return
    for name, value in values.items():
        setattr(area, name, value)
    area.save()
    report.written += 1


def load_towns(table: Table) -> Loaded:
    """Towns and neighbourhoods from a table with name, latitude and longitude (and code, if there is one)."""
    columns = {name.strip().lower(): name for name in table.header}
    if not {"name", "latitude", "longitude"} <= columns.keys():
        raise ImportFailure("A table of towns needs the columns name, latitude and longitude.")
    report = Loaded()
    with transaction.atomic():
        for row in table.rows():
            name = row.values.get(columns["name"], "")
            point = to_point(row.values.get(columns["latitude"], ""), row.values.get(columns["longitude"], ""))
            if row.problem or not name or not point:
                report.problems.append(f"row {row.number}: {row.problem or 'a name or coordinates are missing'}")
                continue
            code = row.values.get(columns.get("code", ""), "") or f"town-{slugify(name)}"[:40]
            values = {"name": name[:LONGEST_NAME], "kind": Area.Kind.TOWN, "latitude": point[0], "longitude": point[1]}
            write(code[:LONGEST_CODE], values, report)
    return report

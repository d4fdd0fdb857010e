"""Postcodes with the middle of their area, from Code-Point Open or the ONS postcode directory.

Sectors (SS9 1) and outward codes (SS9) are worked out as the middle of their postcodes, so that a search
from half a postcode works too.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from django.db import transaction

from ..imports.cleaning import to_float, to_int, to_point
from ..imports.records import ImportFailure
from ..imports.tables import Table, TableRow
from ..models import Postcode
from ..postcodes import FULL, normalise_postcode, outward_code
from .grid import to_wgs84

BATCH = 2_000
COLUMNS = {
    "postcode": ("postcode", "pcds", "pcd", "pcd8", "pcd7", "pc"),
    "latitude": ("latitude", "lat"),
    "longitude": ("longitude", "long", "lon", "lng"),
    "easting": ("easting", "eastings", "oseast1m", "east1m", "ea"),
    "northing": ("northing", "northings", "osnrth1m", "north1m", "no"),
    "authority": ("district_code", "admin_district_code", "oslaua", "laua", "lad", "ladcd", "lad23cd", "lad24cd", "dc"),
    "ward": ("ward_code", "admin_ward_code", "osward", "ward", "wd", "wardcd", "wd23cd", "wd24cd", "wc"),
    "ended": ("doterm", "terminated"),
}
CODE_POINT = ("postcode", "quality", "easting", "northing", "country", "nhs region", "nhs ha", "county", "dc", "wc")


@dataclass
class Loaded:
    """What a loading did."""

    written: int = 0
    unchanged: int = 0
    left_out: int = 0
    areas: int = 0
    problems: list[str] = field(default_factory=list)


def columns_of(table: Table) -> dict[str, str]:
    """Our names to the table's columns; raises ImportFailure when the layout is another one."""
    if len(table.header) == len(CODE_POINT) and FULL.match(table.header[0].replace(" ", "").upper()):
        table.header = list(CODE_POINT)  # Code-Point Open comes without a heading
        table.has_heading = False
    found = {}
    for ours, names in COLUMNS.items():
        for header in table.header:
            if header.strip().lower() in names:
                found.setdefault(ours, header)
    has_point = {"latitude", "longitude"} <= found.keys() or {"easting", "northing"} <= found.keys()
    if "postcode" not in found or not has_point:
        raise ImportFailure(
            "This is not a table of postcodes: it needs a postcode and latitude and longitude, or easting and "
            f"northing. It has {', '.join(table.header[:8])}."
        )
    return found


def load_postcodes(table: Table, prefixes: Iterable[str] = (), authorities: Iterable[str] = ()) -> Loaded:
    """Write postcodes that are new or have changed, and the sectors and outward codes above them."""
    report = Loaded()
    columns = columns_of(table)
    outward: set[str] = set()
    with transaction.atomic():
        rows = read(table, columns, tuple(prefix.upper() for prefix in prefixes), set(authorities), report)
        while batch := {postcode.code: postcode for postcode in islice(rows, BATCH)}:
            write(batch, report)
            outward |= {outward_code(code) for code in batch}
        report.areas = write_middles(outward)
    return report


def read(
    table: Table, columns: dict[str, str], prefixes: tuple[str, ...], authorities: set[str], report: Loaded
) -> Iterator[Postcode]:
    """Postcodes of the table that are wanted and have a place."""
    for row in table.rows():
        value = {name: row.values.get(column, "") for name, column in columns.items()}
        code = normalise_postcode(value["postcode"])
        point = point_of(value)
        wanted = (not prefixes or code.startswith(prefixes)) and (
            not authorities or value.get("authority") in authorities
        )
        if row.problem or " " not in code or not wanted or value.get("ended") or point is None:
            report.left_out += 1
            note(row, code, wanted, report)
            continue
        yield Postcode(
            code=code,
            latitude=point[0],
            longitude=point[1],
            authority_code=value.get("authority", "")[:9],
            ward_code=value.get("ward", "")[:9],
        )


def note(row: TableRow, code: str, wanted: bool, report: Loaded) -> None:
    """Say what is wrong with a row; being elsewhere or without a place is not wrong."""
    if row.problem:
        report.problems.append(f"row {row.number}: {row.problem}")
    elif wanted and " " not in code:
        report.problems.append(f"row {row.number}: not a postcode")


def point_of(value: dict[str, str]) -> list[float] | None:
    """Latitude and longitude, or the National Grid. ONSPD writes 99.999999 where there is no place."""
    if value.get("latitude") and value.get("longitude"):
        latitude = to_float(value["latitude"])
        return None if latitude and latitude > 90 else to_point(value["latitude"], value["longitude"])
    east, north = to_int(value.get("easting", "")), to_int(value.get("northing", ""))
    return list(to_wgs84(east, north)) if east and north else None


def write(batch: dict[str, Postcode], report: Loaded) -> None:
    """Insert or change one batch; rows that say the same are not written."""
    there = Postcode.objects.in_bulk(list(batch))
    changed = [postcode for code, postcode in batch.items() if differs(there.get(code), postcode)]
    report.written += len(changed)
    report.unchanged += len(batch) - len(changed)
    upsert(changed)


def differs(one: Postcode | None, other: Postcode) -> bool:
    fields = ("latitude", "longitude", "authority_code", "ward_code")
    return one is None or any(getattr(one, name) != getattr(other, name) for name in fields)


def upsert(rows: list[Postcode]) -> None:
    Postcode.objects.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["latitude", "longitude", "authority_code", "ward_code"],
    )


def write_middles(outward: set[str]) -> int:
    """Sectors and outward codes as the middle of their postcodes; how many were new or moved."""
    made: list[Postcode] = []
    for code in sorted(outward):
        points: dict[str, list[tuple[float, float]]] = defaultdict(list)
        for full, latitude, longitude in Postcode.objects.filter(code__startswith=f"{code} ").values_list(
            "code", "latitude", "longitude"
        ):
            if len(full) - len(code) == 4:
                points[code].append((latitude, longitude))
                points[full[:-2]].append((latitude, longitude))
        made += [middle(name, found) for name, found in points.items()]
    there = Postcode.objects.in_bulk([postcode.code for postcode in made])
    changed = [postcode for postcode in made if differs(there.get(postcode.code), postcode)]
    upsert(changed)
    return len(changed)


def middle(code: str, points: list[tuple[float, float]]) -> Postcode:
    return Postcode(
        code=code,
        latitude=round(sum(point[0] for point in points) / len(points), 6),
        longitude=round(sum(point[1] for point in points) / len(points), 6),
    )

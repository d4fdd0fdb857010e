"""A made-up table of clubs of any length, with the mistakes that real ones have, and the comparison with
what stands in the directory after it was imported."""

import csv
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from directory.models import ImportRow, ImportRun, Location, Provider, Service, SourceRecord
from directory.models.import_runs import STOPPED_AFTER

COLUMN_MAP = {
    "id": "number",
    "columns": {
        "number": {"drop": "only the id"},
        "club": ["service.name"],
        "run by": "provider.name",
        "about": "service.description",
        "tel": "service.contact.phone",
        "price": "service.price_from",
        "youngest": "service.min_age",
        "oldest": "service.max_age",
        "hall": "location.name",
        "street": "location.address_1",
        "town": "location.town",
        "lat": "location.latitude",
        "lon": "location.longitude",
        "needs": {"to": "service.terms", "separator": ";"},
    },
}
HEADING = [*COLUMN_MAP["columns"]]
WORDS = "play swim sing paint walk talk read dance cook build grow climb listen draw ride move rest learn help".split()
NEEDS = ("needs/autism", "needs/speech-language", "needs/autism;needs/speech-language", "")
BATCH = 5000


def cells(number: int) -> list[str]:
    """Row `number` of the table: the same every time."""
    words = [WORDS[number * step % len(WORDS)] for step in (1, 3, 5, 7, 11, 13)]
    low = number % 16
    return [
        f"C{number}",
        f"{words[0].title()} and {words[1]} club {number}",
        f"Provider {number // 5}",
        f"Come and {words[2]}, {words[3]} and {words[4]}. We {words[5]} together every week, number {number}.",
        f"01632 96{number % 10000:04}",
        str(number % 12),
        str(low),
        str(low + number % 9),
        f"Hall {number}",
        f"{number % 300 + 1} Example Street",
        f"Town {number % 400}",
        f"{51 + number % 4000 / 2000:.5f}",
        f"{number // 4000 % 1000 / 500 - 1:.5f}",
        NEEDS[number % 4],
    ]


def mistake(number: int) -> str:
    """What is wrong with row `number`: one row in a thousand has a mistake that costs it."""
    return {500: "no name", 1500: "cut short", 2500: "same id"}.get(number % 3000, "")


def spoilt(number: int) -> list[str]:
    """Row `number` with its mistake."""
    row, wrong = cells(number), mistake(number)
    if wrong == "no name":
        row[1] = row[2] = ""
    elif wrong == "cut short":
        row = row[:6]
    elif wrong == "same id":
        row[0] = f"C{number - 1}"
    return row


def good_numbers(size: int) -> Iterator[int]:
    """Rows that must arrive."""
    return (number for number in range(1, size + 1) if not mistake(number))


def write(path: Path, size: int) -> Path:
    """Write the table."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADING)
        writer.writerows(spoilt(number) for number in range(1, size + 1))
    return path


def pretend_ten_minutes_have_passed(run: int) -> None:
    """So that `resume_imports`, which a timer starts, finds the run at once."""
    ImportRun.objects.filter(pk=run).update(alive_at=timezone.now() - STOPPED_AFTER - timedelta(seconds=1))


def half_done(run: int) -> dict[str, object]:
    """How far a run says that it is, and every record that does not agree with it (there must be none)."""
    state = ImportRun.objects.get(pk=run)
    rows = ImportRow.objects.filter(run=run, stage=ImportRow.Stage.SERVICE).exclude(outcome=ImportRow.Outcome.ERROR)
    applied = 0
    if state.applied_stage == ImportRow.Stage.SERVICE:
        applied = rows.filter(pk__lte=state.applied_row).count()
    wrong = {
        "services": Service.objects.count() - applied,
        "without memory": Service.objects.count() - SourceRecord.objects.filter(content_type__model="service").count(),
        "without place": Service.objects.filter(service_locations=None).count(),
        "without contact": Service.objects.filter(contacts=None).count(),
    }
    return {"applied": f"{applied:,}", "half done": {name: n for name, n in wrong.items() if n} or "nothing"}


def compare(path: Path, run: int) -> None:
    """Hold every row of the table against the directory; exits with an error at the first difference."""
    size = sum(1 for _line in path.open(encoding="utf-8")) - 1
    wanted = list(good_numbers(size))
    checks = {
        "services": (Service.objects.count(), len(wanted)),
        "places": (Location.objects.count(), len(wanted)),
        "providers": (Provider.objects.count(), len({cells(number)[2] for number in wanted})),
        "memories": (
            SourceRecord.objects.filter(source__runs=run, vanished_at=None).count(),
            2 * len(wanted) + len({cells(number)[2] for number in wanted}),
        ),
        "rows in error": (
            ImportRow.objects.filter(run=run, outcome=ImportRow.Outcome.ERROR).count(),
            size - len(wanted),
        ),
    }
    for start in range(0, len(wanted), BATCH):
        differing(wanted[start : start + BATCH], checks)
    wrong = {name: pair for name, pair in checks.items() if pair[0] != pair[1]}
    print(f"  compared {len(wanted):,} rows with the directory: {wrong or 'all as in the table'}", flush=True)
    if wrong:
        sys.exit(1)


def differing(numbers: list[int], checks: dict) -> None:
    """Add what differs among these rows to the checks."""
    services = {
        service.external_id: service
        for service in Service.objects.filter(external_id__in=[f"C{number}" for number in numbers])
        .select_related("provider")
        .prefetch_related("contacts", "terms", "service_locations__location")
    }
    found = Counter(number for number in numbers if as_cells(services.get(f"C{number}")) != as_wanted(cells(number)))
    if found:
        checks.setdefault(f"rows like {next(iter(found))}", (len(found), 0))


def as_wanted(row: list[str]) -> tuple:
    """A row of the table in the form of `as_cells`."""
    lat, lon = round(float(row[11]), 5), round(float(row[12]), 5)
    needs = sorted(code for code in row[13].split(";") if code)
    return (
        row[1],
        row[2],
        row[3],
        row[4].replace(" ", ""),
        float(row[5]),
        int(row[6]),
        int(row[7]),
        row[8],
        row[9],
        lat,
        lon,
        needs,
    )


def as_cells(service: Service | None) -> tuple | None:
    """What the directory holds about one row of the table."""
    if service is None:
        return None
    places = [link.location for link in service.service_locations.all()]
    contacts = list(service.contacts.all())
    if len(places) != 1 or len(contacts) != 1 or not service.live:
        return ("parts", len(places), len(contacts), service.live)
    place = places[0]
    return (
        service.name,
        service.provider.name,
        service.description,
        contacts[0].phone.replace(" ", ""),
        float(service.price_from),
        service.min_age,
        service.max_age,
        place.name,
        place.address_1,
        round(place.latitude, 5),
        round(place.longitude, 5),
        sorted(f"needs/{term.slug}" for term in service.terms.all()),
    )

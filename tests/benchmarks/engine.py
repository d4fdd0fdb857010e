"""One engine, one size: builds the directory, runs every design on the same rows, prints JSON.

Called by `python -m tests.benchmarks`, in a process of its own so that nothing is warm from before.
"""

import json
import os
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "localoffer.settings")
django.setup()

from django.core.management import call_command  # noqa: E402  (settings first)
from django.db import connection  # noqa: E402

from directory.models import Postcode  # noqa: E402
from directory.search import rebuild  # noqa: E402
from tests.benchmarks import synthetic  # noqa: E402
from tests.benchmarks.designs.counts import PlainCounts  # noqa: E402
from tests.benchmarks.designs.floor import Floor  # noqa: E402
from tests.benchmarks.designs.modelsearch import WagtailSearch  # noqa: E402
from tests.benchmarks.designs.ours import OurFilterSet, OurSearch  # noqa: E402
from tests.benchmarks.measure import latency, throughput  # noqa: E402
from tests.benchmarks.pages import measure_memory, measure_pages  # noqa: E402
from tests.benchmarks.queries import KINDS, variations  # noqa: E402

DESIGNS = (OurSearch, OurFilterSet, Floor, PlainCounts, WagtailSearch)
VARIATIONS = 300
CLIENTS = (1, 4, 16)
TOO_SLOW_FOR_LOAD = 1000
TOO_LARGE_FOR_COUNTS = 20_000


def main(size: int) -> None:
    call_command("migrate", verbosity=0, skip_checks=True)
    report: dict = {"vendor": connection.vendor, "size": size, "memory_empty": measure_memory(["/find/"])}
    directory = synthetic.build(size)
    queries = {kind: list(variations(kind, VARIATIONS, directory.half_width)) for kind in KINDS}
    codes = _postcodes(query.point for several in queries.values() for query in several if query.point)
    rebuild()
    if size <= TOO_LARGE_FOR_COUNTS:
        call_command("update_index", verbosity=0, stdout=sys.stderr)
    Floor().fill()
    report["designs"] = {design.name: _measure(design, queries, size) for design in DESIGNS}
    report["agreement"] = agreement(queries)
    floor = Floor()
    floor.setup()
    report["plans"] = {kind: floor.explain(several[0]) for kind, several in queries.items()}
    searches = [f"/find/?{query.as_query_string(codes[query.point])}" for query in queries["words + 1 facet + radius"]]
    report["pages"] = measure_pages(searches)
    report["memory"] = measure_memory(searches)
    print(json.dumps(report))


def _measure(make, queries, size: int) -> dict:
    if size > TOO_LARGE_FOR_COUNTS and make in (PlainCounts, WagtailSearch):
        return {}
    design = make()
    design.setup()
    found = {}
    for kind, several in queries.items():
        found[kind] = latency(design.run, several)
        if found[kind]["p50"] < TOO_SLOW_FOR_LOAD:
            found[kind]["load"] = {clients: throughput(make, several, clients) for clients in CLIENTS}
        print(design.name, kind, found[kind], file=sys.stderr)
    return found


def agreement(queries) -> dict[str, tuple[int, int]]:
    """How many queries of each kind give the same total and counts as the floor, and how many were asked.

    The first 40, or as many as two minutes allow.
    """
    ours, floor = OurSearch(), Floor()
    ours.setup()
    floor.setup()
    return {kind: _agreement(ours, floor, several[:40]) for kind, several in queries.items()}


def _agreement(ours, floor, queries, seconds: float = 120) -> tuple[int, int]:
    stop = time.monotonic() + seconds
    # The first is compared, however long it takes.
    same = [_same(ours, floor, query) for number, query in enumerate(queries) if not number or time.monotonic() < stop]
    return sum(same), len(same)


def _same(ours, floor, query) -> bool:
    (total, facets), (floor_total, floor_facets) = ours.run(query), floor.run(query)
    counted = {name: {slug: n for slug, n in values.items() if n} for name, values in facets.items()}
    return total == floor_total and counted == floor_facets


def _postcodes(points) -> dict:
    """A postcode for each point of the queries, so that the query string can say it."""
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    codes = {
        point: f"BM{1 + number // 4000} {number // 400 % 10}{letters[number // 20 % 20]}{letters[number % 20]}"
        for number, point in enumerate(dict.fromkeys(points))
    }
    Postcode.objects.bulk_create(
        Postcode(code=code, latitude=point[0], longitude=point[1]) for point, code in codes.items()
    )
    return codes


if __name__ == "__main__":
    main(int(sys.argv[1]))

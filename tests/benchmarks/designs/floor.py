"""(c) The floor: one statement through the raw driver, on tables made for nothing else.

It answers less than our search does: no spelling, no synonyms, no words in place names, no fallback.
"""

import json
import math
from collections import defaultdict
from collections.abc import Iterator

from django.db import connection

from directory.models import Location, Schedule, Service, Term, Vocabulary

from ..queries import Query
from ..synthetic import RULES
from . import floor_postgresql, floor_sqlite
from .counts import MILES_PER_DEGREE

PER_VOCABULARY = 1000


class Floor:
    name = "(c) the floor: one statement, raw driver"

    def setup(self):
        self.dialect = floor_postgresql if connection.vendor == "postgresql" else floor_sqlite
        self.vocabularies = [vocabulary.slug for vocabulary in Vocabulary.objects.filters()]
        self.numbers: dict[tuple[str, str], int] = {}
        self.masks: dict[tuple[str, str], int] = {}
        for number, slug in enumerate(self.vocabularies):
            for place, term in enumerate(Term.objects.filter(vocabulary__slug=slug).order_by("order")):
                self.numbers[slug, term.slug] = number * PER_VOCABULARY + place
                self.masks[slug, term.slug] = 1 << place
        self.slugs = {number: key for key, number in self.numbers.items()}

    def run(self, query: Query):
        sql, values = self.statement(query)
        rows = self.execute(sql, values)
        facets: dict[str, dict[str, int]] = {slug: {} for slug in self.vocabularies}
        total = 0
        for number, services, ids in rows:
            if number == -1:
                total, self.ids = services, json.loads(ids) if isinstance(ids, str) else ids
            else:
                vocabulary, term = self.slugs[number]
                facets[vocabulary][term] = services
        return total, facets

    def statement(self, query: Query) -> tuple[str, dict]:
        chosen = [number for number, slug in enumerate(self.vocabularies) if slug in query.terms]
        sql = self.dialect.statement(
            words=bool(query.words), age=query.age is not None, radius=bool(query.within), vocabularies=chosen
        )
        values: dict = {"words": self.dialect.words_expression(query.words), "age": query.age, "within": query.within}
        if query.within:
            latitude, longitude = query.point
            high = query.within / MILES_PER_DEGREE
            wide = high / math.cos(math.radians(latitude))
            values |= {"lat": latitude, "lon": longitude, "south": latitude - high, "north": latitude + high}
            values |= {"west": longitude - wide, "east": longitude + wide}
        for number in chosen:
            slug = self.vocabularies[number]
            values[f"mask{number}"] = sum({self.masks[slug, term] for term in query.terms[slug]})
        return sql, values

    def execute(self, sql: str, values: dict) -> list:
        connection.ensure_connection()
        if connection.vendor == "postgresql":
            return connection.connection.execute(sql, values, prepare=True).fetchall()
        return connection.connection.execute(sql, values).fetchall()

    def explain(self, query: Query) -> str:
        """The plan of the statement, kept beside the results."""
        sql, values = self.statement(query)
        prefix = "EXPLAIN (ANALYZE, BUFFERS) " if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN "
        return "\n".join(str(row[-1]) for row in self.execute(prefix + sql, values))

    def fill(self) -> None:
        """Build the floor's own tables from the directory. Not timed."""
        self.setup()
        rows = list(self.slots())
        connection.ensure_connection()
        raw = connection.connection
        if connection.vendor == "postgresql":
            raw.execute(floor_postgresql.SCHEMA)
            with raw.cursor() as cursor:
                cursor.executemany(floor_postgresql.FILL, [self._for_postgresql(row) for row in rows])
            raw.execute(floor_postgresql.INDEXES)
        else:
            self._fill_sqlite(raw, rows)

    def _for_postgresql(self, row: dict) -> tuple:
        return (
            *(row[key] for key in ("service", "anywhere", "latitude", "longitude", "low", "high")),
            sorted(row["terms"]),
            [self._mask(row["terms"], number) for number in range(len(self.vocabularies))],
            row["head"],
            row["text"],
        )

    def _fill_sqlite(self, raw, rows: list[dict]) -> None:
        masks = ", ".join(f"mask_{number} integer" for number in range(len(self.vocabularies)))
        raw.executescript(floor_sqlite.SCHEMA.format(masks=masks))
        marks = ", ".join("?" * (7 + len(self.vocabularies)))
        for slot, row in enumerate(rows, start=1):
            facts = [row[key] for key in ("service", "anywhere", "latitude", "longitude", "low", "high")]
            masks = [self._mask(row["terms"], number) for number in range(len(self.vocabularies))]
            raw.execute(f"INSERT INTO floor_slot VALUES ({marks})", (slot, *facts, *masks))
            raw.executemany("INSERT INTO floor_term VALUES (?, ?)", [(slot, term) for term in row["terms"]])
            raw.execute(
                "INSERT INTO floor_words (rowid, head, text) VALUES (?, ?, ?)", (slot, row["head"], row["text"])
            )
        raw.execute("ANALYZE")
        raw.commit()

    def _mask(self, terms: set[int], vocabulary: int) -> int:
        return sum(1 << (term % PER_VOCABULARY) for term in terms if term // PER_VOCABULARY == vocabulary)

    def slots(self) -> Iterator[dict]:
        """One row a service-at-place with everything a search asks about."""
        service_terms = self._terms(Service.terms.through, "service_id")
        place_terms = self._terms(Location.terms.through, "location_id")
        times = defaultdict(list)
        for schedule in Schedule.objects.iterator():
            times[schedule.service_id, schedule.location_id].append(schedule)
        services = Service.objects.select_related("provider").prefetch_related("service_locations__location")
        for service in services.iterator(chunk_size=2000):
            places = [at.location for at in service.service_locations.all()] or [None]
            for place in places:
                terms = service_terms[service.pk] | (place_terms[place.pk] if place else set())
                terms |= self._derived(service, place, times[service.pk, place.pk if place else None])
                text = f"{service.name} {service.summary} {service.description} {service.provider.name}"
                yield {
                    "service": service.pk,
                    "anywhere": place is None,
                    "latitude": place.latitude if place else None,
                    "longitude": place.longitude if place else None,
                    "low": service.min_age or 0,
                    "high": 99 if service.max_age is None else service.max_age,
                    "terms": terms,
                    "head": f"{service.name} {service.summary}",
                    "text": text,
                }

    def _terms(self, through, owner: str) -> dict[int, set[int]]:
        found: dict[int, set[int]] = defaultdict(set)
        rows = through.objects.values_list(owner, "term__vocabulary__slug", "term__slug", "term__parent__slug")
        for pk, vocabulary, slug, parent in rows.iterator(chunk_size=10_000):
            found[pk].add(self.numbers[vocabulary, slug])
            if parent:
                found[pk].add(self.numbers[vocabulary, parent])
        return found

    def _derived(self, service, place, schedules) -> set[int]:
        facts = [place is not None, service.online, service.home_visit, service.outside_area]
        terms = {self.numbers["where", f"where-{number}"] for number, true in enumerate(facts) if true}
        for number, rule in enumerate(RULES["when"]):
            if any(_holds(rule["schedule"], schedule) for schedule in schedules):
                terms.add(self.numbers["when", f"when-{number}"])
        return terms


def _holds(rule: dict, schedule: Schedule) -> bool:
    """The rules that the made-up directory uses, in their plainest reading."""
    if "days" in rule and not set(schedule.day_codes) & set(rule["days"]):
        return False
    if "from" in rule and f"{schedule.opens_at:%H:%M}" < rule["from"]:
        return False
    if "until" in rule and f"{schedule.opens_at:%H:%M}" >= rule["until"]:
        return False
    return "season" not in rule or schedule.season in (rule["season"], "always")

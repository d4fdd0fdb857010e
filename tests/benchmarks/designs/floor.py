"""(c) The floor: one statement through the raw driver, on tables made for nothing else.

It answers less than our search does: no spelling, no synonyms, no words in place names, no fallback.
"""

import json
import math
from collections import defaultdict
from collections.abc import Iterator

from django.db import connection

from directory.models import Location, Schedule, SearchDocument, Service, Term, Vocabulary
from directory.search.rules import Facts, Time, holds, time_of

from ..queries import Query
from ..synthetic import RULES, VOCABULARIES
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
        texts = {row.service_id: row for row in SearchDocument.objects.iterator()}
        times = defaultdict(list)
        for schedule in Schedule.objects.iterator():
            times[schedule.service_id].append(schedule)
        services = Service.objects.prefetch_related("service_locations__location")
        for service in services.iterator(chunk_size=500):
            text = texts[service.pk]
            places = [at.location for at in service.service_locations.all()]
            terms = service_terms[service.pk] | self._derived("service", service, bool(places), times[service.pk])
            nowhere = [None] if service.online or service.home_visit or not places else []
            for place in [*places, *nowhere]:
                here = [time for time in times[service.pk] if place and time.location_id == place.pk]
                at_place = self._derived("place", service, place is not None, here)
                yield {
                    "service": service.pk,
                    "anywhere": place is None,
                    "latitude": place.latitude if place else None,
                    "longitude": place.longitude if place else None,
                    "low": service.min_age or 0,
                    "high": 99 if service.max_age is None else service.max_age,
                    "terms": terms | at_place | (place_terms[place.pk] if place else set()),
                    "head": f"{text.name} {text.brief}",
                    "text": f"{text.name} {text.brief} {text.body}",
                }

    def _terms(self, through, owner: str) -> dict[int, set[int]]:
        found: dict[int, set[int]] = defaultdict(set)
        rows = through.objects.values_list(owner, "term__vocabulary__slug", "term__slug", "term__parent__slug")
        for pk, vocabulary, slug, parent in rows.iterator(chunk_size=10_000):
            found[pk].add(self.numbers[vocabulary, slug])
            if parent:
                found[pk].add(self.numbers[vocabulary, parent])
        return found

    def _derived(self, scope: str, service, at_place: bool, schedules) -> set[int]:
        """Numbers of the terms whose rules hold, by the same reading of rules as the search's own."""
        facts = Facts(
            online=service.online,
            home_visit=service.home_visit,
            outside_area=service.outside_area,
            at_place=at_place,
            free=service.price_from == 0,
            times=[_time(schedule) for schedule in schedules],
        )
        return {
            self.numbers[slug, f"{slug}-{number}"]
            for slug, rules in RULES.items()
            if VOCABULARIES[slug][2] == scope
            for number, rule in enumerate(rules)
            if holds(rule, facts)
        }


def _time(schedule: Schedule) -> Time:
    fields = ("frequency", "days", "opens_at", "closes_at", "season", "valid_from")
    return time_of(**{name: getattr(schedule, name) for name in fields})

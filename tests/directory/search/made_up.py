"""Random small directories and random searches in them."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from directory.models import Area, Location, Schedule, Service, Term
from directory.search import SearchQuery
from directory.search.query import SORTS
from tests.factories.directory import (
    AreaFactory,
    LocationFactory,
    ProviderFactory,
    ScheduleFactory,
    ServiceFactory,
    ServiceLocationFactory,
    TermFactory,
    VocabularyFactory,
)

# Words that have no other forms, that no rule of ours rewrites and that are not everyday English.
WORDS = "autism zebra quartz piano violin rugby judo wheelchair dolphin yoga lotto drum".split()
HOME = "E06000001"
TODAY = date(2026, 3, 10)
CENTRE = (51.54, 0.71)
DAYS = ["MO", "TU,TH", "SA", "1SU", "", "WE,FR"]


class MadeUp:
    """A directory that a seed decides."""

    def __init__(self, seed: int, services: int = 24) -> None:
        self.draw = Random(seed)
        self.wards = [
            AreaFactory(code=f"W{n}", name=f"ward{n}", latitude=51.5 + n / 50, longitude=0.7) for n in range(3)
        ]
        self.areas = [
            *self.wards,
            AreaFactory(code="T1", kind=Area.Kind.TOWN, name="townone"),
            AreaFactory(code=HOME, kind=Area.Kind.AUTHORITY, name="homecouncil"),
            AreaFactory(code="E06000002", kind=Area.Kind.AUTHORITY, name="othercouncil"),
        ]
        self.terms = self.make_terms()
        self.providers = [ProviderFactory(name=self.words(1)) for _ in range(3)]
        self.places = [self.make_place(number) for number in range(8)]
        for _ in range(services):
            self.make_service()

    def words(self, most: int) -> str:
        return " ".join(self.draw.choices(WORDS, k=self.draw.randint(1, most)))

    def make_terms(self) -> list[Term]:
        tree = VocabularyFactory(slug="type", order=1)
        parents = [TermFactory(vocabulary=tree, slug=f"p{n}", label=WORDS[n]) for n in range(2)]
        children = [TermFactory(vocabulary=tree, slug=f"c{n}", parent=parents[n % 2], label=WORDS[n]) for n in range(3)]
        flat = VocabularyFactory(slug="where", order=2)
        rules = [{"online": True}, {"home_visit": True}, {"at_place": True}, {"free": True}]
        worked_out = [TermFactory(vocabulary=flat, slug=f"r{n}", rule=rule) for n, rule in enumerate(rules)]
        when = VocabularyFactory(slug="when", scope="place", order=3)
        times = [
            {"days": ["SA", "SU"]},
            {"from": "17:00"},
            {"until": "12:00", "days": ["MO", "TU"]},
            {"season": "holidays"},
        ]
        whens = [TermFactory(vocabulary=when, slug=f"t{n}", rule={"schedule": rule}) for n, rule in enumerate(times)]
        access = VocabularyFactory(slug="access", scope="place", order=4)
        ramps = [TermFactory(vocabulary=access, slug=f"a{n}") for n in range(2)]
        ramps.append(TermFactory(vocabulary=access, slug="a2", parent=ramps[0]))
        hidden = TermFactory(vocabulary=tree, slug="hidden", public=False, parent=parents[0])
        return [*parents, *children, *worked_out, *whens, *ramps, hidden]

    def make_place(self, number: int) -> Location:
        draw = self.draw
        known = draw.random() < 0.85
        place = LocationFactory(
            name=self.words(2),
            town=draw.choice(["", self.words(1)]),
            latitude=CENTRE[0] + draw.uniform(-0.1, 0.1) if known else None,
            longitude=CENTRE[1] + draw.uniform(-0.15, 0.15) if known else None,
            visibility=draw.choice(["public", "public", "area"]),
            live=draw.random() < 0.9,
            ward=draw.choice([None, *self.wards]),
        )
        place.terms.set(
            draw.sample([t for t in self.terms if t.vocabulary.slug in ("access", "type")], k=draw.randint(0, 2))
        )
        place.save()
        return place

    def make_service(self) -> Service:
        service = ServiceFactory(provider=self.draw.choice(self.providers), **self.facts())
        self.set_links(service)
        return service

    def facts(self) -> dict:
        draw = self.draw
        low = draw.choice([None, 0, 3, 11])
        return {
            "name": self.words(3),
            "summary": self.words(3),
            "description": self.words(4),
            "min_age": low,
            "max_age": draw.choice([None, (low or 0) + 4, 25]),
            "price_from": draw.choice([None, Decimal(0), Decimal("2.50"), Decimal(5), Decimal(40)]),
            "online": draw.random() < 0.2,
            "home_visit": draw.random() < 0.15,
            "coverage": draw.choice(["area", "area", "parts", "authorities", "national"]),
            "last_confirmed_at": draw.choice([None, datetime(2026, 1, draw.randint(1, 9), 12, tzinfo=UTC)]),
            "live": draw.random() < 0.92,
            "status": draw.choice(["open", "open", "open", "open", "paused", "closed"]),
        }

    def set_links(self, service: Service) -> None:
        draw = self.draw
        service.terms.set(draw.sample(self.terms, k=draw.randint(0, 4)))
        service.coverage_areas.set(draw.sample(self.areas, k=draw.choice([0, 0, 1, 2])))
        service.save()
        service.service_locations.all().delete()
        Schedule.objects.filter(service=service).delete()
        places = draw.sample(self.places, k=draw.choice([0, 1, 1, 1, 2, 4]))
        for order, place in enumerate(places):
            ServiceLocationFactory(service=service, location=place, sort_order=order)
        for _ in range(draw.choice([0, 1, 1, 3])):
            opens = draw.choice([None, time(9), time(11, 30), time(16, 15), time(18)])
            ScheduleFactory(
                service=service,
                frequency=draw.choice(["WEEKLY", "WEEKLY", "MONTHLY", "ONCE"]),
                location=draw.choice([None, *places]),
                days=draw.choice(DAYS),
                opens_at=opens,
                closes_at=draw.choice([None, time(18, 30), time(20)]),
                season=draw.choice(["always", "term", "holidays"]),
                valid_from=draw.choice([None, date(2026, 2, 7), TODAY - timedelta(days=1)]),
                valid_to=draw.choice([None, None, TODAY - timedelta(days=1), TODAY]),
            )

    def change_something(self) -> None:
        """One write of the kind officers make."""
        draw = self.draw
        service = draw.choice(list(Service.objects.order_by("pk")))
        kind = draw.randrange(6)
        if kind == 0:
            self.make_service()
        elif kind == 1:
            service.delete()
        elif kind == 2:
            for name, value in self.facts().items():
                setattr(service, name, value)
            service.save()
        elif kind == 3:
            self.set_links(service)
        elif kind == 4:
            place = draw.choice(self.places)
            place.latitude, place.longitude = CENTRE[0] + draw.uniform(-0.1, 0.1), CENTRE[1]
            place.save()
        else:
            term = draw.choice(self.terms)
            term.label = self.words(1)
            term.save()

    def ask(self) -> SearchQuery:
        """A random search."""
        draw = self.draw
        chosen = {}
        for slug in draw.sample(["type", "where", "when", "access"], k=draw.choice([0, 0, 1, 1, 2, 3])):
            slugs = [term.slug for term in self.terms if term.vocabulary.slug == slug]
            chosen[slug] = tuple(draw.sample([*slugs, "unknown"], k=draw.randint(1, 2)))
        with_point = draw.random() < 0.6
        age = draw.choice([None, None, 0, 4, 12, 25])
        return SearchQuery(
            words=" ".join(draw.sample(WORDS, k=draw.randint(1, 3))) if draw.random() < 0.5 else "",
            point=(CENTRE[0] + draw.uniform(-0.1, 0.1), CENTRE[1]) if with_point else None,
            within=draw.choice([None, 0.5, 2, 5, 30]) if with_point else None,
            age=age,
            age_to=draw.choice([None, None, min(25, age + 6), 25]) if age is not None else None,
            price=draw.choice([None, None, None, Decimal(0), Decimal("2.50"), Decimal(10)]),
            terms=chosen,
            sort=draw.choice([*SORTS, "best", "best"]),
            ward=draw.choice(["", "W0", "W2"]) if with_point else "",
            authority=draw.choice(["", HOME, "E06000002"]) if with_point else "",
        )

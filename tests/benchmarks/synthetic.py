"""A made-up directory of any size, the same for every design: words, terms, places, ages, prices.

Sizes: 2,000 services are one large council, 20,000 a region, 300,000 every council in England. The area
grows with the number of services, so that a radius holds about as many services at every size, as it
does in life.
"""

import random
from dataclasses import dataclass
from datetime import time

from django.utils import timezone

from directory.models import Location, Provider, Schedule, Service, ServiceLocation, Term, Vocabulary
from directory.short_codes import numbered_code

BATCH = 2000
MIDDLE = (51.54, 0.71)
HALF_WIDTH = 0.08
"""Half the width, in degrees of latitude, of the area of 2,000 services: about 11 miles across."""

VOCABULARIES = {
    # slug: (number of terms, at most how many a service has, scope, has two levels)
    "type": (40, 3, "service", True),
    "route": (10, 2, "service", False),
    "needs": (30, 4, "service", True),
    "cost": (7, 2, "service", False),
    "where": (4, 0, "service", False),
    "when": (6, 0, "place", False),
    "access": (12, 4, "place", False),
    "language": (12, 2, "service", False),
    "plan": (4, 1, "service", False),
    "level": (3, 1, "service", False),
}
RULES = {
    "where": [{"at_place": True}, {"online": True}, {"home_visit": True}, {"outside_area": True}],
    "when": [
        {"schedule": {"days": ["MO", "TU", "WE", "TH", "FR"], "until": "17:00"}},
        {"schedule": {"from": "17:00"}},
        {"schedule": {"days": ["SA", "SU"]}},
        {"schedule": {"days": ["SA"]}},
        {"schedule": {"days": ["SU"]}},
        {"schedule": {"season": "holidays"}},
    ],
}
_COMMON = """
    support family child school help group therapy speech language autism play sensory club holiday parent
    advice sleep behaviour anxiety hearing vision wheelchair swimming music art drama sport nursery college
    work travel money benefits health nurse doctor assessment plan review transition friend youth
"""
COMMON = _COMMON.split()


@dataclass(frozen=True)
class Directory:
    size: int
    half_width: float


def half_width(size: int) -> float:
    """Half the width of the area in degrees of latitude, so that density stays the same."""
    return HALF_WIDTH * max(1.0, (size / 2000) ** 0.5)


def build(size: int, seed: int = 7) -> Directory:
    """Fill the empty database with `size` services at about 1.2 places each."""
    draw = random.Random(seed)
    rare = [
        f"w{''.join(draw.choices('bcdfglmnprst', k=2))}o{''.join(draw.choices('aeimnrst', k=4))}" for _ in range(3000)
    ]
    terms = _vocabularies()
    providers = _bulk(Provider, (_provider(number) for number in range(max(1, size // 4))))
    places = _bulk(Location, (_place(number, draw, half_width(size)) for number in range(max(1, size // 2))))
    _links(Location.terms.through, "location", places, terms["access"], 4, draw)
    services = _bulk(Service, (_service(number, draw, providers, rare) for number in range(size)))
    for slug, (_count, most, scope, _levels) in VOCABULARIES.items():
        if scope == "service" and most:
            _links(Service.terms.through, "service", services, terms[slug], most, draw)
    _at_places(services, places, draw)
    return Directory(size, half_width(size))


def _vocabularies() -> dict[str, list[Term]]:
    found = {}
    for order, (slug, (count, _most, scope, levels)) in enumerate(VOCABULARIES.items()):
        vocabulary = Vocabulary.objects.create(slug=slug, label=slug.title(), scope=scope, is_filter=True, order=order)
        rules = RULES.get(slug, [])
        terms: list[Term] = []
        for number in range(count):
            parent = terms[number - number % 5] if levels and number % 5 else None
            rule = rules[number] if number < len(rules) else {}
            label = f"{COMMON[(number * 3 + order) % len(COMMON)].title()} {slug} {number}"
            terms.append(
                Term.objects.create(
                    vocabulary=vocabulary, slug=f"{slug}-{number}", label=label, order=number, parent=parent, rule=rule
                )
            )
        found[slug] = terms
    return found


def _provider(number: int) -> Provider:
    return Provider(name=f"Provider {number}", slug=f"provider-{number}", kind=Provider.Kind.OTHER, live=True)


def _place(number: int, draw: random.Random, width: float) -> Location:
    return Location(
        name=f"Hall {number}",
        town=f"Town {number % 40}",
        latitude=MIDDLE[0] + draw.uniform(-width, width),
        longitude=MIDDLE[1] + draw.uniform(-width, width) * 1.6,
        live=True,
    )


def _service(number: int, draw: random.Random, providers: list[Provider], rare: list[str]) -> Service:
    low = draw.choice([None, 0, 0, 2, 4, 5, 8, 11, 14, 16])
    words = draw.choices(COMMON, k=2) + draw.choices(rare, k=1)
    now = timezone.now()
    return Service(
        provider=draw.choice(providers),
        name=f"{' '.join(words)} {number}".title(),
        slug=f"service-{number}",
        short_code=numbered_code(number),
        summary=" ".join(draw.choices(COMMON, k=9) + draw.choices(rare, k=3)),
        description=" ".join(draw.choices(COMMON, weights=range(len(COMMON), 0, -1), k=25) + draw.choices(rare, k=35)),
        min_age=low,
        max_age=None if low is None else min(25, low + draw.choice([3, 5, 7, 11])),
        price_from=draw.choice([None, None, 0, 3, 5, 8, 12]),
        online=draw.random() < 0.2,
        home_visit=draw.random() < 0.1,
        live=True,
        first_published_at=now,
        last_confirmed_at=now - timezone.timedelta(days=draw.randrange(600)),
        updated_at=now,
    )


def _links(through, owner: str, rows: list, terms: list[Term], most: int, draw: random.Random) -> None:
    links = (
        through(**{f"{owner}_id": row.pk, "term_id": term.pk})
        for row in rows
        for term in draw.sample(terms, k=draw.randint(0 if most > 1 else 1, min(most, len(terms))))
    )
    _bulk(through, links)


def _at_places(services: list[Service], places: list[Location], draw: random.Random) -> None:
    at, times = [], []
    for service in services:
        for place in draw.sample(places, k=draw.choices([0, 1, 2, 4], weights=[10, 70, 15, 5])[0]):
            at.append(ServiceLocation(service=service, location=place))
            opens = draw.choice([9, 10, 13, 16, 18])
            times.append(
                Schedule(
                    service=service,
                    location=place,
                    days=draw.choice(["MO", "TU,TH", "WE", "FR", "SA", "SU", "MO,TU,WE,TH,FR"]),
                    opens_at=time(opens),
                    closes_at=time(opens + 2),
                    season=draw.choice(["always", "term", "holidays"]),
                )
            )
    _bulk(ServiceLocation, at)
    _bulk(Schedule, times)


def _bulk(model, rows) -> list:
    made: list = []
    batch: list = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            made += model.objects.bulk_create(batch)
            batch = []
    return made + model.objects.bulk_create(batch)

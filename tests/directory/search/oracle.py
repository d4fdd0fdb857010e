"""A slow and obvious search over model instances. What ours must agree with, for every query.

Words are compared as they are written: stemming is the database's business (`test_words.py`), so the
random directories use words that have no other forms.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, time

from django.db.models import Model

from directory.models import Area, Location, Schedule, Service, ServiceLocation, Term, Vocabulary
from directory.search.places import miles_between
from directory.search.query import SearchQuery
from directory.search.text import tokens

NAME, BRIEF, ANYWHERE = 6, 4, 2
FAR = float("inf")


@dataclass
class Slot:
    """A service at one place, or without a place."""

    location: Location | None
    terms: set[int]
    point: tuple[float, float] | None


@dataclass
class Listing:
    """A service with everything that a search asks about."""

    service: Service
    terms: set[int]
    slots: list[Slot]
    words: dict[str, set[str]]
    price: float | None
    areas: list[Area] = field(default_factory=list)


class Oracle:
    """Each table is read once, and looked through again for each service."""

    def __init__(self, today: date, home: str = "") -> None:
        self.today = today
        self.home = home
        self.areas = list(Area.objects.all())
        self.times = list(Schedule.objects.select_related("location"))
        at = ServiceLocation.objects.filter(location__live=True).select_related("location__ward")
        self.places = list(at.order_by("sort_order", "pk"))
        self.ticked = linked(Service.terms.through, "service_id", "term_id")
        self.ticked_at = linked(Location.terms.through, "location_id", "term_id")
        self.covered = linked(Service.coverage_areas.through, "service_id", "area_id")
        self.vocabularies = list(Vocabulary.objects.filter(is_filter=True).order_by("order", "label"))
        self.all_terms = list(Term.objects.select_related("parent", "vocabulary"))
        self.scopes = {term.pk: term.vocabulary.scope for term in self.all_terms}
        published = Service.objects.filter(live=True).select_related("provider")
        self.listings = [self.read(service) for service in published.exclude(status="closed")]

    # Reading

    def is_over(self, schedule: Schedule) -> bool:
        last_day = schedule.valid_from if schedule.frequency == "ONCE" else schedule.valid_to
        return last_day is not None and last_day < self.today

    def read(self, service: Service) -> Listing:
        times = [s for s in self.times if s.service_id == service.pk]
        schedules = [s for s in times if not self.is_over(s) and (s.location is None or s.location.live)]
        places = [one.location for one in self.places if one.service_id == service.pk]
        areas = [area for area in self.areas if area.pk in self.covered[service.pk]]
        ticked = self.ticked[service.pk]
        terms = ticked | self.derived(service, bool(places), schedules)
        slots = []
        for place in places:
            here = [s for s in schedules if s.location_id in (None, place.pk)]
            ticked_here = self.ticked_at[place.pk]
            terms |= ticked_here
            slots.append(Slot(place, ticked | ticked_here | self.derived(service, True, here), place.public_point))
        if service.online or service.home_visit or service.coverage == "national" or not places:
            anywhere = [s for s in schedules if not s.location_id]
            slots.append(Slot(None, ticked | self.derived(service, False, anywhere), None))
        for slot in slots:
            slot.terms = self.with_parents({t for t in slot.terms if self.scopes[t] == "place"})
        return Listing(
            service=service,
            terms=self.with_parents({t for t in terms if self.scopes[t] == "service"}),
            slots=slots,
            words=self.words(service, places, areas),
            price=self.price(service, ticked),
            areas=areas,
        )

    def with_parents(self, terms: set[int]) -> set[int]:
        parents = {term.parent_id for term in self.all_terms if term.pk in terms and term.parent_id}
        return terms | parents

    def derived(self, service: Service, at_place: bool, schedules: list[Schedule]) -> set[int]:
        return {
            term.pk for term in self.all_terms if term.rule and self.rule_holds(term.rule, service, at_place, schedules)
        }

    def rule_holds(self, rule: dict, service: Service, at_place: bool, schedules: list[Schedule]) -> bool:
        if "schedule" in rule:
            return any(self.time_holds(rule["schedule"], schedule) for schedule in schedules)
        if "free" in rule:
            return service.price_from == 0
        if "at_place" in rule:
            return at_place
        return getattr(service, next(iter(rule)))

    def time_holds(self, rule: dict, schedule: Schedule) -> bool:
        days = {code[-2:] for code in schedule.day_codes}
        if not days and schedule.valid_from and schedule.frequency != "MONTHLY":
            days = {["MO", "TU", "WE", "TH", "FR", "SA", "SU"][schedule.valid_from.weekday()]}
        if "days" in rule and not days & set(rule["days"]):
            return False
        if "season" in rule and schedule.season != rule["season"]:
            return False
        if "from" not in rule and "until" not in rule:
            return True
        if schedule.opens_at is None:
            return False
        first = minutes(time.fromisoformat(rule.get("from", "00:00")))
        last = minutes(time.fromisoformat(rule["until"])) if "until" in rule else 24 * 60
        opens = minutes(schedule.opens_at)
        if first <= opens < last:
            return True
        inside = 0
        if schedule.closes_at:
            inside = len([m for m in range(opens, minutes(schedule.closes_at)) if first <= m < last])
        return inside >= 60

    def words(self, service: Service, places: list[Location], areas: list[Area]) -> dict[str, set[str]]:
        name = set(tokens(service.name))
        terms = [term for term in self.all_terms if term.public and term.pk in self.ticked[service.pk]]
        brief = [service.summary, service.provider.name]
        brief += [label for term in terms for label in (term.label, term.parent.label if term.parent else "")]
        body = [service.description, *(place.public_name for place in places)]
        body += [place.town for place in places if not place.is_area_only]
        body += [place.ward.name for place in places if place.ward]
        body += [area.name for area in areas]
        brief_words = name | {word for text in brief for word in tokens(text)}
        return {
            "name": name,
            "brief": brief_words,
            "anywhere": brief_words | {word for text in body for word in tokens(text)},
        }

    def price(self, service: Service, ticked: set[int]) -> float | None:
        if service.price_from is not None:
            return float(service.price_from)
        free = {term.pk for term in self.all_terms if term.rule.get("free")}
        return 0 if ticked & free else None

    # Searching

    def search(self, query: SearchQuery) -> tuple[list[int], dict, dict[str, int]]:
        """(ids in order, facets, what each removal would give)."""
        found = self.found(query, off=None)
        facets = {
            vocabulary.slug: {
                term.slug: len(self.found(query, off=vocabulary.slug, instead=term))
                for term in self.all_terms
                if term.vocabulary_id == vocabulary.pk and term.public
            }
            for vocabulary in self.vocabularies
        }
        removals = {name: len(self.found(query, off=name)) for name in self.names(query)}
        return [listing.service.pk for listing in self.ordered(found, query)], facets, removals

    def names(self, query: SearchQuery) -> list[str]:
        names = [name for name in ("age", "price") if getattr(query, name) is not None]
        names += ["within"] * (query.within is not None and query.point is not None)
        names += ["q"] * bool(query.words)
        return names + [v.slug for v in self.vocabularies if self.chosen(query, v)]

    def chosen(self, query: SearchQuery, vocabulary: Vocabulary) -> set[int]:
        slugs = query.terms.get(vocabulary.slug, ())
        return {t.pk for t in self.all_terms if t.vocabulary_id == vocabulary.pk and t.public and t.slug in slugs}

    def found(self, query: SearchQuery, off: str | None, instead: Term | None = None) -> list[Listing]:
        worded = self.listings if off == "q" or not query.words else self.with_words(query)
        about_service = self.wanted(query, "service", off, instead)
        about_place = self.wanted(query, "place", off, instead)
        return [
            listing
            for listing in worded
            if self.passes(listing, query, off, about_service)
            and any(self.slot_passes(listing, slot, query, off, about_place) for slot in listing.slots)
        ]

    def wanted(self, query: SearchQuery, scope: str, off: str | None, instead: Term | None) -> list[set[int]]:
        """The terms of each vocabulary about services or places; one of each set must be there."""
        asked = []
        for vocabulary in self.vocabularies:
            if vocabulary.scope != scope:
                continue
            if instead and instead.vocabulary_id == vocabulary.pk:
                asked.append({instead.pk})
            elif vocabulary.slug != off and (chosen := self.chosen(query, vocabulary)):
                asked.append(chosen)
        return asked

    def passes(self, listing: Listing, query: SearchQuery, off: str | None, wanted: list[set[int]]) -> bool:
        service = listing.service
        if query.age is not None and off != "age":
            low = service.min_age if service.min_age is not None else 0
            high = service.max_age if service.max_age is not None else 99
            asked = [query.age] if query.age_to is None else list(range(query.age, query.age_to + 1))
            if not any(low <= age <= high for age in asked):
                return False
        if query.price is not None and off != "price" and (listing.price is None or listing.price > query.price):
            return False
        return all(terms & listing.terms for terms in wanted)

    def slot_passes(
        self, listing: Listing, slot: Slot, query: SearchQuery, off: str | None, wanted: list[set[int]]
    ) -> bool:
        if not all(terms & slot.terms for terms in wanted):
            return False
        if query.point is None or query.within is None or off == "within":
            return True
        if slot.point is None:
            return self.covers(listing, query)
        return miles_between(*query.point, *slot.point) <= query.within

    def covers(self, listing: Listing, query: SearchQuery) -> bool:
        coverage = listing.service.coverage
        codes = {area.code for area in listing.areas}
        if coverage == "national":
            return True
        if coverage == "area":
            return not self.home or not query.authority or query.authority == self.home
        if not listing.areas or any(area.kind == "town" for area in listing.areas):
            return True
        if coverage == "parts":
            return not query.ward or query.ward in codes or query.authority in codes
        return not query.authority or query.authority in codes or query.ward in codes

    # Words

    def with_words(self, query: SearchQuery) -> list[Listing]:
        words = tokens(query.words)
        every = [x for x in self.listings if all(word in x.words["anywhere"] for word in words)]
        if len(every) >= 10 or len(words) == 1:
            return every
        having = {word: [x for x in self.listings if word in x.words["anywhere"]] for word in words}
        telling = words
        if len(self.listings) >= 40:
            telling = [word for word in words if 0 < len(having[word]) * 2 <= len(self.listings)] or words
        return [x for x in self.listings if any(word in x.words["anywhere"] for word in telling)]

    def score(self, listing: Listing, query: SearchQuery) -> int:
        words = tokens(query.words)
        score = 0
        for word in words:
            having = len([x for x in self.listings if word in x.words["anywhere"]])
            rarity = min(8, max(1, ((len(self.listings) + 1) // (having + 1)).bit_length()))
            best = max(
                [
                    w
                    for w, part in ((NAME, "name"), (BRIEF, "brief"), (ANYWHERE, "anywhere"))
                    if word in listing.words[part]
                ],
                default=0,
            )
            score += best * rarity
        if len(words) in range(2, 7) and all(word in listing.words["name"] for word in words):
            score += 8
        return score

    # Order

    def ordered(self, found: list[Listing], query: SearchQuery) -> list[Listing]:
        def name(listing: Listing) -> tuple:
            return listing.service.name.casefold(), listing.service.pk

        def checked(listing: Listing) -> tuple:
            at = listing.service.last_confirmed_at
            return -at.toordinal() if at else 0, *name(listing)

        def distance(listing: Listing) -> tuple:
            return self.miles(listing, query), *checked(listing)

        def best(listing: Listing) -> tuple:
            return (-self.score(listing, query), *(distance if query.point else checked)(listing))

        keys = {"name": name, "checked": checked, "nearest": distance if query.point else None, "best": None}
        key = keys[query.sort] or (best if query.words else distance if query.point else name)
        return sorted(found, key=key)

    def miles(self, listing: Listing, query: SearchQuery) -> float:
        """To the nearest place that passes the filters about places."""
        wanted = self.wanted(query, "place", None, None)
        passing = [s for s in listing.slots if s.point and self.slot_passes(listing, s, query, None, wanted)]
        return min((miles_between(*query.point, *slot.point) for slot in passing), default=FAR)


def minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def linked(through: type[Model], one: str, other: str) -> dict[int, set[int]]:
    """What each row of the one side is linked with."""
    links: dict[int, set[int]] = defaultdict(set)
    for pk, linked_pk in through.objects.values_list(one, other):
        links[pk].add(linked_pk)
    return links

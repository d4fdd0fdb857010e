"""The list of events: the next time of each, filtered, as a list or as the calendar of a month."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.core.paginator import Paginator
from django.utils import timezone

from .event_dates import Occurrence, next_occurrence, occurrences_between, repeat_words
from .event_filters import EventFilters, Month, month_of, months_from
from .event_words import ages_of, when_words, where_words

PER_PAGE = 20
MOST_EVENTS = 500
CALENDAR = "calendar"


@dataclass(frozen=True)
class Coming:
    """An event with one of its times."""

    page: Any
    time: Occurrence

    @property
    def when(self) -> str:
        return when_words(self.time)

    @property
    def where(self) -> str:
        return where_words(self.page)

    @property
    def repeats(self) -> str:
        return repeat_words(self.page)

    @property
    def ages(self) -> str:
        return ages_of(self.page)


@dataclass
class Day:
    """One day of the calendar."""

    day: date
    is_today: bool
    in_month: bool
    events: list[Coming] = field(default_factory=list)


def coming(events, now: datetime) -> list[Coming]:
    """Events to come with their next time, the soonest first; one query."""
    found = [Coming(page, time) for page in events.to_come(now)[:MOST_EVENTS] if (time := next_occurrence(page, now))]
    return sorted(found, key=lambda event: (event.time, event.page.pk))


def in_month(events: Iterable[Coming], month: Month, now: datetime) -> list[Coming]:
    """Those that happen in a month, each with its first time there that is not over."""
    first = max(month.first, timezone.localdate(now))
    times = ((event.page, _first(event.page, first, month.last, now)) for event in events)
    found = [Coming(page, time) for page, time in times if time]
    return sorted(found, key=lambda event: (event.time, event.page.pk))


def _first(page, first: date, last: date, now: datetime) -> Occurrence | None:
    return next((time for time in occurrences_between(page, first, last) if time.ends >= now), None)


def weeks_of(month: Month, events: Iterable[Coming], now: datetime) -> list[list[Day]]:
    """The weeks of a month from Monday to Sunday, every time of every event on its day."""
    begin = month.first - timedelta(days=month.first.weekday())
    count = (month.last - begin).days // 7 + 1
    today = timezone.localdate(now)
    days = [begin + timedelta(days=number) for number in range(count * 7)]
    made = {day: Day(day, day == today, month_of(day) == month) for day in days}
    for event in events:
        for time in occurrences_between(event.page, month.first, month.last):
            if time.day in made:
                made[time.day].events.append(Coming(event.page, time))
    for day in made.values():
        day.events.sort(key=lambda event: (event.time, event.page.pk))
    return [[made[day] for day in days[start : start + 7]] for start in range(0, len(days), 7)]


def index_context(index, query: Mapping[str, str], now: datetime) -> dict[str, Any]:
    """Everything for the template, in a fixed number of queries."""
    model = apps.get_model("pages", "EventPage")
    events = model.objects.child_of(index).public().defer_streamfields()
    filters = EventFilters(query or {}, now=now, topics=topics_of(events, now))
    found = coming(filters.narrowed(events), now)
    chosen = {name: value for name, value in filters.cleaned_data.items() if value not in (None, "")}
    context = {"filters": filters, "form": filters, "chosen": chosen, "list_query": urlencode(chosen)}
    if query.get("view") == CALENDAR:
        return context | calendar_context(found, filters.chosen_month, chosen, now)
    if filters.chosen_month:
        found = in_month(found, filters.chosen_month, now)
    page = Paginator(found, PER_PAGE).get_page(query.get("page"))
    base = urlencode(chosen | {"page": ""})
    return context | {"events": page, "count": page.paginator.count, "base": f"?{base}"}


def calendar_context(found: list[Coming], wanted: Month | None, chosen: Mapping, now: datetime) -> dict[str, Any]:
    """The calendar of the month that is wanted; of the first one with an event where none is."""
    months = months_from(now)
    month = wanted or first_month(found, months)
    place = months.index(month) if month in months else 0
    return {
        "month": month,
        "empty_before": months[0] if not wanted and month != months[0] else None,
        "weeks": weeks_of(month, found, now),
        "earlier": _calendar_link(months[place - 1], chosen) if place else None,
        "later": _calendar_link(months[place + 1], chosen) if place + 1 < len(months) else None,
        "count": len(in_month(found, month, now)),
    }


def first_month(found: list[Coming], months: list[Month]) -> Month:
    """The month of the next event, so that a calendar never opens on an empty month before it; else this month."""
    next_one = month_of(found[0].time.day) if found else months[0]
    return next_one if next_one in months else months[0]


def _calendar_link(month: Month, chosen: Mapping) -> dict[str, str]:
    query = urlencode({**chosen, "month": month.code, "view": CALENDAR})
    return {"label": month.words, "url": f"?{query}#calendar"}


def topics_of(events, now: datetime) -> list:
    """Topics that some event to come belongs to."""
    hubs = apps.get_model("pages", "HubPage").objects.live().public()
    wanted = events.to_come(now).order_by().values("topic")
    return list(hubs.filter(pk__in=wanted).order_by("title").defer_streamfields())

"""What each type of page takes from its file, besides what all pages have."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from ..models import (
    AccessibilityPage,
    CampaignPage,
    ContactPage,
    DocumentIndexPage,
    DocumentPage,
    EasyReadPage,
    EventIndexPage,
    EventPage,
    FiveMinutePage,
    GlossaryPage,
    GuidePage,
    HubPage,
    InformationPage,
    NewsIndexPage,
    NewsPage,
    QuestionsPage,
    StoryIndexPage,
    StoryPage,
    VideoPage,
    YoungHomePage,
    YoungPage,
)
from .bodies import Bodies
from .files import film_file, poster, table_file

Raw = Mapping[str, Any]
CONSENT_DAYS = 365
SATURDAY = 5
NEWS_COMES_AT = "08:00"
TOPICS = {"care": "care-and-money"}
"""Topics of news and events whose section has a longer name."""


class Fields:
    """Values of the fields of a page type, from its file; dates are counted from today."""

    def __init__(self, bodies: Bodies, today: date) -> None:
        self.bodies = bodies
        self.today = today

    def hub(self, raw: Raw) -> dict[str, Any]:
        return {
            "icon": raw.get("icon", ""),
            "intro": raw["intro"],
            "tasks": self.bodies.tasks("task", raw.get("task", ())),
            "search": raw.get("search", ""),
            "search_heading": raw.get("search_heading", ""),
        }

    def guide(self, raw: Raw) -> dict[str, Any]:
        return {"answer": raw["answer"], "parts": self.bodies.parts(raw["part"])}

    def information(self, raw: Raw) -> dict[str, Any]:
        return {"answer": raw.get("answer", ""), "body": self.bodies.body(raw["block"])}

    def five_minutes(self, raw: Raw) -> dict[str, Any]:
        answers = {name: self.bodies.html(raw[name]) for name in FiveMinutePage.QUESTIONS}
        return answers | {
            "guide": self._guide(raw.get("guide", "")),
            "links": self.bodies.links("link", raw.get("link", ())),
        }

    def _guide(self, address: str) -> GuidePage | None:
        page = self.bodies.addresses.page(address)
        return page.specific if page and issubclass(page.specific_class, GuidePage) else None

    def questions(self, raw: Raw) -> dict[str, Any]:
        return {"intro": raw.get("intro", ""), "questions": self.bodies.questions(raw["question"])}

    def easy_read(self, raw: Raw) -> dict[str, Any]:
        return {
            "original": self.bodies.addresses.page(raw["original"]),
            "rows": self.bodies.rows(raw["row"]),
            "where_to_get_help": self.bodies.html(raw["help"]),
            "checked_with": raw.get("checked_with", ""),
        }

    def young_home(self, raw: Raw) -> dict[str, Any]:
        return {"intro": raw["intro"], "made_by": raw.get("made_by", ""), "search": raw.get("search", "age=16")}

    def young(self, raw: Raw) -> dict[str, Any]:
        return {"icon": raw.get("icon", ""), "parts": self.bodies.parts(raw["part"])}

    def story(self, raw: Raw) -> dict[str, Any]:
        return {
            "person": raw["person"],
            "lead": raw["lead"],
            "body": self.bodies.body(raw["block"]),
            "consent_by": "Nobody: the story is made up (sample)",
            "consent_on": self.today,
            "consent_covers": "Shows how a story looks.",
            "consent_until": self.today + timedelta(days=CONSENT_DAYS),
        }

    def document(self, raw: Raw) -> dict[str, Any]:
        newer = self.bodies.addresses.page(raw.get("superseded_by", ""))
        return {
            "version": raw["version"],
            "dated": self.today - timedelta(days=raw["dated_days_ago"]),
            "file": table_file(raw),
            "superseded_by": newer.specific if newer else None,
            "body": self.bodies.body(raw["block"]),
        }

    def film(self, raw: Raw) -> dict[str, Any]:
        name = raw["film"]
        return {
            "kind": raw.get("kind", VideoPage.Kind.FILM),
            "poster": poster(f"{name}.webp", raw["title"]),
            "poster_text": raw["poster_text"],
            "transcript": self.bodies.html(raw["transcript"]),
        } | (self._panorama(raw) if "panorama_text" in raw else self._film_files(raw))

    def _panorama(self, raw: Raw) -> dict[str, Any]:
        picture = poster(f"{raw['film']}-round.webp", raw["title"])
        return {"panorama": picture, "panorama_text": raw["panorama_text"]}

    def _film_files(self, raw: Raw) -> dict[str, Any]:
        return {
            "film": film_file(f"{raw['film']}.webm"),
            "captions": film_file(f"{raw['film']}.vtt"),
            "minutes": raw.get("minutes"),
            "seconds": raw.get("seconds"),
        }

    def campaign(self, raw: Raw) -> dict[str, Any]:
        names = ("short", "poster_heading", "poster_text")
        return {name: raw[name] for name in names} | {"body": self.bodies.body(raw["block"])}

    def news(self, raw: Raw) -> dict[str, Any]:
        """With `comes_in_days` it is scheduled: nobody sees it before that day."""
        comes = raw.get("comes_in_days")
        day = self.today + timedelta(days=-raw["days_ago"] if comes is None else comes)
        return {
            "day": day,
            "go_live_at": None if comes is None else moment(day, NEWS_COMES_AT),
            "ends": self.today + timedelta(days=raw["ends_in_days"]),
            "topic": self._topic(raw.get("topic", "")),
            "body": self.bodies.body(raw["block"]),
        }

    def _topic(self, topic: str) -> HubPage | None:
        page = self.bodies.addresses.page(f"/{TOPICS.get(topic, topic)}/")
        return page.specific if page and issubclass(page.specific_class, HubPage) else None

    def event(self, raw: Raw) -> dict[str, Any]:
        day = self.today + timedelta(days=raw["starts_in_days"])
        day += timedelta(days=7 - day.weekday() if day.weekday() >= SATURDAY else 0)  # on to the Monday
        ages = raw.get("ages") or [None, None]
        until = raw.get("repeat_until_days")
        texts = ("postcode", "cost", "access", "organiser", "booking_url")
        return {name: raw.get(name, "") for name in texts} | {
            "starts": moment(day, raw["at"]),
            "ends": moment(day, raw["until"]),
            "repeats": raw.get("repeats", ""),
            "repeats_until": self.today + timedelta(days=until) if until else None,
            "place_name": raw.get("place", ""),
            "online": not raw.get("place"),
            "min_age": ages[0],
            "max_age": ages[1],
            "topic": self._topic(raw.get("topic", "")),
            "body": self.bodies.body(raw.get("block", ())),
        }

    def contact(self, raw: Raw) -> dict[str, Any]:
        return {"body": self.bodies.body(raw.get("block", ()))}

    def accessibility(self, raw: Raw) -> dict[str, Any]:
        return {
            "prepared_on": self.today - timedelta(days=raw["prepared_days_ago"]),
            "reviewed_on": self.today - timedelta(days=raw["reviewed_days_ago"]),
            "tested_on": raw.get("tested_on"),
            "tested_by": raw.get("tested_by", ""),
            "tests": self.bodies.body(raw.get("block", ())),
        }

    def glossary(self, raw: Raw) -> dict[str, Any]:
        return {"intro": raw.get("intro", "")}

    def nothing(self, raw: Raw) -> dict[str, Any]:
        return {}


TYPES: dict[str, tuple[type[Page], Callable[[Fields, Raw], dict[str, Any]]]] = {
    "hub": (HubPage, Fields.hub),
    "guide": (GuidePage, Fields.guide),
    "information": (InformationPage, Fields.information),
    "five-minute": (FiveMinutePage, Fields.five_minutes),
    "questions": (QuestionsPage, Fields.questions),
    "easy-read": (EasyReadPage, Fields.easy_read),
    "young-home": (YoungHomePage, Fields.young_home),
    "young": (YoungPage, Fields.young),
    "story": (StoryPage, Fields.story),
    "document": (DocumentPage, Fields.document),
    "film": (VideoPage, Fields.film),
    "campaign": (CampaignPage, Fields.campaign),
    "news": (NewsPage, Fields.news),
    "event": (EventPage, Fields.event),
    "news-index": (NewsIndexPage, Fields.nothing),
    "event-index": (EventIndexPage, Fields.nothing),
    "story-index": (StoryIndexPage, Fields.nothing),
    "glossary": (GlossaryPage, Fields.glossary),
    "document-index": (DocumentIndexPage, Fields.nothing),
    "contact": (ContactPage, Fields.contact),
    "accessibility": (AccessibilityPage, Fields.accessibility),
}
"""Type in a file, page class, and what fills its fields."""


def moment(day: date, clock: str) -> datetime:
    """A day and a time like “10:00” in the council's own time."""
    return timezone.make_aware(datetime.combine(day, time.fromisoformat(clock)))

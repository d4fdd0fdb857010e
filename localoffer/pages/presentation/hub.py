"""What a topic shows: cards to its pages in the editors' order, its services, its events, questions and news."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlencode

from django.apps import apps
from django.utils import timezone
from wagtail.models import Page

from directory.presentation.saved_search import saved_search

from .events import Coming, coming

MOST_EVENTS = 3
MOST_NEWS = 3
MOST_QUESTIONS = 5
# Signs of pages that have none of their own.
ICONS = {
    "GuidePage": "route",
    "InformationPage": "info",
    "FiveMinutePage": "clock",
    "QuestionsPage": "help",
    "VideoPage": "speaker",
    "DocumentPage": "book",
    "EasyReadPage": "read",
}
# Kinds of pages that stand apart from the cards, in short lists of their own.
APART = {"FiveMinutePage": "five_minutes", "VideoPage": "films", "DocumentPage": "documents"}


@dataclass
class TopicPages:
    """The pages below a topic by how they are shown."""

    guides: list[Page] = field(default_factory=list)
    questions: list[Page] = field(default_factory=list)
    five_minutes: list[Page] = field(default_factory=list)
    films: list[Page] = field(default_factory=list)
    documents: list[Page] = field(default_factory=list)
    easy_read: list[Page] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(len(pages) for pages in vars(self).values())


def children_of(hub, *, whole: bool = False) -> list[Page]:
    """Published pages below a topic in the editors' order, as their own types: one query for each type.

    `whole` brings their texts too; cards do without.
    """
    if hub.pk is None:
        return []
    children = hub.get_children().live().public()
    return list((children if whole else children.defer_streamfields()).specific())


def topic_pages(hub, pages: Iterable[Page]) -> TopicPages:
    """The pages of a topic, sorted. An Easy Read version of a page of this topic is found from that page."""
    pages = list(pages)
    here = {page.pk for page in pages} | {hub.pk}
    sorted_pages = TopicPages()
    for page in pages:
        kind = type(page).__name__
        page.sign = getattr(page, "icon", "") or ICONS.get(kind, "right")
        if kind == "EasyReadPage":
            # A topic of Easy Read pages only is a topic of its own.
            if page.original_id not in here:
                sorted_pages.easy_read.append(page)
        elif kind == "QuestionsPage":
            sorted_pages.questions.append(page)
        else:
            getattr(sorted_pages, APART.get(kind, "guides")).append(page)
    return sorted_pages


def hub_context(hub) -> dict:
    """Everything that the page of a topic shows besides its own words, in a fixed number of queries."""
    pages = topic_pages(hub, children_of(hub))
    events = events_of(hub, timezone.now())
    return {
        "pages": pages,
        "found": saved_search(hub.search) if hub.search else None,
        "events": events[:MOST_EVENTS],
        "all_events": all_events(hub, events),
        "questions": questions_of(hub, pages),
        "news": news_of(hub),
    }


def questions_of(hub, pages: TopicPages) -> list[tuple[Page, list]]:
    """Lists of questions that belong to a topic, each with its first questions and their anchors."""
    chosen = hub.questions_id
    known = {page.pk for page in pages.questions}
    wanted = known | ({chosen} if chosen else set())
    if not wanted:
        return []
    lists = apps.get_model("pages", "QuestionsPage").objects.live().public().filter(pk__in=wanted).order_by("path")
    return [(page, page.anchored_questions[:MOST_QUESTIONS]) for page in lists]


def events_of(hub, now: datetime) -> list[Coming]:
    """Events of a topic that are not over, the soonest first."""
    if hub.pk is None:
        return []
    events = apps.get_model("pages", "EventPage").objects.public().filter(topic_id=hub.pk)
    return coming(events.defer_streamfields(), now)


def all_events(hub, events: list[Coming]) -> str:
    """Where the events of this topic stand by month, age and place; empty where it has none."""
    if not events:
        return ""
    return f"{events[0].page.get_parent().get_url()}?{urlencode({'topic': hub.slug})}"


def news_of(hub) -> list[Page]:
    """News of a topic that has not ended, the newest first."""
    if hub.pk is None:
        return []
    news = apps.get_model("pages", "NewsPage").objects.public().current(timezone.localdate())
    return list(news.filter(topic_id=hub.pk).defer_streamfields()[:MOST_NEWS])

"""What the home page shows besides its own words: topics, ages, examples, news and events."""

from datetime import datetime
from typing import Any

from django.apps import apps
from django.utils import timezone
from wagtail.models import Page

from directory.presentation.topics import WayIn, ages, examples, popular, starters, topics

from .events import coming

MOST = 3


def home_context(home: Page, now: datetime) -> dict[str, Any]:
    """Everything for the template, in a fixed number of queries. A block with nothing in it stays away."""
    news, events = apps.get_model("pages.NewsPage"), apps.get_model("pages.EventPage")
    return {
        "topics": _topics(home) or topics.get(),
        "ages": ages.get(),
        "popular": popular.get(),
        "examples": popular.get() or starters.get() or examples.get(),
        "news": news.objects.descendant_of(home).public().current(timezone.localdate(now))[:MOST],
        "events": coming(events.objects.descendant_of(home).public().defer_streamfields(), now)[:MOST],
    }


def _topics(home: Page) -> list[WayIn]:
    """Sections that are ticked for the menus, in the order of the tree."""
    found = home.get_children().live().public().in_menu().specific()
    return [WayIn(page.title, page.get_url(), page.summary, getattr(page, "icon", "") or "find") for page in found]

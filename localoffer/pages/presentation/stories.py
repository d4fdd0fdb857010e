"""The list of stories, and what is served in place of a story that may not be told any more."""

from datetime import date
from typing import Any

from django.apps import apps
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from localoffer.core.errors import gone

PER_PAGE = 20


def told_stories(index, today: date):
    """Stories of a list that families may read today."""
    stories = apps.get_model("pages", "StoryPage").objects.child_of(index).public().told(today)
    return stories.defer_streamfields()


def index_context(index, number: str | None, today: date) -> dict[str, Any]:
    """Everything for the template, in a fixed number of queries."""
    return {"stories": Paginator(told_stories(index, today), PER_PAGE).get_page(number), "base": "?page="}


def gone_story(page, request: HttpRequest, today: date) -> HttpResponse:
    """410, without a word of the story, with other stories to read."""
    parent = page.get_parent()
    others = told_stories(parent, today)[:3] if parent.live else []
    context = {"others": others, "index_url": parent.get_url(request) if parent.live else ""}
    return gone(request, "pages/story_gone.html", context)

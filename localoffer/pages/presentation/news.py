"""The list of news, its feed, and what a piece of news says about itself."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, time
from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from localoffer.core.frame_cache import frame_cache

PER_PAGE = 20
MOST_ENTRIES = 50
KEEP_SECONDS = 300
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def current_news(index, now: datetime):
    """News of a list that families may see in it today."""
    news = apps.get_model("pages", "NewsPage").objects.child_of(index).public().current(timezone.localdate(now))
    return news.defer_streamfields()


def index_context(index, query: Mapping[str, str], now: datetime) -> dict[str, Any]:
    """Everything for the template, in a fixed number of queries. An unknown topic shows all news."""
    news = current_news(index, now)
    topics = _topics(news)
    chosen = next((topic for topic in topics if topic.slug == query.get("topic")), None)
    if chosen:
        news = news.filter(topic=chosen)
    page = Paginator(news, PER_PAGE).get_page(query.get("page"))
    _name_topics(page, topics)
    base = urlencode(({"topic": chosen.slug} if chosen else {}) | {"page": ""})
    return {"news": page, "topics": topics, "topic": chosen, "base": f"?{base}"}


def _name_topics(news: Iterable, topics: Iterable) -> None:
    """Let each piece of news know its topic, where everybody may read that one."""
    known = {topic.pk: topic for topic in topics}
    for page in news:
        page.shown_topic = known.get(page.topic_id)


def topic_of(page):
    """The topic of a piece of news, if everybody may read it."""
    return _hubs().filter(pk=page.topic_id).first() if page.topic_id else None


def _hubs():
    return apps.get_model("pages", "HubPage").objects.live().public()


def _topics(news) -> list:
    """Topics that some of these news belong to."""
    return list(_hubs().filter(pk__in=news.order_by().values("topic")).order_by("title").defer_streamfields())


def feed(index, request: HttpRequest, now: datetime) -> HttpResponse:
    """The latest news as an Atom feed."""
    council = frame_cache.get(request).council
    atom = Atom1Feed(
        title=f"{index.title} – {council.product_name}, {council.place_name}",
        link=absolute(index.get_url() or "/"),
        feed_url=absolute(f"{index.get_url() or '/'}feed/"),
        description=index.summary,
        language=get_language(),
        author_name=council.council_name,
    )
    news = current_news(index, now)
    entries = list(news[:MOST_ENTRIES])
    _name_topics(entries, _topics(news))
    for page in entries:
        _add(atom, page)
    response = HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)
    patch_cache_control(response, public=True, max_age=KEEP_SECONDS)
    return response


def _add(atom: Atom1Feed, page) -> None:
    day = timezone.make_aware(datetime.combine(page.day, time(0)))
    atom.add_item(
        title=clean(page.title),
        link=absolute(page.get_url() or "/"),
        # Atom1Feed calls this HTML, so the plain words are written as HTML.
        description=escape(clean(page.summary)),
        # Title and address may change, this never does.
        unique_id=f"urn:uuid:{page.translation_key}",
        pubdate=day,
        updateddate=max(day, page.last_published_at or day),
        categories=[page.shown_topic.title] if page.shown_topic else (),
    )


def absolute(path: str) -> str:
    """Never made from the request's own host name, which anybody can write."""
    return settings.BASE_URL + path


def clean(text: str) -> str:
    """Text without the characters that XML cannot hold."""
    return NOT_IN_XML.sub("", text)


def ended_words(page, now: datetime) -> str:
    """Said above news that has left the lists; empty for news that is current."""
    if page.ends is None or page.ends >= timezone.localdate(now):
        return ""
    return _("This news has ended. It may not be true any more.")

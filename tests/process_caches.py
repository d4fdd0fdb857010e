"""Everything that a process of ours remembers between requests. A new such cache is listed here."""

from collections.abc import Callable

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from wagtail.models import Site

from directory.presentation.cards import card_cache
from directory.presentation.outlines import outline_cache
from directory.presentation.page_memory import page_memory
from directory.presentation.topics import ages, examples, popular, starters, topics
from directory.search.counting import search_log
from directory.search.keeper import keeper
from localoffer.core.frame_cache import frame_cache
from localoffer.core.page_links import link_tags
from localoffer.core.whole_pages import whole_pages
from localoffer.pages.glossary import glossary
from localoffer.pages.glossary_links import links
from localoffer.pages.officers.links.collecting import forget_waiting
from localoffer.pages.officers.links.leading import forget_places
from localoffer.pages.search.keeper import page_keeper

FORGET: list[Callable[[], object]] = [
    cache.clear,
    ContentType.objects.clear_cache,
    Site.clear_site_root_paths_cache,
    frame_cache.forget,
    card_cache.forget,
    outline_cache.forget,
    page_memory.forget,
    keeper.forget,
    page_keeper.forget,
    link_tags.forget,
    glossary.forget,
    links.forget,
    whole_pages.forget,
    search_log.forget,
    forget_waiting,
    forget_places,
    *(kept.forget for kept in (ages, examples, popular, starters, topics)),
]


def forget_all() -> None:
    for forget in FORGET:
        forget()

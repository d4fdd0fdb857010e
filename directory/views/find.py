"""Find support: the results page, its larger map, and the pages that match the words."""

import logging

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from localoffer.core.context import frame_of

from ..filters import ServiceFilterSet
from ..lists import listed_codes
from ..presentation.main_part import MainPart, search_form
from ..presentation.other_pages import explanation_of, hits_of
from ..presentation.page_memory import PageKey, page_memory
from ..presentation.results import PAGE_SIZE, ResultsPage
from ..presentation.topics import topics
from ..search import log

logger = logging.getLogger(__name__)

ON_LARGER_MAP, LARGER_MAP_HEIGHT = 100, 600


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Search the directory. Works the same without JavaScript, and sets no cookie."""
    council = frame_of(request).council
    try:
        page = ResultsPage(ServiceFilterSet(request.GET), authority_code=council.authority_code)
    except Exception:  # whatever breaks in the search, families get a page that helps
        logger.exception("The search failed.")
        return _search_is_down(request)
    log(request, page.filterset.query, page.results)
    response = render(request, "directory/find.html", {"page": page, "main": _main(request, page)})
    # The page knows the visitor's list and display choices: only their own browser may keep it.
    patch_cache_control(response, private=True)
    return response


@require_safe
def larger_map(request: HttpRequest) -> HttpResponse:
    """The first 100 results on one large map, with their names."""
    council = frame_of(request).council
    page = ResultsPage(ServiceFilterSet(request.GET), authority_code=council.authority_code, size=ON_LARGER_MAP)
    response = render(request, "directory/find_map.html", {"page": page, "map": page.map_of(LARGER_MAP_HEIGHT)})
    patch_cache_control(response, private=True)
    return response


@require_safe
def pages(request: HttpRequest) -> HttpResponse:
    """All pages that match the words: guides, questions, events, everything but services."""
    filterset = ServiceFilterSet(_only(request.GET, "q", "exact", "page"))
    page = ResultsPage(filterset)
    part = Paginator(hits_of(page), PAGE_SIZE).get_page(filterset.page_number)
    context = {
        "page": page,
        "search_form": search_form(frame_of(request), page, only_words=True),
        "explanation": explanation_of(page),
        "part": part,
        "base": f"?{page.own_query}&page=",
        "services": f"{reverse('directory:find')}?{page.own_query}",
    }
    response = render(request, "directory/find_pages.html", context)
    patch_cache_control(response, private=True)
    return response


def _only(data: QueryDict, *names: str) -> QueryDict:
    """These values of a query string, without the others."""
    kept = QueryDict(mutable=True)
    for name in names:
        if name in data:
            kept.setlist(name, data.getlist(name))
    return kept


def _search_is_down(request: HttpRequest) -> HttpResponse:
    """Topics to browse and whom to call, while the search does not work."""
    response = render(request, "directory/find_down.html", {"topics": topics.get()}, status=503)
    response["Retry-After"] = "60"
    return response


def _main(request: HttpRequest, page: ResultsPage) -> SafeString:
    frame, listed = frame_of(request), tuple(listed_codes(request))
    key = PageKey(request.get_full_path(), get_language(), page.results.version, listed)
    return page_memory.get(key, frame.council, MainPart(frame, page, listed).html)

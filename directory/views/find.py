"""Find support: the results page, its larger map, and the pages that match the words."""

import logging
from collections.abc import Iterable, Sequence
from heapq import merge
from itertools import islice
from urllib.parse import quote, urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from localoffer.core.frame_cache import frame_cache
from localoffer.core.models import CouncilSettings
from localoffer.core.registries import Asked, Explanation, Hit, explainers, result_kinds

from ..filters import ServiceFilterSet
from ..lists import listed_codes
from ..presentation.nothing_found import broader_topics, removals
from ..presentation.page_memory import PageKey, page_memory
from ..presentation.results import PAGE_SIZE, ResultsPage
from ..presentation.topics import topics
from ..search import log

logger = logging.getLogger(__name__)

TYPED = {"q": 200, "postcode": 60, "age": 12, "price": 12}
"""Fields that a visitor types into, and how much of it stands in the field again."""
STRONG = 0.5
MOST_STRONG, MOST_OTHERS = 3, 5
ON_LARGER_MAP, LARGER_MAP_HEIGHT = 100, 600


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Search the directory. Works the same without JavaScript, and sets no cookie."""
    council = frame_cache.get(request).council
    try:
        page = ResultsPage(ServiceFilterSet(request.GET), authority_code=council.authority_code)
    except Exception:  # whatever breaks in the search, families get a page that helps
        logger.exception("The search failed.")
        return _search_is_down(request)
    log(request, page.filterset.query, page.results)
    response = render(request, "directory/find.html", {"page": page, "main": _main(request, page, council)})
    # The page knows the visitor's list and display choices: only their own browser may keep it.
    patch_cache_control(response, private=True)
    return response


@require_safe
def larger_map(request: HttpRequest) -> HttpResponse:
    """The first 100 results on one large map, with their names."""
    council = frame_cache.get(request).council
    page = ResultsPage(ServiceFilterSet(request.GET), authority_code=council.authority_code, size=ON_LARGER_MAP)
    response = render(request, "directory/find_map.html", {"page": page, "map": page.map_of(LARGER_MAP_HEIGHT)})
    patch_cache_control(response, private=True)
    return response


@require_safe
def pages(request: HttpRequest) -> HttpResponse:
    """All pages that match the words: guides, questions, events, everything but services."""
    filterset = ServiceFilterSet(only(request.GET, "q", "exact", "page"))
    page = ResultsPage(filterset)
    hits = _hits(page)
    part = Paginator(hits, PAGE_SIZE).get_page(filterset.page_number)
    context = {
        "page": page,
        "filterset": filterset,
        "typed": typed(filterset),
        "explanation": _explanation(page),
        "part": part,
        "base": f"?{page.own_query}&page=",
        "services": f"{reverse('directory:find')}?{page.own_query}",
    }
    response = render(request, "directory/find_pages.html", context)
    patch_cache_control(response, private=True)
    return response


def only(data: QueryDict, *names: str) -> QueryDict:
    """These values of a query string, without the others."""
    kept = QueryDict(mutable=True)
    for name in names:
        if name in data:
            kept.setlist(name, data.getlist(name))
    return kept


def typed(filterset: ServiceFilterSet) -> dict[str, str]:
    """What stands in the fields again, cut to a length that a page can show."""
    return {name: filterset.data.get(name, "")[:length] for name, length in TYPED.items()}


def _search_is_down(request: HttpRequest) -> HttpResponse:
    """Topics to browse and whom to call, while the search does not work."""
    response = render(request, "directory/find_down.html", {"topics": topics.get()}, status=503)
    response["Retry-After"] = "60"
    return response


def _main(request: HttpRequest, page: ResultsPage, council: CouncilSettings) -> SafeString:
    listed = tuple(listed_codes(request))
    key = PageKey(request.get_full_path(), get_language(), page.results.version, listed)
    return page_memory.get(
        key, council, lambda: render_to_string("directory/_find_main.html", _context(request, page, council), request)
    )


def _context(request: HttpRequest, page: ResultsPage, council: CouncilSettings) -> dict:
    filterset = page.filterset
    hits = _hits(page)
    strong, others = _other_hits(hits)
    context = {
        "page": page,
        "filterset": filterset,
        "typed": typed(filterset),
        "larger_map": f"{reverse('directory:find-map')}?{page.own_query}",
        "strong_hits": strong,
        "other_hits": others,
        "all_hits": len(hits),
        "all_hits_link": f"{reverse('directory:find-pages')}?{words_query(page)}",
        "explanation": _explanation(page),
        "missing_mail": _missing_mail(page, council),
        "topics": topics.get() if page.is_everything or not page.results.total else (),
    }
    if page.results.total:
        context["cards"] = page.cards_html(listed_codes(request), request.get_full_path())
    else:
        context["removals"] = removals(filterset)
        context["broader"] = list(broader_topics(filterset))
    return context


def words_query(page: ResultsPage) -> str:
    """The query string of the words alone."""
    query = page.filterset.query
    return urlencode({"q": query.words, "exact": "1"} if query.exact else {"q": query.words})


def _asked(page: ResultsPage) -> Asked:
    return Asked(page.searched_words, page.filterset.query.age)


def _hits(page: ResultsPage) -> Sequence[Hit]:
    """What matches the words and is no service, the strongest first."""
    asked = _asked(page)
    if not asked.words:
        return ()
    found = [kind.find(asked) for kind in result_kinds]
    return found[0] if len(found) == 1 else list(merge(*found, key=lambda hit: -hit.strength))


def _other_hits(hits: Iterable[Hit]) -> tuple[list[Hit], list[Hit]]:
    """Those that stand above the services, and the next ones, which stand below."""
    first = list(islice(hits, MOST_STRONG + MOST_OTHERS))
    strong = [hit for hit in first[:MOST_STRONG] if hit.strength >= STRONG]
    return strong, first[len(strong) : len(strong) + MOST_OTHERS]


def _explanation(page: ResultsPage) -> Explanation | None:
    """What a word means, where the search was for the word itself."""
    asked = _asked(page)
    meanings = (explainer.explain(asked) for explainer in explainers if asked.words)
    return next(filter(None, meanings), None)


def _missing_mail(page: ResultsPage, council: CouncilSettings) -> str:
    """A mail link that carries what was searched for, with no more of the postcode than its first half."""
    if not council.email:
        return ""
    subject = _("What is missing in the Local Offer")
    body = _("I looked for: %(search)s") % {"search": f"{page.total_words}{page.asked_words}"}
    return f"mailto:{council.email}?subject={quote(subject)}&body={quote(body)}"

"""Find support: the results page and its larger map."""

import logging
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
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
from localoffer.core.registries import Hit, result_kinds

from ..filters import ServiceFilterSet
from ..lists import listed_codes
from ..presentation.nothing_found import broader_topics, removals
from ..presentation.page_memory import PageKey, page_memory
from ..presentation.results import ResultsPage
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
    strong, others = _other_hits(page.searched_words)
    context = {
        "page": page,
        "filterset": filterset,
        "typed": {name: filterset.data.get(name, "")[:length] for name, length in TYPED.items()},
        "larger_map": f"{reverse('directory:find-map')}?{page.own_query}",
        "strong_hits": strong,
        "other_hits": others,
        "missing_mail": _missing_mail(page, council),
        "topics": topics.get() if page.is_everything or not page.results.total else (),
    }
    if page.results.total:
        context["cards"] = page.cards_html(listed_codes(request), request.get_full_path())
    else:
        context["removals"] = removals(filterset)
        context["broader"] = list(broader_topics(filterset))
    return context


def _other_hits(words: str) -> tuple[list[Hit], list[Hit]]:
    """Hits of other kinds than services: those that stand above the services, and the rest."""
    if not words:
        return [], []
    hits = sorted((hit for kind in result_kinds for hit in kind.find(words)), key=lambda hit: -hit.strength)
    strong = [hit for hit in hits if hit.strength >= STRONG][:MOST_STRONG]
    return strong, [hit for hit in hits if hit not in strong][:MOST_OTHERS]


def _missing_mail(page: ResultsPage, council: CouncilSettings) -> str:
    """A mail link that carries what was searched for, with no more of the postcode than its first half."""
    if not council.email:
        return ""
    subject = _("What is missing in the Local Offer")
    body = _("I looked for: %(search)s") % {"search": f"{page.total_words}{page.asked_words}"}
    return f"mailto:{council.email}?subject={quote(subject)}&body={quote(body)}"

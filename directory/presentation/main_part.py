"""The main part of the results page, put together from moulds (`localoffer/core/moulds.py`).

Nobody can know which searches come next, so every page is made anew; but its pieces are rendered once, and a
page only fills them. Each method is one piece of `templates/directory/_find_main.html`.
"""

from collections.abc import Collection, Sequence
from urllib.parse import quote

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from localoffer.core.context import Frame
from localoffer.core.registries import Hit
from localoffer.core.templatetags.lo_tags import with_query

from .controls import filter_fields
from .nothing_found import broader_topics, removals, removals_together
from .other_pages import STRONG, explanation_of, hits_of, strong_and_others, words_query
from .page_numbers import PageOf
from .results import ResultsPage
from .topics import topics

TYPED = {"q": 200, "postcode": 60, "age": 12, "price": 12}
"""Fields that a visitor types into, and how much of it stands in the field again."""
BESIDE_THE_SEARCH = frozenset({"q", "postcode"})
"""Fields that are always in sight, each with its own message. Filters may be folded away."""
NOTHING = SafeString("")


class MainPart:
    """The main part of one results page, for one visitor."""

    def __init__(self, frame: Frame, page: ResultsPage, listed: Collection[str]) -> None:
        self.frame, self.page, self.listed = frame, page, listed
        self.filterset = page.filterset
        self.total = page.results.total
        self.problems = self.filterset.problems
        self.typed = typed(page)
        self.all_hits = hits_of(page)

    def html(self) -> SafeString:
        above, below = self.hits()
        values = {
            "search_form": self.search_form(),
            "filters": self.filters(),
            "sentence": self.page.sentence,
            "notes": self.notes(),
            "chosen": self.chosen(),
            "topics": self.topics() if self.page.is_everything or not self.total else NOTHING,
            "tools": self.tools(),
            "map": self.map() if self.page.has_map and self.total else NOTHING,
            "explanation": self.explanation(),
            "hits_above": above,
            "results": self.results() if self.total else self.nothing_found(),
            "pages": self.pages() if self.total else NOTHING,
            "hits_below": below,
            "other_ways": self.other_ways(),
        }
        return self.frame.filled("directory/_find_main.html", values, any=bool(self.total))

    def search_form(self) -> SafeString:
        return search_form(self.frame, self.page)

    def filters(self) -> SafeString:
        words = ngettext("Show %(total)d result", "Show %(total)d results", self.total) % {"total": self.total}
        values = {"fields": filter_fields(self.filterset, self.typed), "show": words}
        return self.frame.filled("directory/_filters.html", values)

    def notes(self) -> SafeString:
        """What we did with the search, and what we could not use: on few pages, and each different."""
        results, filterset = self.page.results, self.filterset
        outside = filterset.place and filterset.place.outside
        said = (results.urgent, results.correction, results.any_word, results.synonyms, results.without_words)
        problems = [message for name, message in self.problems.items() if name not in BESIDE_THE_SEARCH]
        if any(said) or outside or self.page.elsewhere or problems or filterset.notes:
            values = {"filterset": filterset, "page": self.page, "problems": problems}
            return self._rendered("directory/_result_notes.html", **values)
        return NOTHING

    def chosen(self) -> SafeString:
        """The filters that are on, each a link that takes it off."""
        if not self.filterset.chosen:
            return NOTHING
        chip = self.frame.mould("directory/_chip.html", ("label", "query"))
        chips = [chip.filled({"label": each.label, "query": each.remove_query}) for each in self.filterset.chosen]
        values = {"chips": _joined(chips), "clear_query": self.page.clear_query}
        return self.frame.filled("directory/_chosen.html", values)

    def tools(self) -> SafeString:
        """Filter (on a phone), map, order."""
        chosen = len(self.filterset.chosen)
        shape = {
            "any": bool(self.total),
            "any_chosen": bool(chosen),
            "has_map": self.page.has_map,
            "sort": self.filterset.query.sort,
        }
        values = {"number": chosen, "map_query": self.page.map_query}
        return self.frame.filled("directory/_result_tools.html", values, **shape)

    def map(self) -> SafeString:
        larger = f"{reverse('directory:find-map')}?{self.page.own_query}"
        return self._rendered("directory/_result_map.html", page=self.page, larger_map=larger)

    def explanation(self) -> SafeString:
        """What a word means, where the search was for the word itself."""
        found = explanation_of(self.page)
        return self._rendered("directory/_explanation.html", explanation=found) if found else NOTHING

    def hits(self) -> tuple[SafeString, SafeString]:
        """Pages above the services, and pages below. Where there is no service, all stand above."""
        above, below = strong_and_others(self.all_hits, soft=self.page.results.soft)
        if not self.total:
            return self.other_hits([*above, *below], _("No service matches, but these pages may help")), NOTHING
        if not above:
            return NOTHING, self.other_hits(below, _("Pages about this"))
        surely = above[0].strength >= STRONG
        heading = _("Guides that answer this") if surely else _("Pages about this")
        others = _("Pages about this") if surely else _("More pages about this")
        guides = self._rendered("directory/_guides.html", hits=above, heading=heading)
        return guides, self.other_hits(below, others)

    def other_hits(self, hits: Sequence[Hit], heading: str) -> SafeString:
        """Pages with what they are about, and the way to all."""
        if not hits:
            return NOTHING
        values = {
            "other_hits": hits,
            "heading": heading,
            "all_hits": len(self.all_hits),
            "all_hits_link": f"{reverse('directory:find-pages')}?{words_query(self.page)}",
        }
        return self._rendered("directory/_other_pages.html", **values)

    def topics(self) -> SafeString:
        return self._rendered("directory/_topics.html", topics=topics.get())

    def results(self) -> SafeString:
        values = {"cards": self.page.cards_html(self.frame, self.listed)}
        return self.frame.filled("directory/_result_list.html", values)

    def nothing_found(self) -> SafeString:
        taken = {
            "removals": removals(self.filterset),
            "together": removals_together(self.filterset),
            "worded": bool(self.filterset.query.words),
            "broader": list(broader_topics(self.filterset)),
        }
        return self._rendered("directory/_nothing_found.html", **taken)

    def pages(self) -> SafeString:
        shown = PageOf(self.page.part.number, self.page.part.paginator.num_pages)
        return self.frame.filled("components/pagination.html", {"base": self.page.base}, page=shown)

    def other_ways(self) -> SafeString:
        """“Not what you need?” at the end of every list."""
        missing = self.missing_mail()
        values = {
            "print_url": with_query(self.frame.plain_url, "print=page"),
            "missing_mail": missing,
            "own_query": self.page.own_query,
        }
        return self.frame.filled("directory/_other_ways.html", values, any=bool(self.total), mail=bool(missing))

    def missing_mail(self) -> str:
        """A mail link that carries what was searched for, with no more of the postcode than its first half."""
        email = self.frame.council.email
        if not email:
            return ""
        subject = _("What is missing in the Local Offer")
        place = self.filterset.place
        near = _("near %(place)s") % {"place": place.label} if place and not self.page.says("postcode") else ""
        asked = " ".join(filter(None, (self.page.shown_words, near))) or self.page.asked_words.strip(" ,")
        body = _("I looked for: %(search)s") % {"search": asked}
        return f"mailto:{email}?subject={quote(subject)}&body={quote(body)}"

    def _rendered(self, template: str, **context: object) -> SafeString:
        """A piece that differs too much from page to page to be kept."""
        return render_to_string(template, {"frame": self.frame, **context})


def search_form(frame: Frame, page: ResultsPage, *, only_words: bool = False) -> SafeString:
    """Words and place; on the page that lists pages, the words alone."""
    problems, kept = page.filterset.problems, typed(page)
    q_problem, place_problem = problems.get("q", ""), problems.get("postcode", "")
    values = {
        "q": kept["q"],
        "postcode": kept["postcode"],
        "q_message": q_problem,
        "postcode_message": place_problem,
    }
    shape = {
        "q_problem": bool(q_problem),
        "postcode_problem": bool(place_problem),
        "has_map": page.has_map,
        "only_words": only_words,
    }
    return frame.filled("directory/_search_form.html", values, **shape)


def typed(page: ResultsPage) -> dict[str, str]:
    """What stands in the fields again, cut to a length that a page can show."""
    return {name: page.filterset.data.get(name, "")[:length] for name, length in TYPED.items()}


def _joined(parts: Sequence[SafeString]) -> SafeString:
    return SafeString("".join(parts))

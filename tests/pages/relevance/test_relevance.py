"""Families find pages, and pages do not stand in the way of services. Thresholds stand a little below the measures.

`pytest tests/pages/relevance -n0 -s` prints the numbers; `docs/relevance.md` tells what they mean.
"""

from dataclasses import dataclass
from statistics import fmean

from django.test import TestCase
from wagtail.models import Page

from directory.filters import ServiceFilterSet
from directory.presentation.other_pages import hits_of, strong_and_others
from directory.presentation.results import ResultsPage
from localoffer.core.registries import Hit
from tests.made_once import demonstration

from .reading import DEVELOPMENT, FRESH, OTHER_HALF, queries, services


@dataclass(frozen=True)
class Answer:
    """What the results page has for some words."""

    hits: list[Hit]
    above: list[Hit]
    soft: bool
    """The services hardly answer."""

    @property
    def urls(self) -> list[str]:
        return [hit.url for hit in self.hits]

    @property
    def urls_above(self) -> list[str]:
        return [hit.url for hit in self.above]


def answer(words):
    """As the results page makes it: the words tidied and corrected there, as for services."""
    page = ResultsPage(ServiceFilterSet({"q": words}))
    hits = list(hits_of(page)[:10])
    above, _below = strong_and_others(hits, soft=page.results.soft)
    return Answer(hits, above, page.results.soft)


class TestDemonstration(TestCase):
    """Loading takes seconds, so all measures share one load."""

    @classmethod
    def setUpTestData(cls):
        demonstration()
        cls.found = {query: answer(query.words) for query in queries()}
        for half in (DEVELOPMENT, OTHER_HALF, FRESH):
            print(f"\n{half}: MRR {cls.mrr(half):.3f}, right above the services {cls.right_above(half):.0%}", end="")

    @classmethod
    def mrr(cls, half):
        chosen = [query for query in cls.found if query.half == half]
        return fmean(query.reciprocal_rank(cls.found[query].urls) for query in chosen)

    @classmethod
    def right_above(cls, half):
        """The share of queries with a right page above the services."""
        chosen = [query for query in cls.found if query.half == half]
        return fmean(any(map(query.is_right, cls.found[query].urls_above)) for query in chosen)

    @classmethod
    def wrong_above(cls, *, soft):
        """How many pages stand above the services, and those of them that are wrong."""
        found = [(query, answer) for query, answer in cls.found.items() if answer.soft is soft]
        above = [(query, url) for query, answer in found for url in answer.urls_above]
        return len(above), [(query.words, url) for query, url in above if not query.is_right(url)]

    def test_every_right_page_is_in_the_demonstration(self):
        addresses = {page.url.strip("/") for page in Page.objects.live().filter(depth__gt=2)}

        assert set().union(*(query.accepted for query in self.found)) <= addresses

    def test_a_right_page_is_near_the_top(self):
        assert self.mrr(DEVELOPMENT) >= 0.88
        assert self.mrr(OTHER_HALF) >= 0.8
        assert self.mrr(FRESH) >= 0.72

    def test_a_right_page_is_often_above_the_services(self):
        assert self.right_above(DEVELOPMENT) >= 0.7
        assert self.right_above(OTHER_HALF) >= 0.62
        assert self.right_above(FRESH) >= 0.43

    def test_what_stands_above_services_that_answer_is_right(self):
        above, wrong = self.wrong_above(soft=False)

        assert len(wrong) <= above / 10, wrong

    def test_what_stands_above_services_that_hardly_answer_is_mostly_right(self):
        above, wrong = self.wrong_above(soft=True)

        assert len(wrong) <= above * 0.36, wrong

    def test_questions_that_everybody_asks_have_their_guide_above_the_services(self):
        for words, page in (
            ("how do i ask for an ehc plan", "/education/ask-for-an-assessment/"),
            ("how do i apply for an ehcp", "/education/ask-for-an-assessment/"),
            ("request an ehc plan", "/education/ask-for-an-assessment/"),
            ("education health care plan", "/education/ehc-plans/"),
            ("what is an annual review", "/education/annual-review/"),
            ("school transport appeal", "/getting-around/home-to-school-travel/"),
        ):
            assert any(url.startswith(page) for url in answer(words).urls_above), words

    def test_no_page_stands_above_the_services_where_a_service_is_looked_for(self):
        for query in services():
            wrong = [url for url in answer(query.words).urls_above if not query.is_right(url)]

            assert not wrong, query.words


class TestQueries:
    def test_there_are_enough(self):
        assert len(queries()) + len(services()) >= 80

    def test_none_is_there_twice(self):
        words = [query.words.lower() for query in [*queries(), *services()]]

        assert len(words) == len(set(words))

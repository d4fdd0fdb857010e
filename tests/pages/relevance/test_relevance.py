"""Families find pages, and pages do not stand in the way of services. Thresholds stand a little below the measures.

`pytest tests/pages/relevance -n0 -s` prints the numbers; `docs/relevance.md` tells what they mean.
"""

from statistics import fmean

from django.test import TestCase
from wagtail.models import Page

from directory.filters import ServiceFilterSet
from localoffer.core.registries import Asked
from localoffer.pages.search.results import page_hits
from tests.made_once import demonstration

from .reading import DEVELOPMENT, FRESH, OTHER_HALF, queries, services

STRONG = 0.5
ABOVE = 3


def hits(words):
    """What the results page has for these words: tidied and corrected there, as for services."""
    filterset = ServiceFilterSet({"q": words})
    correction = filterset.results.correction
    return page_hits(Asked(correction.used if correction else filterset.query.words, filterset.query.age))


class TestDemonstration(TestCase):
    """Loading takes seconds, so all measures share one load."""

    @classmethod
    def setUpTestData(cls):
        demonstration()
        cls.found = {query: hits(query.words)[:10] for query in queries()}
        for half in (DEVELOPMENT, OTHER_HALF, FRESH):
            print(f"\n{half}: MRR {cls.mrr(half):.3f}, right above the services {cls.right_above(half):.0%}", end="")

    @classmethod
    def mrr(cls, half):
        chosen = [query for query in cls.found if query.half == half]
        return fmean(query.reciprocal_rank([hit.url for hit in cls.found[query]]) for query in chosen)

    @classmethod
    def right_above(cls, half):
        """The share of queries with a right page above the services."""
        chosen = [query for query in cls.found if query.half == half]
        return fmean(any(query.is_right(url) for url in cls.above(cls.found[query])) for query in chosen)

    @staticmethod
    def above(found):
        return [hit.url for hit in found[:ABOVE] if hit.strength >= STRONG]

    def test_every_right_page_is_in_the_demonstration(self):
        addresses = {page.url.strip("/") for page in Page.objects.live().filter(depth__gt=2)}

        assert set().union(*(query.accepted for query in self.found)) <= addresses

    def test_a_right_page_is_near_the_top(self):
        assert self.mrr(DEVELOPMENT) >= 0.88
        assert self.mrr(OTHER_HALF) >= 0.8
        assert self.mrr(FRESH) >= 0.72

    def test_what_stands_above_the_services_is_right(self):
        above = [(query, url) for query, found in self.found.items() for url in self.above(found)]
        wrong = [(query.words, url) for query, url in above if not query.is_right(url)]

        assert len(wrong) <= len(above) / 10, wrong

    def test_questions_that_everybody_asks_have_their_guide_above_the_services(self):
        for words, page in (
            ("how do i ask for an ehc plan", "/education/ask-for-an-assessment/"),
            ("how do i apply for an ehcp", "/education/ask-for-an-assessment/"),
            ("request an ehc plan", "/education/ask-for-an-assessment/"),
            ("education health care plan", "/education/ehc-plans/"),
            ("what is an annual review", "/education/annual-review/"),
            ("school transport appeal", "/getting-around/home-to-school-travel/"),
        ):
            assert any(url.startswith(page) for url in self.above(hits(words))), words

    def test_no_page_stands_above_the_services_where_a_service_is_looked_for(self):
        for query in services():
            wrong = [url for url in self.above(hits(query.words)) if not query.is_right(url)]

            assert not wrong, query.words


class TestQueries:
    def test_there_are_enough(self):
        assert len(queries()) + len(services()) >= 80

    def test_none_is_there_twice(self):
        words = [query.words.lower() for query in [*queries(), *services()]]

        assert len(words) == len(set(words))

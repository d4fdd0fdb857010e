"""Families find what they look for, on both databases. Thresholds stand a little below what was measured.

`pytest tests/directory/relevance -n0 -s` prints the table; `python -m tests.directory.relevance` also lists the
queries that went worst.
"""

from django.test import TestCase

from directory.models import Service
from tests.made_once import demonstration

from .engines import engines
from .measures import Outcome, Score
from .reading import DEVELOPMENT, FRESH, HELD_OUT, Query, queries
from .report import measured, table


class TestDemonstration(TestCase):
    """Loading takes seconds, so all measures share one load."""

    @classmethod
    def setUpTestData(cls):
        demonstration()
        cls.queries = queries()
        cls.outcomes = measured(engines(), cls.queries)
        print("\n" + "\n".join(table(cls.outcomes)))

    def score(self, engine="ours", half=""):
        return Score.of([outcome for outcome in self.outcomes[engine] if half in ("", outcome.query.half)])

    def test_every_right_service_is_in_the_demonstration(self):
        right = set().union(*(query.accepted for query in self.queries))

        assert right <= set(Service.objects.published().values_list("slug", flat=True))

    def test_something_right_is_near_the_top(self):
        assert self.score().mrr >= 0.82
        assert self.score().recall >= 0.77
        assert self.score().nothing <= 0.08

    def test_queries_nobody_worked_on_do_as_well(self):
        assert self.score(half=HELD_OUT).mrr >= 0.82
        assert self.score(half=HELD_OUT).recall >= 0.77
        assert self.score(half=FRESH).mrr >= 0.67

    def test_ours_is_clearly_better_than_plain_full_text(self):
        for plain in ("plain, all words", "plain, any word"):
            assert self.score().mrr > self.score(plain).mrr + 0.2
            assert self.score().recall > self.score(plain).recall + 0.15
            assert self.score().nothing < self.score(plain).nothing / 2


class TestQueries:
    def test_there_are_enough_in_each_half(self):
        for half in (DEVELOPMENT, HELD_OUT):
            assert len([query for query in queries() if query.half == half]) >= 60

    def test_no_query_is_there_twice(self):
        words = [query.words.lower() for query in queries()]

        assert len(words) == len(set(words))


class TestMeasures:
    query = Query("swimming", "everyday", DEVELOPMENT, best=frozenset({"a", "b"}), also=frozenset({"c"}))

    def test_the_first_right_service_counts_for_the_rank(self):
        assert Outcome(self.query, ("x", "c", "a")).reciprocal_rank == 1 / 2
        assert Outcome(self.query, ("x",)).reciprocal_rank == 0

    def test_recall_is_the_part_of_the_right_services_that_is_shown(self):
        assert Outcome(self.query, ("a", "x", "c")).recall == 2 / 3

    def test_the_best_order_has_the_best_services_first(self):
        assert Outcome(self.query, ("a", "b", "c")).ndcg == 1
        assert Outcome(self.query, ("c", "a", "b")).ndcg < 1

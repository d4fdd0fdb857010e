"""Services like others, against a count that is slow and obvious."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.models import Service
from directory.search import most_alike
from directory.search.alike import _by_number_of_terms
from directory.search.index import Index
from tests.factories.directory import ServiceFactory, TermFactory

SETS = st.lists(st.integers(0, 2**12), max_size=8)


@given(SETS)
def test_the_number_of_shared_terms_is_counted_right(sets):
    index = Index(0, None, None, None, None, bits={("term", pk): bits for pk, bits in enumerate(sets)})
    at_least = _by_number_of_terms(index, range(len(sets)))

    for number in range(13):
        shared = sum(bits >> number & 1 for bits in sets)
        assert [level >> number & 1 for level in at_least] == [place < shared for place in range(len(sets))]


@pytest.mark.django_db
class TestServices:
    @pytest.fixture
    def terms(self):
        return TermFactory.create_batch(3)

    def service(self, name, terms, **facts):
        service = ServiceFactory(name=name, **facts)
        service.terms.set(terms)
        service.save()
        return service

    def names(self, terms, most=9, **options):
        found = most_alike([term.pk for term in terms], most, **options)
        return [(Service.objects.get(pk=pk).name, shared) for pk, shared in found]

    def test_the_most_shared_come_first_then_by_name(self, terms):
        self.service("B two", terms[:2])
        self.service("C one", terms[:1])
        self.service("A one", terms[2:])
        self.service("D none", [])
        self.service("E all", terms)

        assert self.names(terms) == [("E all", 3), ("B two", 2), ("A one", 1), ("C one", 1)]
        assert self.names(terms, most=2) == [("E all", 3), ("B two", 2)]

    def test_what_families_may_not_see_is_never_among_them(self, terms):
        self.service("Draft", terms, live=False)
        self.service("Closed", terms, status="closed")
        itself = self.service("Itself", terms)
        self.service("Other", terms)

        assert self.names(terms, without=[itself.pk]) == [("Other", 3)]

    def test_a_term_above_counts(self, terms):
        below = TermFactory(vocabulary=terms[0].vocabulary, parent=terms[0])
        self.service("Below", [below])

        assert self.names([terms[0]]) == [("Below", 1)]

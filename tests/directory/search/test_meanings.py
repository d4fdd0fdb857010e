"""What a term means in plain words is searched with the services that have it."""

import pytest

from directory.search import SearchQuery, search
from tests.factories.directory import ServiceFactory, TermFactory

pytestmark = pytest.mark.django_db


def found(words):
    return list(search(SearchQuery(words=words)).ids)


class TestMeaningsOfTerms:
    def test_a_service_is_found_by_the_meaning_of_its_term(self):
        therapy = TermFactory(label="Occupational therapy", definition="Help with everyday tasks and hands.")
        service = ServiceFactory(name="Clinic", terms=[therapy])

        assert found("hands") == [service.pk]

    def test_it_ranks_below_one_that_says_so_itself(self):
        therapy = TermFactory(label="Occupational therapy", definition="Help with everyday tasks and hands.")
        clinic = ServiceFactory(name="Clinic", terms=[therapy])
        club = ServiceFactory(name="Club", summary="We work with our hands.")

        assert found("hands") == [club.pk, clinic.pk]

    def test_a_new_meaning_is_found_at_once(self):
        term = TermFactory(label="Occupational therapy")
        service = ServiceFactory(name="Clinic", terms=[term])

        term.definition = "Help with buttons."
        term.save()

        assert found("buttons") == [service.pk]

    def test_the_meaning_of_a_term_that_families_do_not_see_stays_out(self):
        ServiceFactory(terms=[TermFactory(label="Census", definition="Not assessed.", public=False)])

        assert found("assessed") == []

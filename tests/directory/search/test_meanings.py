"""What a term means in plain words is searched with the services that have it."""

import pytest

from directory.search import SearchQuery, search
from tests.factories.directory import ServiceFactory, TermFactory

pytestmark = pytest.mark.django_db


def found(words):
    return list(search(SearchQuery(words=words)).ids)


def with_term(service, **fields):
    term = TermFactory(**fields)
    service.terms.add(term)
    return term


class TestMeaningsOfTerms:
    def test_a_service_is_found_by_the_meaning_of_its_term(self):
        service = ServiceFactory(name="Clinic")
        with_term(service, label="Occupational therapy", definition="Help with everyday tasks and hands.")

        assert found("hands") == [service.pk]

    def test_it_ranks_below_one_that_says_so_itself(self):
        clinic = ServiceFactory(name="Clinic")
        club = ServiceFactory(name="Club", summary="We work with our hands.")
        with_term(clinic, label="Occupational therapy", definition="Help with everyday tasks and hands.")

        assert found("hands") == [club.pk, clinic.pk]

    def test_a_new_meaning_is_found_at_once(self):
        service = ServiceFactory(name="Clinic")
        term = with_term(service, label="Occupational therapy")

        term.definition = "Help with buttons."
        term.save()

        assert found("buttons") == [service.pk]

    def test_the_meaning_of_a_term_that_families_do_not_see_stays_out(self):
        with_term(ServiceFactory(name="Clinic"), label="Census", definition="Not assessed.", public=False)

        assert found("assessed") == []

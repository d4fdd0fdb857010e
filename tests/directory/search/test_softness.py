"""Where services hardly answer to the words, so that pages come first."""

import pytest

from directory.search import SearchQuery, search
from tests.factories.directory import ServiceFactory

pytestmark = pytest.mark.django_db


def is_soft(words, **query):
    return search(SearchQuery(words=words, **query)).soft


@pytest.fixture(autouse=True)
def services():
    ServiceFactory(name="Youth council", summary="A group that meets in the hall", max_age=11)
    ServiceFactory(name="Clay club", summary="Pottery", description="The harbour is near.")


@pytest.mark.parametrize("words", ["youth council", "a group in the hall", "youth hall", "pottery", ""])
def test_a_service_that_says_it_all_in_its_name_or_brief_text_answers(words):
    assert not is_soft(words)


@pytest.mark.parametrize("words", ["harbour", "youth harbour", "pottery council", "xylophone"])
def test_words_in_a_long_text_or_in_several_services_hardly_answer(words):
    assert is_soft(words)


@pytest.mark.parametrize("words", ["council said no", "can i ask for a council", "worried"])
def test_where_most_of_it_says_nothing_about_services_they_hardly_answer(words):
    assert is_soft(words)


def test_the_service_must_be_among_those_found():
    assert not is_soft("youth council", age=9)
    assert is_soft("youth council", age=15)

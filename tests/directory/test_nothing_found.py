"""Ways out of an empty result."""

import pytest

from directory.filters import ServiceFilterSet
from directory.presentation.nothing_found import broader_topics
from tests.factories.directory import ServiceFactory, TermFactory, VocabularyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def topics():
    """Two topics, each with two parts, in this order."""
    vocabulary = VocabularyFactory(slug="type", label="Type of help", order=1)
    terms = {}
    for topic, parts in {"learning": ("nursery", "school"), "money": ("benefits", "grants")}.items():
        terms[topic] = TermFactory(vocabulary=vocabulary, slug=topic, label=topic.title(), order=len(terms))
        for part in parts:
            terms[part] = TermFactory(vocabulary=vocabulary, slug=part, parent=terms[topic], order=len(terms))
    return terms


def topics_offered(**query) -> list[tuple[str, str]]:
    return [(way.words, way.query) for way in broader_topics(ServiceFilterSet(query))]


class TestBroaderTopics:
    def test_the_topic_is_the_one_around_the_value_though_it_gives_nothing_with_the_other_filters(self, topics):
        ServiceFactory(terms=[topics["learning"]], min_age=11, max_age=16)
        ServiceFactory(terms=[topics["money"]], min_age=0, max_age=5)

        assert topics_offered(type=["benefits"], age=["12"]) == [("Money", "type=money")]

    def test_a_topic_without_any_service_is_no_way_out(self, topics):
        ServiceFactory(terms=[topics["learning"]])

        assert topics_offered(type=["benefits"]) == []

    def test_two_parts_of_one_topic_offer_it_once(self, topics):
        ServiceFactory(terms=[topics["money"]])

        assert topics_offered(type=["benefits", "grants"]) == [("Money", "type=money")]

    def test_a_topic_that_is_chosen_already_is_not_offered(self, topics):
        ServiceFactory(terms=[topics["money"]], min_age=11, max_age=16)

        assert topics_offered(type=["benefits", "money"], age=["3"]) == []

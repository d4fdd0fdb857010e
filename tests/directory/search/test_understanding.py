"""Sayings, names and callings: what keeps a search from finding something else than was meant."""

import pytest

from directory.search import SearchQuery, search
from directory.search.forms import begins_alike, callings
from tests.factories.directory import AreaFactory, ServiceFactory, SynonymFactory

pytestmark = pytest.mark.django_db


def found(words):
    return list(search(SearchQuery(words=words)).ids)


class TestSayings:
    def test_a_saying_of_words_that_say_little_needs_them_all(self):
        SynonymFactory(words="Special school", same_as="SEN school")
        special = ServiceFactory(name="Harbour", summary="A special school")
        ServiceFactory(name="Hill", summary="A primary school")

        assert found("special school") == [special.pk]

    def test_its_words_apart_from_each_other_mean_something_else(self):
        SynonymFactory(words="Looked after child", same_as="LAC")
        team = ServiceFactory(name="Team", summary="Social workers of looked after children")
        ServiceFactory(name="Clinic", summary="A team looks at how your child grows")

        assert found("LAC") == [team.pk]

    def test_words_together_rank_above_the_same_words_apart(self):
        SynonymFactory(words="Resource base", same_as="SRB")
        apart = ServiceFactory(name="A", summary="A resource for parents, based in town")
        together = ServiceFactory(name="B", summary="A resource base with 12 places")

        assert found("SRB") == [together.pk, apart.pk]

    def test_a_service_that_says_it_in_several_ways_comes_first(self):
        SynonymFactory(words="Respite", same_as="short breaks")
        one = ServiceFactory(name="A", summary="Respite at home")
        several = ServiceFactory(name="B", summary="Short breaks, also called respite")

        assert found("respite") == [several.pk, one.pk]


class TestNames:
    def test_a_town_without_services_is_not_a_slip(self):
        AreaFactory(name="Pitsea")
        ServiceFactory(name="Advice of IPSEA")

        assert search(SearchQuery(words="pitsea advice")).correction is None

    def test_nothing_is_corrected_to_a_town_without_services(self):
        AreaFactory(name="Laindon")
        ServiceFactory(name="Swimming")

        assert search(SearchQuery(words="london swimming")).correction is None

    @pytest.mark.parametrize(("word", "other"), [("hadleigh", "rayleigh"), ("beavers", "leavers")])
    def test_a_first_letter_is_rarely_wrong(self, word, other):
        ServiceFactory(name=f"{other} swimming")

        assert search(SearchQuery(words=f"{word} swimming")).correction is None

    @pytest.mark.parametrize(("word", "meant"), [("uatism", "autism"), ("utism", "autism"), ("sautism", "autism")])
    def test_first_letters_may_be_swapped_lost_or_doubled_up(self, word, meant):
        assert begins_alike(word, meant)


class TestCallings:
    def test_who_does_it_finds_what_they_do(self):
        service = ServiceFactory(name="Audiology")

        assert found("audiologist") == [service.pk]

    def test_what_they_do_finds_who_does_it(self):
        service = ServiceFactory(summary="Talk to a psychologist")

        assert found("psychology") == [service.pk]

    def test_a_teacher_is_found_by_teaching_in_a_name(self):
        ServiceFactory(name="Reading Saturdays", summary="Small groups with a specialist teacher")
        named = ServiceFactory(name="Specialist Teaching Service", summary="They advise schools")

        assert found("specialist teacher")[0] == named.pk

    def test_a_phrase_means_what_its_people_do_too(self):
        SynonymFactory(words="Educational psychologist", same_as="EP")
        ServiceFactory(name="Reading Saturdays", summary="With an educational psychologist")
        named = ServiceFactory(name="Educational Psychology Service")

        assert found("EP")[0] == named.pk

    @pytest.mark.parametrize("word", ["list", "waist", "lists", "play", "city", "family's"])
    def test_other_words_have_no_calling(self, word):
        assert callings(word) == []


class TestKinds:
    @pytest.mark.parametrize("words", ["autism nursery", "nursery for a child with autism"])
    def test_the_kind_of_place_that_is_asked_for_comes_first(self, words):
        ServiceFactory(name="Autism assessment", summary="Autism", description="Through school or nursery")
        nursery = ServiceFactory(name="Gulls Nursery", summary="For everyone")

        assert found(words)[0] == nursery.pk

    @pytest.mark.parametrize("words", ["autism help at nursery", "nursery autism"])
    def test_a_place_that_is_only_mentioned_is_not_asked_for(self, words):
        assessment = ServiceFactory(name="Autism assessment", summary="Autism", description="Through school or nursery")
        ServiceFactory(name="Gulls Nursery", summary="For everyone")

        assert found(words)[0] == assessment.pk

"""What families notice about the search."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from directory.search import SearchQuery, search
from tests.factories.directory import (
    LocationFactory,
    ProviderFactory,
    ScheduleFactory,
    ServiceFactory,
    SynonymFactory,
    TermFactory,
    VocabularyFactory,
)

pytestmark = pytest.mark.django_db


def found(words="", **query):
    return list(search(SearchQuery(words=words, **query)).ids)


class TestWords:
    def test_a_name_ranks_above_a_summary_above_a_text(self):
        text = ServiceFactory(name="A", description="We like judo.")
        summary = ServiceFactory(name="B", summary="Judo for all")
        name = ServiceFactory(name="Judo")

        assert found("judo") == [name.pk, summary.pk, text.pk]

    def test_more_of_the_words_ranks_higher(self):
        one = ServiceFactory(name="Judo club")
        both = ServiceFactory(name="Judo club with swimming")

        assert found("judo swimming") == [both.pk, one.pk]

    def test_services_with_some_words_follow_when_few_have_all(self):
        ServiceFactory(name="Judo swimming")
        ServiceFactory(name="Judo")

        results = search(SearchQuery(words="judo swimming"))

        assert results.total == 2
        assert results.any_word

    def test_a_word_that_many_needs_share_does_not_beat_the_one_that_says_which(self):
        ServiceFactory(name="Harbour school for girls")
        ServiceFactory(name="Hearing assessment")
        right = ServiceFactory(name="Saturday group", summary="For autism.")

        assert found("girls autism") == [right.pk]
        assert found("autism assessment") == [right.pk]

    def test_alone_or_before_a_school_it_counts_as_any_other(self):
        girls = ServiceFactory(name="Harbour school for girls")
        other = ServiceFactory(name="Hill school")

        assert found("girls") == [girls.pk]
        assert found("girls school") == [girls.pk, other.pk]

    def test_services_with_some_words_stay_out_when_ten_have_all(self):
        for _ in range(10):
            ServiceFactory(name="Judo swimming")
        ServiceFactory(name="Judo")

        results = search(SearchQuery(words="judo swimming"))

        assert results.total == 10
        assert not results.any_word

    def test_the_recently_checked_comes_first_among_equals(self):
        old = ServiceFactory(name="Judo A", last_confirmed_at=datetime(2024, 1, 1, tzinfo=UTC))
        never = ServiceFactory(name="Judo B")
        new = ServiceFactory(name="Judo C", last_confirmed_at=datetime(2026, 1, 1, tzinfo=UTC))

        assert found("judo") == [new.pk, old.pk, never.pk]

    def test_a_town_among_the_words_finds_its_services(self):
        leigh = ServiceFactory(name="Judo", at=[LocationFactory(town="Leigh-on-Sea")])
        other = ServiceFactory(name="Judo")

        assert found("judo leigh-on-sea")[0] == leigh.pk
        assert found("judo leigh")[0] == leigh.pk
        assert other.pk in found("judo")

    def test_the_provider_is_found(self):
        service = ServiceFactory(name="Club", provider=ProviderFactory(name="Estuary Trust"))

        assert found("estuary trust") == [service.pk]

    def test_a_synonym_of_several_words_is_found_in_a_text(self):
        SynonymFactory(words="Speech and language therapy", same_as="SALT")
        service = ServiceFactory(description="Our speech and language therapy team")
        ServiceFactory(description="A speech on language. Also therapy.")

        results = search(SearchQuery(words="salt"))

        assert list(results.ids) == [service.pk]
        assert results.synonyms == ("Speech and language therapy",)

    @pytest.mark.parametrize(
        ("typed", "written"), [("behavior", "Behaviour"), ("kids club", "Children's club"), ("preschool", "Pre-school")]
    )
    def test_spellings_meet(self, typed, written):
        service = ServiceFactory(name=written)

        assert found(typed) == [service.pk]

    def test_a_paused_service_is_found_and_a_closed_one_is_not(self):
        paused = ServiceFactory(name="Judo", status="paused")
        ServiceFactory(name="Judo", status="closed")
        ServiceFactory(name="Judo", live=False)

        assert found("judo") == [paused.pk]


class TestFilters:
    def test_place_filters_must_hold_at_one_place(self):
        access = VocabularyFactory(slug="access", scope="place")
        ramp = TermFactory(vocabulary=access, slug="ramp")
        near = LocationFactory(latitude=51.5, longitude=0.7)
        far = LocationFactory(latitude=52.5, longitude=0.7)
        far.terms.add(ramp)
        far.save()
        ServiceFactory(at=[near, far])

        assert found(point=(51.5, 0.7), within=2) != []
        assert found(terms={"access": ("ramp",)}) != []
        assert found(point=(51.5, 0.7), within=2, terms={"access": ("ramp",)}) == []

    def test_a_time_at_one_place_does_not_count_at_another(self):
        when = VocabularyFactory(slug="when", scope="place")
        TermFactory(vocabulary=when, slug="weekend", rule={"schedule": {"days": ["SA"]}})
        near, far = LocationFactory(latitude=51.5, longitude=0.7), LocationFactory(latitude=52.5, longitude=0.7)
        service = ServiceFactory(at=[near, far])
        ScheduleFactory(service=service, location=far, days="SA")

        assert found(terms={"when": ("weekend",)}) == [service.pk]
        assert found(terms={"when": ("weekend",)}, point=(51.5, 0.7), within=2) == []

    @pytest.mark.parametrize(("age", "expected"), [(3, False), (4, True), (11, True), (12, False)])
    def test_both_ends_of_the_ages_count(self, age, expected):
        service = ServiceFactory(min_age=4, max_age=11)

        assert (service.pk in found(age=age)) is expected

    def test_no_ages_means_all_ages(self):
        assert len([ServiceFactory()]) == len(found(age=25))

    @pytest.mark.parametrize(("price", "expected"), [(5, True), ("4.99", False)])
    def test_the_price_is_at_most_what_was_asked(self, price, expected):
        service = ServiceFactory(price_from=Decimal(5))

        assert (service.pk in found(price=Decimal(price))) is expected

    def test_a_price_that_is_not_known_is_not_cheap_unless_it_is_free(self):
        ServiceFactory()
        free = TermFactory(slug="free", rule={"free": True})
        ticked = ServiceFactory(terms=[free])

        assert found(price=Decimal(1000)) == [ticked.pk]

    def test_a_parent_term_finds_everything_below_it(self):
        health = TermFactory(slug="health", vocabulary=VocabularyFactory(slug="type"))
        therapy = TermFactory(slug="therapy", parent=health, vocabulary=health.vocabulary)
        service = ServiceFactory(terms=[therapy])

        results = search(SearchQuery(terms={"type": ("health",)}))

        assert list(results.ids) == [service.pk]
        assert results.facets["type"] == {"health": 1, "therapy": 1}

    def test_a_service_at_two_places_counts_once(self):
        service = ServiceFactory(
            at=[LocationFactory(latitude=51.5, longitude=0.7), LocationFactory(latitude=51.51, longitude=0.7)]
        )

        results = search(SearchQuery(point=(51.5, 0.7), within=5))

        assert list(results.ids) == [service.pk]
        assert results.total == 1

    def test_unknown_filters_are_left_out(self):
        service = ServiceFactory()

        assert found(terms={"nothing": ("like", "this")}) == [service.pk]


class TestEmptyResults:
    def test_each_removal_says_what_it_gives(self):
        ServiceFactory(name="Judo", min_age=10)
        ServiceFactory(name="Yoga", max_age=5)

        results = search(SearchQuery(words="judo", age=3))

        assert [(removal.name, removal.value, removal.count) for removal in results.removals] == [
            ("age", "3", 1),
            ("q", "judo", 1),
        ]

    def test_where_no_single_removal_is_enough_the_fewest_together_are_named(self):
        ServiceFactory(name="Judo", min_age=10, price_from=30)
        ServiceFactory(name="Judo again", min_age=10, price_from=30)
        ServiceFactory(name="Yoga", max_age=5, price_from=30)

        results = search(SearchQuery(words="judo", age=3, price=5))

        assert [removal.count for removal in results.removals] == [0, 0, 0]
        assert [({removal.name for removal in each.removals}, each.count) for each in results.together] == [
            ({"age", "price"}, 2),
            ({"price", "q"}, 1),
        ]

    def test_where_one_removal_is_enough_none_are_named_together(self):
        ServiceFactory(name="Judo", min_age=10)

        assert search(SearchQuery(words="judo", age=3)).together == []

    def test_without_any_service_there_is_nothing_to_take_away_together(self):
        assert search(SearchQuery(words="judo", age=3)).together == []

    def test_a_full_result_has_none(self):
        ServiceFactory()

        results = search(SearchQuery())

        assert (results.removals, results.together) == ([], [])


class TestQueries:
    @pytest.mark.parametrize(
        "query", [{}, {"words": "judo"}, {"words": "judo", "age": 3, "point": (51.5, 0.7), "within": 3}]
    )
    def test_a_warm_search_asks_the_database_once(self, query, django_assert_num_queries):
        ServiceFactory(name="Judo")
        search(SearchQuery())

        with django_assert_num_queries(1):
            list(search(SearchQuery(**query)).ids)


class TestIds:
    def test_they_behave_like_a_list(self):
        pks = [ServiceFactory(name=f"Judo {letter}").pk for letter in "abcde"]
        ids = search(SearchQuery()).ids

        assert len(ids) == 5
        assert ids[0] == pks[0]
        assert ids[-1] == pks[-1]
        assert ids[1:3] == pks[1:3]
        assert ids[::-1] == pks[::-1]
        assert ids[20:40] == []
        assert pks[2] in ids
        assert ids == pks

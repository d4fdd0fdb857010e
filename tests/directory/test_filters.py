"""The public query string: what is used, what is put aside, and what is said about it."""

from urllib.parse import parse_qs, urlencode

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from directory.filters import ServiceFilterSet
from directory.models import Area, Service
from directory.search.freshness import publish
from localoffer.core.models import CouncilSettings, NeighbouringOffer
from tests.factories.directory import (
    AreaFactory,
    LocationFactory,
    PostcodeFactory,
    ServiceFactory,
    TermFactory,
    VocabularyFactory,
)

pytestmark = pytest.mark.django_db


def filterset(query="", **values):
    return ServiceFilterSet(QueryDict(query or urlencode(values)))


def terms(slug, *codes, **options):
    vocabulary = VocabularyFactory(slug=slug, **options)
    return [TermFactory(vocabulary=vocabulary, slug=code, order=order) for order, code in enumerate(codes)]


class TestNumbers:
    @pytest.mark.parametrize(
        ("typed", "age"), [("0", 0), ("25", 25), (" 7 ", 7), ("7 years", 7), ("18 months", 1), ("", None)]
    )
    def test_ages_are_taken_as_people_write_them(self, typed, age):
        asked = filterset(f"age={typed}")

        assert asked.query.age == age
        assert asked.problems == {}

    @pytest.mark.parametrize("typed", ["5-10", "5 to 10", "5–10", "10-5", "5 - 10 years old", "05-10"])
    def test_a_band_of_ages_finds_what_is_for_any_of_them(self, typed):
        for name, low, high in [
            ("Before", 0, 4),
            ("Until", 2, 5),
            ("Within", 6, 8),
            ("From", 10, 16),
            ("After", 11, 25),
        ]:
            ServiceFactory(name=name, min_age=low, max_age=high)
        ServiceFactory(name="Any age", min_age=None, max_age=None)
        asked = filterset(age=typed)

        found = Service.objects.filter(pk__in=asked.results.ids).order_by("name").values_list("name", flat=True)

        assert list(found) == ["Any age", "From", "Until", "Within"]
        assert asked.cleaned_query() == "age=5-10"
        assert [chosen.label for chosen in asked.chosen] == ["Ages 5 to 10"]

    def test_a_band_of_one_age_is_that_age(self):
        assert filterset("age=7-7").cleaned_query() == "age=7"

    @pytest.mark.parametrize("typed", ["99", "26", "-1", "abc", "7.5", "1e9", "٣x", "7;8", "5-", "5-26", "5-10-12"])
    def test_an_impossible_age_is_put_aside_and_the_rest_stays(self, typed):
        ServiceFactory(name="Judo", max_age=5)
        asked = filterset(age=typed, q="judo")

        assert "0 to 25" in asked.problems["age"]
        assert asked.query.age is None
        assert asked.results.total == 1

    @pytest.mark.parametrize(
        ("typed", "price"), [("5", "5"), ("£5", "5"), ("4.50", "4.50"), ("5 pounds", "5"), ("0", "0")]
    )
    def test_prices_are_taken_as_people_write_them(self, typed, price):
        asked = filterset(f"price={typed}")

        assert str(asked.query.price) == price

    @pytest.mark.parametrize("field", ["price", "within"])
    @pytest.mark.parametrize("typed", ["-1", "cheap", "NaN", "Infinity", "1e999", "99999999999"])
    def test_other_amounts_are_put_aside(self, field, typed):
        asked = filterset(f"{field}={typed}")

        assert field in asked.problems
        assert asked.results.total == 0

    @pytest.mark.parametrize(
        ("typed", "page"), [("", 1), ("0", 1), ("-3", 1), ("abc", 1), ("2", 2), ("10000", 500), ("9" * 400, 1)]
    )
    def test_any_page_number_leads_to_a_page(self, typed, page):
        assert filterset(f"page={typed}").page_number == page


class TestTerms:
    def test_repeated_values_are_any_of(self):
        one, two, _three = terms("type", "one", "two", "three")
        services = [ServiceFactory(terms=[term]).pk for term in (one, two)]
        ServiceFactory()

        assert sorted(filterset("type=one&type=two&type=one").results.ids) == services

    def test_an_unknown_value_is_left_out_with_a_note(self):
        (one,) = terms("type", "one", label="Type of help")
        service = ServiceFactory(terms=[one])
        ServiceFactory()

        asked = filterset("type=one&type=bogus")

        assert list(asked.results.ids) == [service.pk]
        assert asked.notes == ["“Type of help” has no value “bogus”, so we left it out."]

    def test_only_unknown_values_filter_nothing(self):
        terms("type", "one")
        ServiceFactory()

        assert filterset("type=bogus").results.total == 1

    def test_a_hidden_term_is_unknown(self):
        vocabulary = VocabularyFactory(slug="type")
        TermFactory(vocabulary=vocabulary, slug="secret", public=False)

        assert filterset("type=secret").query.terms == {}

    def test_a_vocabulary_that_is_no_filter_is_ignored(self):
        terms("audience", "one", is_filter=False)
        ServiceFactory()

        assert filterset("audience=one&whatever=2").results.total == 1

    def test_at_most_thirty_values_of_a_filter_count(self):
        terms("type", *[f"t{number}" for number in range(40)])

        asked = filterset("&".join(f"type=t{number}" for number in range(40)))

        assert len(asked.query.terms["type"]) == 30
        assert asked.notes

    def test_a_vocabulary_named_like_a_field_does_not_replace_it(self):
        terms("age", "young")

        assert filterset("age=4").query.age == 4

    def test_a_new_vocabulary_is_a_filter_at_once(self):
        filterset()
        (one,) = terms("new", "one")
        service = ServiceFactory(terms=[one])
        ServiceFactory()

        assert list(filterset("new=one").results.ids) == [service.pk]


class TestWords:
    def test_long_words_are_cut_with_a_note(self):
        asked = filterset("q=" + "a" * 8000)

        assert len(asked.query.words) == 200
        assert asked.notes

    @pytest.mark.parametrize(
        "typed", ["%00", "%ff%fe", "%F0%9F%8E%88", "%E2%80%AEabc", "%ED%A0%80", "'%22%3B--", "%25"]
    )
    def test_odd_bytes_do_no_harm(self, typed):
        ServiceFactory(name="Judo")

        assert filterset(f"q=judo+{typed}&postcode={typed}&age={typed}&type={typed}").results.total == 1

    def test_the_last_of_repeated_words_counts(self):
        assert filterset("q=one&q=two").query.words == "two"

    def test_a_postcode_among_the_words_is_the_place(self):
        PostcodeFactory(code="SS9 2NT")

        asked = filterset("q=autism+club+ss92nt")

        assert asked.query.words == "autism club"
        assert asked.place.label == "SS9"
        assert asked.notes == ["We read “SS9 2NT” as your postcode."]

    @pytest.mark.parametrize(
        ("typed", "words"), [("SS9", ""), ("nursery ss9", "nursery"), ("speech 2 yr old SS9 help", "speech help")]
    )
    def test_the_first_half_of_a_postcode_among_the_words_is_the_place(self, typed, words):
        PostcodeFactory(code="SS9")

        asked = filterset(q=typed)

        assert (asked.query.words, asked.place.label) == (words, "SS9")

    @pytest.mark.parametrize("typed", ["KS2 reading", "vitamin B12", "EP1", "SS9-club", "xSS9", "SS99"])
    def test_what_only_looks_like_the_first_half_of_a_postcode_is_a_word(self, typed):
        PostcodeFactory(code="SS9")

        asked = filterset(q=typed)

        assert (asked.query.words, asked.place) == (typed, None)

    def test_a_postcode_among_the_words_does_not_replace_the_one_in_its_field(self):
        PostcodeFactory(code="SS1 1AA")

        assert filterset("q=club+SS9+2NT&postcode=SS1+1AA").place.outward == "SS1"

    @pytest.mark.parametrize(
        ("typed", "words", "age"),
        [
            ("my son is 3 and not talking", "my son and not talking", 3),
            ("club for 7 year olds", "club", 7),
            ("aged 14 judo", "judo", 14),
            ("18 month old", "", 1),
            ("0-25 team", "0-25 team", None),
            ("he is 45 years old", "he is 45 years old", None),
            ("clubs for ages 5 to 11", "clubs for ages 5 to 11", None),
            ("year 6", "year 6", None),
        ],
    )
    def test_an_age_among_the_words_is_the_age(self, typed, words, age):
        asked = filterset(q=typed)

        assert (asked.query.words, asked.query.age) == (words, age)

    def test_an_age_that_we_read_and_nothing_fits_is_left_out_in_words(self):
        service = ServiceFactory(name="Judo", min_age=10, max_age=12)

        asked = filterset(q="judo 4 year old")

        assert list(asked.results.ids) == [service.pk]
        assert (asked.query.age, asked.chosen) == (None, [])
        assert asked.notes == ["No service matched the age 4, so here are services for any age."]

    def test_an_age_that_somebody_chose_stays(self):
        ServiceFactory(name="Judo", min_age=10, max_age=12)

        asked = filterset(q="judo", age="4")

        assert (asked.results.total, asked.query.age, asked.notes) == (0, 4, [])

    def test_where_nothing_has_the_words_at_any_age_the_age_stays(self):
        ServiceFactory(name="Judo", min_age=10, max_age=12)

        asked = filterset(q="xylophones 4 year old")

        assert (asked.results.total, asked.query.age) == (0, 4)


class TestPlace:
    @pytest.mark.parametrize("typed", ["SS2 6ER", "ss26er", " sS2  6eR ", "SS2-6ER"])
    def test_a_postcode_may_be_typed_in_any_way(self, typed):
        PostcodeFactory(code="SS2 6ER", latitude=51.55, longitude=0.71, ward_code="W1", authority_code="A1")

        asked = filterset(f"postcode={typed}")

        assert asked.query.point == (51.55, 0.71)
        assert (asked.query.ward, asked.query.authority) == ("W1", "A1")
        assert asked.place.label == "SS2"

    @pytest.mark.parametrize("typed", ["SS2", "ss2 6"])
    def test_the_first_part_is_enough(self, typed):
        PostcodeFactory(code="SS2")
        PostcodeFactory(code="SS2 6")

        assert filterset(f"postcode={typed}").place is not None

    def test_a_postcode_that_we_lack_falls_back_on_its_area(self):
        PostcodeFactory(code="SS2", latitude=51.55, longitude=0.71)

        asked = filterset("postcode=SS2+9ZZ")

        assert asked.query.point == (51.55, 0.71)
        assert asked.problems == {}
        assert asked.place.rough

    def test_an_unknown_postcode_is_told_and_the_rest_still_works(self):
        ServiceFactory()

        asked = filterset("postcode=ZZ1+1ZZ&within=5")

        assert "ZZ1 1ZZ" in asked.problems["postcode"]
        assert asked.results.total == 1

    @pytest.mark.parametrize("typed", ["Leigh-on-Sea", "leigh on sea", "LEIGH", "leigh-on"])
    def test_a_town_is_a_place(self, typed):
        AreaFactory(kind=Area.Kind.TOWN, name="Leigh-on-Sea", latitude=51.54, longitude=0.65)

        asked = filterset(f"postcode={typed}")

        assert asked.place.label == "Leigh-on-Sea"
        assert asked.query.point == (51.54, 0.65)

    def test_a_ward_is_a_place_in_its_council_area(self):
        council = AreaFactory(kind=Area.Kind.AUTHORITY, code="E06000033")
        AreaFactory(name="Prittlewell", code="W9", authority=council, latitude=51.55, longitude=0.7)

        query = filterset("postcode=prittlewell").query

        assert (query.ward, query.authority) == ("W9", "E06000033")

    @pytest.mark.parametrize("typed", ["Atlantis", "x", "12345", "<script>", "SS"])
    def test_an_unknown_place_is_told(self, typed):
        assert "postcode" in filterset(f"postcode={typed}").problems

    def test_a_place_outside_names_the_neighbour(self, site_tree):
        council, _created = CouncilSettings.objects.get_or_create(site=site_tree)
        council.authority_code = "E06000033"
        council.neighbouring_offers.add(
            NeighbouringOffer(name="Essex", authority_code="E10000012", url="https://e.example")
        )
        council.save()
        PostcodeFactory(code="CM1 1AA", authority_code="E10000012")
        PostcodeFactory(code="SS1 1AA", authority_code="E06000033")

        place = filterset("postcode=CM1+1AA").place

        assert place.outside
        assert place.neighbour.name == "Essex"
        assert not filterset("postcode=SS1+1AA").place.outside

    def test_a_distance_without_a_place_asks_for_one(self):
        ServiceFactory()

        asked = filterset("within=5")

        assert "within" in asked.problems
        assert asked.results.total == 1

    def test_the_nearest_first_needs_a_place(self):
        assert filterset("sort=nearest").problems == {"sort": "Enter a postcode or a town to see the nearest first."}

    def test_with_a_place_the_nearest_come_first(self):
        PostcodeFactory(code="SS2")

        assert filterset("sort=nearest&postcode=SS2").problems == {}

    def test_a_place_that_we_do_not_know_is_said_once(self):
        assert set(filterset("sort=nearest&postcode=nowhere").problems) == {"postcode"}

    def test_a_distance_counts_from_the_place(self):
        PostcodeFactory(code="SS2", latitude=51.55, longitude=0.71)
        near = ServiceFactory(at=[LocationFactory(latitude=51.56, longitude=0.71)])
        ServiceFactory(at=[LocationFactory(latitude=51.75, longitude=0.71)])

        assert list(filterset("postcode=SS2&within=5+miles").results.ids) == [near.pk]


class TestGroups:
    def test_values_that_give_nothing_are_left_out_unless_chosen(self):
        one, _two, _three = terms("type", "one", "two", "three")
        ServiceFactory(terms=[one])

        (group,) = filterset("type=two").groups

        assert [(option.value, option.count, option.checked) for option in group.options] == [
            ("one", 1, False),
            ("two", 0, True),
        ]

    def test_a_filter_without_values_is_left_out(self):
        terms("type", "one")

        assert filterset().groups == []

    def test_the_first_eight_are_shown_and_chosen_ones_always(self):
        ServiceFactory(terms=terms("type", *[f"t{number:02}" for number in range(12)]))

        (group,) = filterset("type=t10").groups

        assert [option.value for option in group.options if option.hidden] == ["t08", "t09", "t11"]

    def test_a_chosen_value_is_shown_below_its_parent(self):
        vocabulary = VocabularyFactory(slug="type")
        parents = [TermFactory(vocabulary=vocabulary, slug=f"p{n:02}", order=n) for n in range(10)]
        child = TermFactory(vocabulary=vocabulary, slug="child", parent=parents[9])
        ServiceFactory(terms=[*parents, child])

        (group,) = filterset("type=child").groups

        assert [option.value for option in group.options if not option.hidden][-2:] == ["p09", "child"]
        assert [option.depth for option in group.options][-2:] == [0, 1]

    def test_a_chosen_value_without_results_keeps_its_own_parent(self):
        vocabulary = VocabularyFactory(slug="when")
        week = TermFactory(vocabulary=vocabulary, slug="week", order=1)
        end = TermFactory(vocabulary=vocabulary, slug="end", order=2)
        TermFactory(vocabulary=vocabulary, slug="saturday", parent=end)
        ServiceFactory(terms=[week])

        (group,) = filterset("when=saturday").groups

        assert [(option.value, option.count, option.depth) for option in group.options] == [
            ("week", 1, 0),
            ("end", 0, 0),
            ("saturday", 0, 1),
        ]

    def test_they_stand_in_the_officers_order(self):
        late, early = terms("zz", "a", order=1), terms("aa", "b", order=2)
        ServiceFactory(terms=[*late, *early])

        assert [group.name for group in filterset().groups] == ["zz", "aa"]


class TestChosen:
    def test_each_can_be_taken_off_by_itself(self):
        one, two = terms("type", "one", "two")
        ServiceFactory(terms=[one, two])

        asked = filterset("q=judo&type=one&type=two&age=4&page=3")

        links = {(chosen.name, chosen.value): parse_qs(chosen.remove_query) for chosen in asked.chosen}
        assert links == {
            ("age", "4"): {"q": ["judo"], "type": ["one", "two"]},
            ("type", "one"): {"q": ["judo"], "age": ["4"], "type": ["two"]},
            ("type", "two"): {"q": ["judo"], "age": ["4"], "type": ["one"]},
        }

    @pytest.mark.parametrize(
        ("miles", "label"), [("1", "Within 1 mile"), ("0.5", "Within 0.5 miles"), ("5", "Within 5 miles")]
    )
    def test_one_mile_is_not_miles(self, miles, label):
        PostcodeFactory(code="SS2", latitude=51.545, longitude=0.655)

        assert [chosen.label for chosen in filterset(f"postcode=SS2&within={miles}").chosen] == [label]

    def test_labels_are_for_people(self):
        PostcodeFactory(code="SS2")

        asked = filterset("postcode=SS2&age=4&within=5&price=4.50")

        assert [chosen.label for chosen in asked.chosen] == ["Age 4", "Within 5 miles", "Up to £4.50"]


class TestCleanedQuery:
    @pytest.mark.parametrize("miles", ["0.5", "1", "5", "10", "100", "2.5"])
    def test_a_distance_stays_what_it_is(self, miles):
        PostcodeFactory(code="SS2")

        asked = filterset(f"postcode=SS2&within={miles}")

        assert asked.cleaned_query() == f"postcode=SS2&within={miles}"

    def test_it_is_always_in_the_same_order_and_without_what_is_empty(self):
        terms("type", "one", "two")

        asked = filterset("page=2&sort=name&type=two&age=4&q=judo&type=one&price=&junk=1&postcode=")

        assert asked.cleaned_query() == "q=judo&age=4&type=one&type=two&sort=name&page=2"

    def test_changes_are_made(self):
        asked = filterset("q=judo&age=4&page=2")

        assert asked.cleaned_query(age=None, page=3, map="1") == "q=judo&page=3&map=1"

    def test_what_it_gives_finds_the_same(self):
        PostcodeFactory(code="SS9 2NT")

        first = filterset("q=my+son+is+3+ss92nt&sort=best&age=&within=5")
        again = filterset(first.cleaned_query())

        assert again.query == first.query
        assert again.notes == []


class TestAsFilterSet:
    def test_it_is_valid_and_gives_a_queryset(self):
        service = ServiceFactory(name="Judo")
        ServiceFactory(name="Yoga")

        asked = filterset("q=judo")

        assert asked.is_valid()
        assert list(asked.qs) == [service]

    def test_a_plain_dictionary_will_do(self):
        (one,) = terms("type", "one")
        service = ServiceFactory(terms=[one])
        ServiceFactory()

        assert list(ServiceFilterSet({"type": ["one"], "age": 4}).results.ids) == [service.pk]

    def test_no_data_means_everything(self):
        ServiceFactory()

        assert ServiceFilterSet().results.total == 1
        assert ServiceFilterSet(None).problems == {}

    @pytest.mark.parametrize("number", [2, 40])
    def test_a_warm_one_asks_the_database_once(self, number, django_assert_num_queries):
        one, _two = terms("type", "one", "two")
        for _ in range(number):
            ServiceFactory(name="Judo", terms=[one])
        PostcodeFactory(code="SS2")
        asked = "q=judo&postcode=SS2&within=5&type=one&age=3"
        assert filterset(asked).results.total

        with django_assert_num_queries(1):
            warm = filterset(asked)
            _ = warm.results.ids[:20], warm.groups, warm.chosen, warm.problems, warm.cleaned_query(page=2)


class TestOddInput(TestCase):
    names = st.sampled_from(["q", "postcode", "within", "age", "price", "sort", "page", "type", "exact", "map", "x"])
    odd = st.one_of(
        st.text(max_size=60),
        st.sampled_from(
            ["\x00", "-1", "1e400", "nan", "½", "²", "٣", "𝟛", "SS9", "one", "0", "9" * 300, "\ud800", "a" * 9000]
        ),
    )

    @classmethod
    def setUpTestData(cls):
        terms("type", "one")
        publish()  # once, and not again for each example

    @given(st.lists(st.tuples(names, odd), max_size=12))
    def test_nothing_raises_and_the_page_can_be_built(self, pairs):
        data = QueryDict(mutable=True)
        for name, value in pairs:
            data.appendlist(name, value)

        asked = ServiceFilterSet(data)

        _ = asked.results.ids[:20], asked.groups, asked.chosen, asked.problems, asked.notes
        assert ServiceFilterSet(QueryDict(asked.cleaned_query())).query == asked.query
        assert 1 <= asked.page_number <= 500

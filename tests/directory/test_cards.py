from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.utils.safestring import SafeString

from directory.models import Location, Service
from directory.presentation import wording
from directory.presentation.cards import MOST_KEPT, Card, CardCache, make_cards
from tests.factories.directory import (
    AreaFactory,
    ImportSourceFactory,
    LocationFactory,
    ProviderFactory,
    ScheduleFactory,
    ServiceFactory,
    TermFactory,
    VocabularyFactory,
)

NOW = datetime(2026, 3, 16, 12, tzinfo=UTC)  # a Monday
NOTHING = {"number": "", "ages": "", "place": "", "when": "", "add": ""}


def card_of(service, now=NOW) -> Card:
    return make_cards([service.pk], version=1, now=now)[service.pk]


def html_of(service, now=NOW, **gaps) -> str:
    return card_of(service, now).filled(**NOTHING | gaps)


@pytest.mark.django_db
class TestCard:
    def test_leads_to_the_service_with_its_name_as_a_heading(self):
        service = ServiceFactory(name="Clay club", slug="clay-club")

        assert '<h2 class="lo-result__title"><a href="/services/clay-club/">Clay club</a></h2>' in html_of(service)

    def test_says_who_runs_it_and_what_it_is(self):
        service = ServiceFactory(provider=ProviderFactory(name="The Hub"), summary="Making things of clay.")

        html = html_of(service)

        assert "The Hub" in html
        assert "Making things of clay." in html

    def test_words_of_providers_are_escaped(self):
        html = html_of(ServiceFactory(name="<script>x</script>", summary="a<b>"))

        assert "<script>" not in html
        assert "a&lt;b&gt;" in html

    def test_terms_of_route_and_cost_are_in_the_officers_order(self):
        route = VocabularyFactory(slug="route")
        terms = [
            TermFactory(vocabulary=route, label="Contact them yourself", order=2),
            TermFactory(vocabulary=route, label="Just turn up", order=1),
            TermFactory(vocabulary=VocabularyFactory(slug="cost"), label="Pay what you can"),
            TermFactory(vocabulary=VocabularyFactory(slug="needs"), label="Autism"),
        ]

        html = html_of(ServiceFactory(terms=terms))

        assert "Just turn up or contact them yourself" in html
        assert "Pay what you can" in html
        assert "Autism" not in html

    def test_hidden_terms_stay_hidden(self):
        term = TermFactory(vocabulary=VocabularyFactory(slug="route"), label="Proposed route", public=False)

        assert "Proposed route" not in html_of(ServiceFactory(terms=[term]))

    def test_what_nobody_filled_in_says_whom_to_ask(self):
        html = html_of(ServiceFactory())

        assert "Ask the service how to get it" in html
        assert "Ask the service about cost" in html

    def test_the_price_is_shown(self):
        html = html_of(ServiceFactory(price_from=Decimal("4.50"), price_unit="a session"))

        assert "£4.50 a session" in html

    def test_the_next_session_is_shown(self):
        service = ServiceFactory()
        ScheduleFactory(service=service, days="TU", opens_at=time(9, 30), closes_at=time(11))

        assert card_of(service).when_words(None) == "Next: Tuesday 17 March 2026, 9.30am to 11am"

    def test_the_next_session_is_the_one_at_the_place_that_is_shown(self):
        leigh, shoebury = LocationFactory(name="Leigh library"), LocationFactory(name="Shoebury library")
        service = ServiceFactory(at=[leigh, shoebury])
        ScheduleFactory(service=service, days="TU", location=leigh)
        ScheduleFactory(service=service, days="SA", location=shoebury)

        card = card_of(service)

        assert card.when_words(shoebury.pk) == "Next: Saturday 21 March 2026"
        assert card.when_words(leigh.pk) == card.when_words(None) == "Next: Tuesday 17 March 2026"

    def test_a_waiting_time_has_its_date(self):
        html = html_of(ServiceFactory(wait="About 14 weeks", wait_as_of=date(2026, 3, 2)))

        assert "Wait: About 14 weeks (as of Monday 2 March 2026)" in html

    def test_a_paused_service_says_so(self):
        service = ServiceFactory(
            status=Service.Status.PAUSED, status_until=date(2026, 4, 20), status_reason="The hall is being painted."
        )

        html = html_of(service)

        assert "Paused until Monday 20 April 2026." in html
        assert "The hall is being painted." in html

    def test_a_pause_that_is_over_says_to_ask(self):
        service = ServiceFactory(status=Service.Status.PAUSED, status_until=date(2026, 3, 16), status_reason="Paint.")

        html = html_of(service)

        assert "Was paused until Monday 16 March 2026; ask before you go. Paint." in html
        assert "Paused until" not in html

    def test_a_listing_that_nobody_checked_says_where_it_comes_from(self):
        source = ImportSourceFactory(name="Schools register")

        html = html_of(ServiceFactory(source=source, source_dated=date(2026, 2, 1)))

        assert "From Schools register, dated 1 February 2026; not yet checked by us" in html

    def test_a_checked_listing_says_when(self):
        assert "Checked 2 weeks ago" in html_of(ServiceFactory(last_confirmed_at=NOW - timedelta(days=15)))

    def test_the_gaps_are_filled_where_they_belong(self):
        html = html_of(ServiceFactory(), number=SafeString("<b>7</b>"), place="Leigh", add=SafeString("<i>add</i>"))

        assert html.index("<b>7</b>") < html.index("lo-result__title") < html.index("Leigh") < html.index("<i>add</i>")

    def test_names_cannot_open_a_gap(self):
        html = html_of(ServiceFactory(name="<!--:place-->"), place="Leigh")

        assert html.count("Leigh") == 1

    def test_a_service_that_is_not_public_has_no_card(self):
        drafts = [ServiceFactory(live=False), ServiceFactory(status=Service.Status.CLOSED)]

        assert make_cards([service.pk for service in drafts], version=1, now=NOW) == {}

    def test_twenty_cards_need_as_many_queries_as_one(self, django_assert_max_num_queries):
        services = [ServiceFactory(at=[LocationFactory(ward=AreaFactory())]) for _ in range(20)]
        for service in services:
            ScheduleFactory(service=service)

        with django_assert_max_num_queries(9):
            make_cards([service.pk for service in services], version=1, now=NOW)


@pytest.mark.django_db
class TestPlace:
    def test_an_address_that_is_not_shown_is_known_by_its_ward(self):
        ward = AreaFactory(name="Belfairs", latitude=51.55, longitude=0.64)
        refuge = LocationFactory(
            name="Secret House",
            address_1="1 Hidden Way",
            town="Leigh-on-Sea",
            latitude=51.5411,
            longitude=0.6611,
            ward=ward,
            visibility=Location.Visibility.AREA_ONLY,
        )
        card = card_of(ServiceFactory(at=[refuge]))

        place = card.place(refuge.pk)

        assert (place.town, place.point, place.approximate) == ("Belfairs", (51.55, 0.64), True)
        assert not any(word in repr(card) for word in ("Secret", "Hidden", "51.5411", "Leigh"))

    def test_town_and_distance_of_the_nearest_place(self):
        far, near = LocationFactory(town="Southend"), LocationFactory(town="Leigh-on-Sea")
        card = card_of(ServiceFactory(at=[far, near]))

        assert card.place_words(near.pk, 0.43) == "Leigh-on-Sea, 0.4 miles, and 1 more place"

    def test_a_place_that_is_not_published_is_not_counted(self):
        service = ServiceFactory(at=[LocationFactory(town="Leigh-on-Sea"), LocationFactory(live=False)])

        assert card_of(service).place_words(None, None) == "Leigh-on-Sea"

    def test_without_a_place_it_says_how(self):
        both = ServiceFactory(online=True, home_visit=True)
        assert card_of(both).place_words(None, None) == "Online, by phone or at your home"
        assert card_of(ServiceFactory(online=True)).place_words(None, None) == "Online or by phone"
        assert card_of(ServiceFactory(coverage="national")).place_words(None, None) == "The whole country"
        assert card_of(ServiceFactory()).place_words(None, None) == "Ask the service where"

    def test_a_service_at_a_place_and_online_says_both(self):
        card = card_of(ServiceFactory(at=[LocationFactory(town="Southend")], online=True))

        assert card.place_words(None, None) == "Southend, or online or by phone"


@pytest.mark.django_db
class TestCardCache:
    def test_a_card_that_is_kept_costs_no_query(self, django_assert_num_queries):
        cache, service = CardCache(), ServiceFactory()
        cache.get_many([service.pk], version=1, now=NOW)

        with django_assert_num_queries(0):
            cache.get_many([service.pk], version=1, now=NOW)

    def test_a_changed_directory_makes_new_cards(self):
        cache, service = CardCache(), ServiceFactory(name="Old")
        cache.get_many([service.pk], version=1, now=NOW)
        Service.objects.update(name="New")

        assert cache.get_many([service.pk], version=2, now=NOW)[service.pk].name == "New"

    def test_words_about_time_are_made_anew_at_midnight(self):
        cache, service = CardCache(), ServiceFactory(last_confirmed_at=NOW)
        cache.get_many([service.pk], version=1, now=NOW)

        tomorrow = cache.get_many([service.pk], version=1, now=NOW + timedelta(hours=13))[service.pk]

        assert "Checked yesterday" in tomorrow.filled(**NOTHING)

    def test_a_session_that_is_over_gives_way_to_the_next(self):
        cache, service = CardCache(), ServiceFactory()
        ScheduleFactory(service=service, days="MO,WE", opens_at=time(13), closes_at=time(14))
        cache.get_many([service.pk], version=1, now=NOW)

        later = cache.get_many([service.pk], version=1, now=NOW + timedelta(hours=3))[service.pk]

        assert later.when_words(None) == "Next: Wednesday 18 March 2026, 1pm to 2pm"

    def test_a_session_at_the_second_place_that_is_over_gives_way_too(self):
        cache, first, second = CardCache(), LocationFactory(), LocationFactory()
        service = ServiceFactory(at=[first, second])
        ScheduleFactory(service=service, days="MO", opens_at=time(12, 30), closes_at=time(17), location=first)
        ScheduleFactory(service=service, days="MO", opens_at=time(13), closes_at=time(14), location=second)
        cache.get_many([service.pk], version=1, now=NOW)

        later = cache.get_many([service.pk], version=1, now=NOW + timedelta(hours=3))[service.pk]

        assert later.when_words(second.pk) == "Next: Monday 23 March 2026, 1pm to 2pm"

    def test_memory_is_limited(self):
        cache, card = CardCache(), card_of(ServiceFactory())

        for number in range(MOST_KEPT + 5):
            cache._keep(("en-gb", number), card)

        assert len(cache._kept) == MOST_KEPT


class TestWording:
    @pytest.mark.parametrize(
        ("low", "high", "words"),
        [
            (None, None, ""),
            (0, None, "All ages"),
            (0, 5, "Ages 0 to 5"),
            (2, 11, "Ages 2 to 11"),
            (16, None, "16 and over"),
            (None, 18, "Up to 18"),
            (3, 3, "Age 3"),
        ],
    )
    def test_ages(self, low, high, words):
        assert wording.ages(Service(min_age=low, max_age=high)) == words

    @pytest.mark.parametrize(
        ("unit", "words"),
        [("", "From £8"), ("a session", "From £8 a session"), ("30 minutes", "From £8 for 30 minutes")],
    )
    def test_price(self, unit, words):
        assert wording.price(Service(price_from=Decimal(8), price_unit=unit)) == words

    @pytest.mark.parametrize(
        ("miles", "words"),
        [
            (0, "less than 0.1 miles"),
            (0.26, "0.3 miles"),
            (0.97, "1 mile"),
            (1.84, "1.8 miles"),
            (9.96, "10 miles"),
            (34.4, "34 miles"),
        ],
    )
    def test_distance(self, miles, words):
        assert wording.distance(miles) == words

"""The results page as a visitor's browser gets it."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from directory.filters import ServiceFilterSet
from directory.models import Location, Service
from directory.presentation.cards import card_cache
from directory.search import rebuild
from localoffer.core.models import CouncilSettings, NeighbouringOffer
from localoffer.core.registries import Hit, ResultKind, result_kinds
from tests.factories.directory import (
    AreaFactory,
    LocationFactory,
    PostcodeFactory,
    ProviderFactory,
    ServiceFactory,
    SynonymFactory,
    TermFactory,
    VocabularyFactory,
)

LEIGH = {"latitude": 51.545, "longitude": 0.655}
SHOEBURY = {"latitude": 51.530, "longitude": 0.790}


@pytest.fixture
def council(site_tree):
    return CouncilSettings.objects.create(
        site=site_tree,
        place_name="Southend-on-Sea",
        authority_code="E06000033",
        phone="01632 960 100",
        phone_hours="Monday to Friday",
        email="offer@example.org",
        sendiass_name="Southend SENDIASS",
        sendiass_url="https://sendiass.example.org/",
    )


@pytest.fixture
def postcodes(db):
    PostcodeFactory(code="SS9", latitude=51.545, longitude=0.655, authority_code="E06000033")
    PostcodeFactory(code="SS9 1AA", latitude=51.545, longitude=0.655, authority_code="E06000033")


@pytest.fixture
def topics(db):
    vocabulary = VocabularyFactory(slug="type", label="Type of help", order=1)
    health = TermFactory(vocabulary=vocabulary, slug="health", label="Health", order=1)
    speech = TermFactory(vocabulary=vocabulary, slug="speech", label="Speech therapy", parent=health, order=2)
    return {"health": health, "speech": speech}


@pytest.fixture
def costs(db):
    vocabulary = VocabularyFactory(slug="cost", label="Cost", order=2)
    return {
        "free": TermFactory(vocabulary=vocabulary, slug="free", label="Free", rule={"free": True}),
        "paid": TermFactory(vocabulary=vocabulary, slug="paid", label="You pay"),
    }


def get(client, **query):
    return client.get("/find/", query)


def text_of(response) -> str:
    """What a reader sees, without runs of white space."""
    main = response.content.decode().split('<main class="lo-main"', 1)[-1].split("</main>", 1)[0]
    return re.sub(r"\s+", " ", strip_tags(main.replace("<p", " <p")))


def heading_of(response) -> str:
    found = re.search(r'<h2 class="lo-sentence"[^>]*>(.*?)</h2>', response.content.decode(), re.S)
    return strip_tags(found[1]).strip()


def names_of(response) -> list[str]:
    return re.findall(r'<h2 class="lo-result__title"><a [^>]*>(.*?)</a>', response.content.decode())


def link_to(response, words: str) -> str:
    """The address behind the first link with these words."""
    for href, inner in re.findall(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', response.content.decode(), re.S):
        if words in re.sub(r"\s+", " ", strip_tags(inner)):
            return href.replace("&amp;", "&")
    raise AssertionError(f"no link says {words!r}")


def query_of(address: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(address).query)


@pytest.mark.django_db
class TestSentence:
    def test_the_total_stands_in_the_heading(self, client, council):
        ServiceFactory.create_batch(3)

        assert heading_of(get(client)) == "3 services"

    def test_one_service_is_not_services(self, client, council):
        ServiceFactory()

        assert heading_of(get(client)) == "1 service"

    def test_it_says_what_was_asked_for(self, client, council, postcodes):
        ServiceFactory(name="Speech drop-in", min_age=0, max_age=5, at=[LocationFactory(**LEIGH)])

        heading = heading_of(get(client, q="speech", postcode="ss9", age="3"))

        assert heading == "1 service near SS9 for “speech”, age 3"
        assert heading_of(get(client, q="speech", age="0-4")) == "1 service for “speech”, ages 0 to 4"

    @pytest.mark.parametrize(
        "typed", ["speech near SS9", "speech for 3 year old", "speech for my son is 3 near SS9 help"]
    )
    def test_the_words_stand_as_they_were_typed(self, client, council, postcodes, typed):
        ServiceFactory(name="Speech drop-in", min_age=0, max_age=5, at=[LocationFactory(**LEIGH)])

        response = get(client, q=typed)

        assert heading_of(response) == f"1 service for “{typed}”"
        assert f"1 service for “{typed}” –" in response.content.decode()

    def test_of_a_postcode_among_the_words_only_the_first_half_stands_there(self, client, council, postcodes):
        ServiceFactory(name="Speech drop-in", at=[LocationFactory(**LEIGH)])

        response = get(client, q="speech near ss9 1aa")

        assert heading_of(response) == "1 service for “speech near SS9”"
        assert "1aa" not in link_to(response, "Tell us what is missing").lower()

    def test_a_radius_is_named(self, client, council, postcodes):
        ServiceFactory(at=[LocationFactory(**LEIGH)])

        assert heading_of(get(client, postcode="SS9", within="5")) == "1 service within 5 miles of SS9"

    def test_services_without_a_place_in_the_radius_are_not_said_to_be_there(self, client, council, postcodes):
        ServiceFactory(at=[LocationFactory(**LEIGH)])
        ServiceFactory(at=[LocationFactory(**SHOEBURY)], home_visit=True)
        ServiceFactory(online=True)

        response = get(client, postcode="SS9", within="1")

        assert heading_of(response) == "3 services, 1 of them within 1 mile of SS9"
        assert "2 services have no place within this distance: they come to you" in text_of(response)

    def test_a_radius_with_nothing_in_it_says_so(self, client, council, postcodes):
        ServiceFactory(online=True)

        assert heading_of(get(client, postcode="SS9", within="1")) == "1 service, none of them within 1 mile of SS9"

    def test_where_all_have_a_place_there_nothing_is_added(self, client, council, postcodes):
        ServiceFactory(at=[LocationFactory(**LEIGH)], online=True)

        assert "no place within this distance" not in text_of(get(client, postcode="SS9", within="1"))

    def test_it_is_a_polite_live_region(self, client, council):
        assert re.search(r'<h2 class="lo-sentence"[^>]*aria-live="polite"', get(client).content.decode())

    def test_the_title_says_the_same(self, client, council):
        ServiceFactory(name="Speech drop-in")

        assert "<title>Find support: 1 service for “speech” –" in get(client, q="speech").content.decode()

    def test_what_a_visitor_typed_is_escaped(self, client, council):
        response = get(client, q="<script>alert(1)</script>", postcode='"><b>')

        assert b"<script>alert" not in response.content
        assert b"><b>" not in response.content


@pytest.mark.django_db
class TestFrameOfThePage:
    def test_the_words_and_the_place_are_kept_in_their_fields(self, client, council, postcodes):
        html = get(client, q="speech therapy", postcode="ss9 1aa").content.decode()

        assert re.search(r'<input[^>]*name="q"[^>]*value="speech therapy"', html)
        assert re.search(r'<input[^>]*name="postcode"[^>]*value="ss9 1aa"', html)

    def test_it_sets_no_cookie_and_only_the_visitors_browser_may_keep_it(self, client, council):
        response = get(client, q="speech")

        assert not response.cookies
        assert "private" in response["Cache-Control"]

    def test_searches_are_not_for_search_engines(self, client, council):
        assert b'name="robots" content="noindex' in get(client, q="speech").content
        assert b'name="robots"' not in client.get("/find/").content

    def test_the_feed_of_changes_is_announced(self, client, council):
        assert b'type="application/atom+xml"' in get(client).content

    def test_a_post_is_refused(self, client, council):
        assert client.post("/find/").status_code == 405


@pytest.mark.django_db
class TestPaging:
    def test_twenty_a_page(self, client, council):
        ServiceFactory.create_batch(45)

        assert [len(names_of(get(client, page=str(page)))) for page in (1, 2, 3)] == [20, 20, 5]

    def test_the_pager_keeps_the_search(self, client, council):
        for number in range(25):
            ServiceFactory(name=f"Speech {number}")

        address = link_to(get(client, q="speech", sort="name"), "Next page")

        assert query_of(address) == {"q": ["speech"], "sort": ["name"], "page": ["2"]}

    @pytest.mark.parametrize("page", ["0", "-1", "10000", "99999999999999999999", "two", ""])
    def test_a_page_that_does_not_exist_is_one_that_does(self, client, council, page):
        ServiceFactory.create_batch(21)

        assert 1 <= len(names_of(get(client, page=page))) <= 20

    def test_beyond_the_end_is_the_last_page(self, client, council):
        ServiceFactory.create_batch(21)

        assert len(names_of(get(client, page="400"))) == 1

    def test_one_page_has_no_pager(self, client, council):
        ServiceFactory()

        assert "Pages of results" not in get(client).content.decode()


@pytest.mark.django_db
class TestFilters:
    def test_every_value_has_its_number(self, client, council, costs, topics):
        ServiceFactory(price_from=0, terms=[topics["health"]])
        ServiceFactory(price_from=0)
        ServiceFactory(terms=[costs["paid"]])

        text = text_of(get(client))

        assert "Free (2)" in text
        assert "You pay (1)" in text
        assert "Health (1)" in text

    def test_a_value_with_nothing_behind_it_is_shown_only_if_chosen(self, client, council, costs):
        ServiceFactory(price_from=0)

        assert "You pay (0)" not in text_of(get(client))
        assert "You pay (0)" in text_of(get(client, cost="paid"))

    def test_a_filter_that_an_officer_has_just_added_is_there_at_once(self, client, council):
        service = ServiceFactory()
        get(client)
        level = TermFactory(vocabulary=VocabularyFactory(slug="level", label="Level"), slug="all", label="For all")
        service.terms.set([level])
        service.save()

        assert "For all (1)" in text_of(get(client))

    def test_chosen_filters_are_links_that_take_them_off(self, client, council, costs):
        ServiceFactory(name="Speech", price_from=0)

        response = get(client, q="speech", cost="free", age="3")

        assert query_of(link_to(response, "Free remove this filter")) == {"q": ["speech"], "age": ["3"]}
        assert query_of(link_to(response, "Age 3 remove this filter")) == {"q": ["speech"], "cost": ["free"]}

    def test_clear_all_keeps_words_and_place(self, client, council, costs, postcodes):
        ServiceFactory(name="Speech", price_from=0, at=[LocationFactory(**LEIGH)])

        response = get(client, q="speech", postcode="SS9", cost="free", age="3", sort="name")

        cleared = query_of(link_to(response, "Clear all filters"))
        assert (cleared["q"], cleared["postcode"]) == (["speech"], ["SS9"])
        assert not {"cost", "age"} & cleared.keys()

    def test_a_long_filter_hides_its_end_without_a_script(self, client, council):
        needs = VocabularyFactory(slug="needs", label="Needs")
        for number in range(12):
            ServiceFactory(terms=[TermFactory(vocabulary=needs, label=f"Need {number:02d}", order=number)])

        html = get(client).content.decode()

        before, details = html.split('<details class="lo-filters__all"', 1)
        assert "Need 07" in before
        assert "Need 08" not in before
        assert "Show all 12" in details

    def test_the_phones_button_says_how_many(self, client, council):
        ServiceFactory.create_batch(3)

        assert "Show 3 results" in text_of(get(client))

    def test_the_filter_button_says_how_many_are_on(self, client, council, costs):
        ServiceFactory(price_from=0)

        assert "Filter (2)" in text_of(get(client, cost="free", age="3"))

    def test_controls_belong_to_one_form(self, client, council, costs):
        """So that words typed a moment ago are not lost when a filter is applied."""
        ServiceFactory(price_from=0)

        html = get(client).content.decode()

        controls = re.findall(r'<(?:input|select)[^>]*name="(?:cost|age|price|within|sort)"[^>]*>', html)
        assert len(controls) == 5
        assert all('form="find"' in control for control in controls)


@pytest.mark.django_db
class TestCards:
    def test_distance_and_order(self, client, council, postcodes):
        ServiceFactory(name="Far club", at=[LocationFactory(town="Shoeburyness", **SHOEBURY)])
        ServiceFactory(name="Near club", at=[LocationFactory(town="Leigh-on-Sea", **LEIGH)])

        response = get(client, postcode="SS9", sort="nearest")

        assert names_of(response) == ["Near club", "Far club"]
        assert "Leigh-on-Sea, less than 0.1 miles" in text_of(response)

    def test_a_hidden_address_is_nowhere_on_the_page(self, client, council, postcodes):
        ward = AreaFactory(name="Belfairs", latitude=51.55, longitude=0.64)
        refuge = LocationFactory(
            name="Secret House",
            address_1="1 Hidden Way",
            postcode="SS9 9ZZ",
            latitude=51.5411,
            longitude=0.6611,
            ward=ward,
            visibility=Location.Visibility.AREA_ONLY,
        )
        ServiceFactory(name="Safe place", at=[refuge])

        html = get(client, postcode="SS9", map="1").content.decode()

        assert "Belfairs" in html
        assert not any(secret in html for secret in ("Secret", "Hidden Way", "9ZZ", "51.5411", "0.6611"))

    def test_a_service_whose_ages_nobody_knows_says_so_where_an_age_is_asked_for(self, client, council):
        ServiceFactory(name="Alpha club", min_age=0, max_age=5)
        ServiceFactory(name="Beta club")

        asked, not_asked = text_of(get(client, age="3")), text_of(get(client))

        assert asked.count("Ask the service about ages") == 1
        assert "about ages" not in not_asked

    def test_each_has_a_button_for_my_list(self, client, council):
        service = ServiceFactory(name="Clay club")

        html = get(client).content.decode()

        form = re.search(r'<form class="lo-listing" method="post" action="/list/add/".*?</form>', html, re.S)[0]
        assert f'name="code" value="{service.short_code}"' in form
        assert "Add to my list" in form

    def test_a_service_on_my_list_says_so(self, client, council, settings):
        service = ServiceFactory()
        client.cookies[settings.LIST_COOKIE] = service.short_code

        assert "On my list" in text_of(get(client))

    def test_adding_comes_back_to_the_same_card(self, client, council):
        service = ServiceFactory(name="Clay club")
        html = get(client, q="clay").content.decode()
        come_back = re.search(r'name="next" value="([^"]*)"', html)[1]

        response = client.post("/list/add/", {"code": service.short_code, "next": come_back})

        assert response["Location"] == f"/find/?q=clay#result-{service.short_code}"

    def test_a_long_value_that_we_cannot_use_is_not_in_every_card(self, client, council, topics):
        ServiceFactory.create_batch(3)

        response = get(client, type="x" * 8_000)

        assert ("x" * 41) not in response.content.decode().split('class="lo-resultlist', 1)[1].split("</ol>", 1)[0]

    def test_queries_do_not_grow_with_the_directory(self, client, council, costs, topics):
        provider, hall = ProviderFactory(), LocationFactory(**LEIGH)
        for _n in range(10):
            ServiceFactory(provider=provider, terms=[topics["health"]], price_from=0, at=[hall])
        few = count_queries(lambda: get(client, cost="free", map="1"))

        Service.objects.bulk_create(ServiceFactory.build_batch(100, provider=provider, price_from=0))
        rebuild()
        card_cache.forget()
        many = count_queries(lambda: get(client, cost="free", map="1"))

        assert many <= few


def whole_topics(response) -> list[tuple[str, str]]:
    """Address and words of the topics that an empty page offers."""
    offered = response.content.decode().split("Or look at a whole topic:", 1)[1].split("</ul>", 1)[0]
    return re.findall(r'<a href="([^"]*)">(.*?)</a>', offered)


@pytest.mark.django_db
class TestNothingFound:
    def test_it_says_what_to_take_away_and_what_that_gives(self, client, council, costs):
        ServiceFactory.create_batch(2, min_age=0, max_age=5, price_from=0)
        ServiceFactory(min_age=11, max_age=16, price_from=20)

        response = get(client, age="12", cost="free")

        text = text_of(response)
        assert heading_of(response) == "No services, age 12"
        assert "Without “Age 12” 2 services" in text
        assert "Without “Free” 1 service" in text
        assert query_of(link_to(response, "Without “Free”")) == {"age": ["12"]}

    def test_words_can_be_taken_away_too(self, client, council, costs):
        ServiceFactory(price_from=0)

        response = get(client, q="zzzzqqqq", cost="free", exact="1")

        assert query_of(link_to(response, "Without the words")) == {"cost": ["free"]}

    def test_words_alone_are_not_taken_away_for_that_leaves_everything(self, client, council):
        ServiceFactory()

        text = text_of(get(client, q="zzzzqqqq", exact="1"))

        assert "No service matches these words" in text
        assert "Without the words" not in text

    def test_where_one_is_not_enough_it_says_what_to_take_away_together(self, client, council, topics, costs):
        ServiceFactory.create_batch(2, terms=[topics["speech"]], min_age=11, max_age=16, price_from=20)

        response = get(client, age="3", cost="free", type="speech")

        assert "Without “Age 3” and “Free” 2 services" in text_of(response)
        assert query_of(link_to(response, "Without “Age 3” and “Free”")) == {"type": ["speech"]}
        assert "words" not in text_of(response).split("Nothing matches all of this")[1].split("Print")[0]

    def test_words_are_taken_away_together_with_a_filter(self, client, council, costs):
        ServiceFactory(price_from=20)

        response = get(client, q="zzzzqqqq", cost="free", exact="1")

        assert link_to(response, "Without “Free” and the words “zzzzqqqq”") == "?"

    def test_without_words_and_services_it_speaks_of_topics_only(self, client, council, costs):
        text = text_of(get(client, cost="free"))

        assert "Look through a topic instead." in text
        assert "Try fewer or other words" not in text

    def test_it_offers_the_whole_topic(self, client, council, topics):
        ServiceFactory(terms=[topics["health"]], min_age=11, max_age=16)

        assert whole_topics(get(client, type="speech", age="3")) == [("/find/?type=health", "Health")]

    def test_it_offers_the_topic_around_several_values_once(self, client, council, topics):
        health = topics["health"]
        ServiceFactory(terms=[health])
        TermFactory(vocabulary=health.vocabulary, slug="physio", label="Physiotherapy", parent=health)

        response = get(client, type=["speech", "physio"], age="3")

        assert whole_topics(response) == [("/find/?type=health", "Health")]

    @pytest.mark.parametrize(("price", "shown"), [("4.5", "4.50"), ("5.00", "5"), ("10", "10")])
    def test_a_price_can_be_taken_away_by_its_name(self, client, council, price, shown):
        ServiceFactory(price_from=20)

        response = get(client, price=price)

        assert f"Without “Up to £{shown}” 1 service" in text_of(response)

    def test_it_does_not_speak_of_services_that_match_some_words(self, client, council, costs):
        ServiceFactory(name="Clay club", price_from=20)

        response = get(client, q="clay pottery", cost="free")

        assert heading_of(response).startswith("No services")
        assert "match some of them" not in text_of(response)

    def test_it_offers_a_phone_a_printout_and_independent_advice(self, client, council):
        response = get(client, q="zzzzqqqq", exact="1")

        text = text_of(response)
        assert "01632 960 100" in text
        assert "SENDIASS" in text
        assert "print=page" in link_to(response, "Print this page")


@pytest.mark.django_db
class TestOtherWays:
    def test_the_mail_carries_the_words_but_not_the_whole_postcode(self, client, council, postcodes):
        ServiceFactory(name="Speech")

        address = link_to(get(client, q="speech", postcode="SS9 1AA"), "Tell us what is missing")

        assert address.startswith("mailto:offer@example.org?subject=")
        assert "speech" in address
        assert "SS9" in address
        assert "1AA" not in address

    def test_the_mail_says_what_was_looked_for_and_no_count(self, client, council):
        address = link_to(get(client, q="custody", exact="1"), "Tell us what is missing")

        assert address.endswith("&body=I%20looked%20for%3A%20custody")

    def test_the_spreadsheet_has_the_same_search(self, client, council):
        ServiceFactory(name="Speech")

        assert link_to(get(client, q="speech"), "Excel") == "/find/export.xlsx?q=speech"


@pytest.mark.django_db
class TestHelpWithWords:
    @pytest.mark.parametrize(("words", "there"), [("I want to die", True), ("club", False)])
    def test_whoever_may_be_in_danger_reads_first_whom_to_call(self, client, council, words, there):
        ServiceFactory(name="Club")
        SynonymFactory(words="Mental health", one_way=True, urgent="want to die")

        html = client.get("/find/", {"q": words}).content.decode()

        assert ('<a href="tel:999">999</a>' in html) is there
        assert html.count("/help-now/") == 1 + there

    def test_a_correction_is_said_and_can_be_undone(self, client, council):
        for number in range(3):
            ServiceFactory(name=f"Autism group {number}")

        response = get(client, q="autsim")

        assert "Showing results for autism. Search instead for autsim" in text_of(response)
        assert query_of(link_to(response, "autsim")) == {"q": ["autsim"], "exact": ["1"]}
        assert heading_of(response) == "3 services for “autism”"

    @pytest.mark.parametrize(
        ("typed", "said"),
        [("🧩", "There are no words in “🧩”."), ("worried", "“worried” does not tell us"), ("a", "“a”")],
    )
    def test_without_a_word_to_look_for_it_says_so_and_shows_everything(self, client, council, topics, typed, said):
        ServiceFactory(name="Clay club")

        response = get(client, q=typed)

        assert heading_of(response) == "1 service"
        assert said in text_of(response)
        assert "Browse by topic" in text_of(response)

    def test_guides_that_answer_strongly_stand_above_the_services(self, client, council):
        ServiceFactory(name="Speech drop-in")
        hits = [Hit("Talking milestones", "/talking/", "", 0.9), Hit("A far guide", "/far/", "", 0.2)]
        result_kinds.register(ResultKind("guide", "Guides", lambda asked: hits))

        try:
            html = get(client, q="speech").content.decode()
        finally:
            result_kinds.unregister("guide")

        assert html.index("Talking milestones") < html.index("Speech drop-in") < html.index("A far guide")


@pytest.mark.django_db
class TestPlaces:
    def test_an_unknown_postcode_is_said_beside_the_field_and_results_stay(self, client, council, postcodes):
        ServiceFactory(name="Clay club")

        response = get(client, postcode="ZZ99 9ZZ")

        (message,) = re.findall(r'id="postcode-error">([^<]+)<', response.content.decode())
        assert text_of(response).count(message) == 1
        assert names_of(response) == ["Clay club"]

    def test_a_place_outside_the_area_leads_to_its_own_local_offer(self, client, council, postcodes):
        PostcodeFactory(code="CM1", latitude=51.74, longitude=0.47, authority_code="E10000012")
        NeighbouringOffer.objects.create(
            council=council, name="Essex", authority_code="E10000012", url="https://essex.example.org/"
        )
        ServiceFactory(name="Clay club", at=[LocationFactory(**LEIGH)])

        response = get(client, postcode="CM1")

        assert link_to(response, "Local Offer of Essex") == "https://essex.example.org/"
        assert names_of(response) == ["Clay club"]


@pytest.mark.django_db
class TestMap:
    def test_it_is_there_when_asked_for(self, client, council):
        ServiceFactory(at=[LocationFactory(town="Leigh-on-Sea", **LEIGH)])

        assert "<figure" not in get(client).content.decode()
        assert query_of(link_to(get(client), "Show map")) == {"map": ["1"]}
        assert "Result 1 is in Leigh-on-Sea." in get(client, map="1").content.decode()

    def test_it_stays_when_a_filter_is_applied(self, client, council):
        ServiceFactory()

        assert '<input type="hidden" name="map" value="1">' in get(client, map="1").content.decode()

    def test_it_has_no_inline_style(self, client, council):
        ServiceFactory(at=[LocationFactory(**LEIGH)])

        assert b" style=" not in get(client, map="1").content

    def test_the_bigger_map_is_a_page_of_its_own(self, client, council):
        ServiceFactory(name="Clay club", at=[LocationFactory(town="Leigh-on-Sea", **LEIGH)])

        address = link_to(get(client, q="clay", map="1"), "Bigger map")
        response = client.get(address)

        assert response.status_code == 200
        assert "Clay club" in text_of(response)


@pytest.mark.django_db
class TestSearchIsDown:
    def test_families_get_topics_a_message_and_a_phone(self, client, council, topics, monkeypatch, caplog):
        def fail(self):
            raise OperationalError("canceling statement due to statement timeout")

        monkeypatch.setattr(ServiceFilterSet, "results", property(fail))

        response = get(client, q="speech")

        text = text_of(response)
        assert response.status_code == 503
        assert "Search is not working" in text
        assert "01632 960 100" in text
        assert "Health" in text
        assert "The search failed" in caplog.text


def count_queries(action) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert action().status_code == 200
    return len(captured)

"""My list: a cookie of codes, links that carry codes, and nothing on the server."""

import re
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from directory.lists import MOST, ListIsFull, join_codes, moved, parse_codes, with_codes
from directory.models import Service, ServiceContact
from directory.presentation.comparison import comparison
from directory.short_codes import new_short_code
from localoffer.core.models import CouncilSettings
from tests.factories.directory import LocationFactory, ScheduleFactory, ServiceFactory, TermFactory, VocabularyFactory


def on_list(client):
    cookie = client.cookies.get(settings.LIST_COOKIE)
    return parse_codes(cookie.value) if cookie else []


def put_on_list(client, *services):
    client.cookies[settings.LIST_COOKIE] = join_codes(service.short_code for service in services)


class TestCodes:
    def test_codes_are_read_from_any_separator_and_case(self):
        assert parse_codes("k7m2p, QW3RT.k7m2p") == ["K7M2P", "QW3RT"]

    def test_no_more_than_fifty_are_read(self):
        assert len(parse_codes(join_codes(f"A{n:04d}" for n in range(90)))) == MOST

    @given(st.text(max_size=3000))
    def test_any_text_can_be_read(self, text):
        assert len(parse_codes(text)) <= MOST

    def test_what_is_there_already_stays_where_it_is(self):
        assert with_codes(["AAAAA", "BBBBB"], ["AAAAA", "CCCCC"]) == ["AAAAA", "BBBBB", "CCCCC"]

    def test_a_full_list_takes_nothing_more(self):
        full = [f"A{n:04d}" for n in range(MOST)]

        with pytest.raises(ListIsFull):
            with_codes(full, ["BBBBB"])

    @given(st.lists(st.integers(0, 99), unique=True, min_size=1, max_size=9), st.integers(-3, 12), st.data())
    def test_moving_keeps_everything_and_twice_is_the_same_as_once(self, numbers, place, data):
        codes = [f"A{number:04d}" for number in numbers]
        code = data.draw(st.sampled_from(codes))

        once = moved(codes, code, place)

        assert sorted(once) == sorted(codes)
        assert moved(once, code, place) == once


@pytest.mark.django_db
class TestChanging:
    def test_adding_comes_back_to_the_same_place(self, client):
        service = ServiceFactory()

        response = client.post("/list/add/", {"code": service.short_code, "next": "/find/?q=talk#result-1"})

        assert (response.status_code, response["Location"]) == (302, "/find/?q=talk#result-1")
        assert on_list(client) == [service.short_code]

    def test_adding_twice_lists_once(self, client):
        service = ServiceFactory()

        for _time in range(2):
            client.post("/list/add/", {"code": service.short_code})

        assert on_list(client) == [service.short_code]

    def test_several_are_added_at_once(self, client):
        first, second = ServiceFactory(), ServiceFactory()

        client.post("/list/add/", {"ids": f"{first.short_code}.{second.short_code}"})

        assert on_list(client) == [first.short_code, second.short_code]

    @pytest.mark.parametrize("code", ["ZZZZZ", "", "<script>", "'; drop table"])
    def test_an_unknown_code_is_not_listed(self, client, code):
        client.post("/list/add/", {"code": code})

        assert on_list(client) == []

    def test_a_draft_cannot_be_listed(self, client):
        draft = ServiceFactory(live=False)

        client.post("/list/add/", {"code": draft.short_code})

        assert on_list(client) == []

    def test_a_full_list_says_so_kindly_and_keeps_what_it_has(self, client):
        full = [new_short_code() for _number in range(MOST)]
        client.cookies[settings.LIST_COOKIE] = join_codes(full)

        response = client.post("/list/add/", {"code": ServiceFactory().short_code}, follow=True)

        assert "Your list is full" in response.content.decode()
        assert on_list(client) == full

    @pytest.mark.parametrize("number", ["1", "", "-1", "x", "9" * 5000, "٣"])
    def test_an_empty_list_is_never_full(self, client, number):
        assert "Your list is full" not in client.get("/list/", {"full": number}).content.decode()

    def test_a_list_without_room_for_all_of_several_says_so(self, client):
        client.cookies[settings.LIST_COOKIE] = join_codes(new_short_code() for _number in range(MOST - 1))
        pair = f"{ServiceFactory().short_code}.{ServiceFactory().short_code}"

        page = client.post("/list/add/", {"ids": pair}, follow=True).content.decode()

        assert "Your list is full" in page

    @pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil"])
    def test_it_never_leads_to_another_site(self, client, target):
        response = client.post("/list/add/", {"code": ServiceFactory().short_code, "next": target})

        assert response["Location"] == "/list/"

    @pytest.mark.parametrize("target", ["foo", "\U0001f600", "home", "/" + "a" * 3000])
    @pytest.mark.parametrize("change", ["add", "remove", "move", "clear"])
    def test_every_change_leads_to_the_list_where_no_path_is_named(self, client, change, target):
        response = client.post(f"/list/{change}/", {"next": target})

        assert response["Location"] == "/list/"

    def test_another_site_cannot_change_the_list(self, strict_client):
        response = strict_client.post("/list/clear/", headers={"Sec-Fetch-Site": "cross-site"})

        assert response.status_code == 403

    def test_our_own_pages_can_change_it_without_any_token(self, strict_client):
        service = ServiceFactory()

        response = strict_client.post(
            "/list/add/", {"code": service.short_code}, headers={"Sec-Fetch-Site": "same-origin"}
        )

        assert response.status_code == 302
        assert set(response.cookies) == {settings.LIST_COOKIE}

    @pytest.mark.parametrize("address", ["/list/add/", "/list/remove/", "/list/move/", "/list/clear/"])
    def test_reading_changes_nothing(self, client, address):
        assert client.get(address).status_code == 405

    def test_the_cookie_is_for_this_site_alone(self, client):
        response = client.post("/list/add/", {"code": ServiceFactory().short_code})

        cookie = response.cookies[settings.LIST_COOKIE]
        assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (True, "Lax", "/", "")

    def test_taking_off_can_be_undone(self, client):
        service = ServiceFactory()
        put_on_list(client, service)

        page = client.post("/list/remove/", {"code": service.short_code}, follow=True).content.decode()

        assert "Taken off your list" in page
        assert f'name="ids" value="{service.short_code}"' in page

    def test_the_last_one_taken_off_takes_the_cookie_away(self, client):
        service = ServiceFactory()
        put_on_list(client, service)

        response = client.post("/list/remove/", {"code": service.short_code})

        assert response.cookies[settings.LIST_COOKIE]["max-age"] == 0

    def test_moving_puts_a_service_in_its_place(self, client):
        services = [ServiceFactory() for _number in range(3)]
        put_on_list(client, *services)

        client.post("/list/move/", {"code": services[2].short_code, "to": "0"})

        assert on_list(client) == [services[index].short_code for index in (2, 0, 1)]

    @pytest.mark.parametrize("place", ["", "-1", "x", "99999999999999999999", "²"])
    def test_a_place_that_makes_no_sense_moves_nothing(self, client, place):
        services = [ServiceFactory() for _number in range(2)]
        put_on_list(client, *services)

        client.post("/list/move/", {"code": services[1].short_code, "to": place})

        assert on_list(client) == [service.short_code for service in services]


@pytest.mark.django_db
class TestPages:
    def test_an_empty_list_says_how_to_start_one(self, client):
        page = client.get("/list/").content.decode()

        assert "Your list is empty" in page
        assert "Find support" in page

    def test_looking_at_the_list_sets_no_cookie(self, client):
        assert not client.get("/list/").cookies

    def test_services_stand_in_the_visitors_order(self, client):
        first, second = ServiceFactory(name="Zebra club"), ServiceFactory(name="Apple club")
        put_on_list(client, first, second)

        page = client.get("/list/").content.decode()

        assert page.index("Zebra club") < page.index("Apple club")

    def test_only_under_a_box_of_facts_the_last_check_keeps_its_distance(self, client):
        service = ServiceFactory()
        put_on_list(client, service)

        assert b"lo-fresh--block" in client.get(service.get_absolute_url()).content
        assert b"lo-fresh--block" not in client.get("/list/").content

    def test_the_share_link_carries_the_codes_and_opens_without_a_cookie(self, client):
        services = [ServiceFactory(name=f"Club {number}") for number in range(2)]
        put_on_list(client, *services)
        link = client.get("/list/").context["share_url"]
        client.cookies.clear()

        page = client.get("/list/", parse_qs(urlsplit(link).query)).content.decode()

        assert all(service.name in page for service in services)
        assert "Save these to my list" in page

    def test_it_says_that_anyone_with_the_link_can_see_it(self, client):
        put_on_list(client, ServiceFactory())

        assert "Anyone with this link can see the list" in client.get("/list/").content.decode()

    @pytest.mark.parametrize("address", ["/list/", "/list/print/"])
    def test_a_pause_that_is_over_says_to_ask_on_screen_and_on_paper(self, client, address):
        over = {"status": Service.Status.PAUSED, "status_until": date(2026, 5, 3)}
        put_on_list(client, ServiceFactory(**over))

        page = client.get(address).content.decode()

        assert "Was paused until Sunday 3 May 2026; ask before you go." in page

    def test_a_service_that_has_gone_is_named_with_something_similar(self, client):
        term = TermFactory(vocabulary=VocabularyFactory(slug="type"))
        gone = ServiceFactory(name="Old club", status=Service.Status.CLOSED, terms=[term])
        ServiceFactory(name="New club", terms=[term])
        put_on_list(client, gone)

        page = client.get("/list/").content.decode()

        assert "Not listed any more" in page
        assert "New club" in page

    def test_a_draft_in_a_shared_link_stays_unknown(self, client):
        draft = ServiceFactory(name="Secret plan", live=False)

        assert "Secret plan" not in client.get(f"/list/?ids={draft.short_code}").content.decode()

    @pytest.mark.parametrize("ids", ["", "%00", "ZZZZZ", "%F0%9F%8E%89", "A" * 7000, "..,,"])
    def test_a_broken_link_is_answered_kindly(self, client, ids):
        response = client.get(f"/list/?ids={ids}")

        assert response.status_code == 200
        assert "leads to no services" in response.content.decode()

    @pytest.mark.parametrize("address", ["/list/", "/list/print/", "/list/compare/"])
    def test_search_engines_keep_out(self, client, address):
        assert 'name="robots" content="noindex"' in client.get(address).content.decode()

    def test_queries_do_not_grow_with_the_list(self, client, django_assert_max_num_queries):
        put_on_list(client, *[ServiceFactory() for _number in range(30)])
        client.get("/list/")

        with django_assert_max_num_queries(12):
            client.get("/list/")


def words_of(*services):
    """The words of a comparison by the label of their row."""
    return words_of_rows(comparison(services, CouncilSettings()))


def words_of_rows(rows):
    return {row.label: ["; ".join(line.text for line in cell.lines) for cell in row.cells] for row in rows}


@pytest.mark.django_db
class TestCompare:
    def test_two_services_stand_side_by_side_with_differences_in_words(self, client):
        first = ServiceFactory(min_age=3, max_age=5, price_from=0)
        second = ServiceFactory(min_age=11, max_age=16, price_from=0)

        page = client.get(f"/list/compare/?ids={first.short_code}.{second.short_code}")

        rows = {row.label: row.differs for row in page.context["rows"]}
        assert (rows["Ages"], rows["Cost"]) == (True, False)
        assert "Different" in page.content.decode()

    def test_a_service_that_nobody_can_call_says_whom_to_ask_in_the_row_of_phones(self, client, site_tree):
        CouncilSettings.objects.create(site=site_tree, phone="01632 960 100")
        known, unknown = ServiceFactory(), ServiceFactory()
        ServiceContact.objects.create(service=known, phone="01632 960 555")

        rows = comparison([unknown, known], CouncilSettings.objects.get())

        words = words_of_rows(rows)
        assert "Contact" not in words
        assert words["Phone"][0].startswith("Ask the service")
        assert words["Phone"][0].endswith("01632 960 100")
        assert words["Phone"][1] == "01632 960 555"

    def test_a_paused_service_says_so_above_all_facts(self):
        paused = ServiceFactory(
            status=Service.Status.PAUSED, status_until=date(2199, 4, 22), status_reason="The hall is being painted."
        )

        words = words_of(paused, ServiceFactory())

        said = ["Paused until Monday 22 April 2199. The hall is being painted.", "Yes"]
        assert next(iter(words.items())) == ("Running now", said)

    def test_where_all_run_nothing_is_said_about_it(self):
        assert "Running now" not in words_of(ServiceFactory(), ServiceFactory())

    def test_a_next_session_names_its_place(self):
        hall = LocationFactory(name="Leigh hall")
        service = ServiceFactory(at=[hall, LocationFactory()])
        ScheduleFactory(service=service, days="TU", location=hall)

        assert words_of(service, ServiceFactory())["Next session"][0].endswith(", at Leigh hall")

    def test_a_service_by_referral_has_no_next_session(self):
        refers = TermFactory(vocabulary=VocabularyFactory(slug="route"), slug="professional-refers")
        service = ServiceFactory(terms=[refers])
        ScheduleFactory(service=service)

        assert words_of(service, ServiceFactory())["Next session"][0] == "Only once you have a place"

    def test_chosen_boxes_arrive_as_repeated_values(self, client):
        services = [ServiceFactory() for _number in range(3)]

        page = client.get("/list/compare/", {"ids": [service.short_code for service in services]})

        assert page.context["services"] == services

    def test_a_list_of_up_to_four_is_compared_at_once(self, client):
        put_on_list(client, *[ServiceFactory() for _number in range(4)])

        assert client.get("/list/compare/").context["rows"]

    @pytest.mark.parametrize("number", [1, 5])
    def test_too_few_or_too_many_ask_which_ones(self, client, number):
        put_on_list(client, *[ServiceFactory() for _number in range(number)])

        page = client.get("/list/compare/")

        assert len(page.context["choices"]) == number
        assert "Choose 2 to 4" in page.content.decode()

    def test_nothing_to_compare_leads_on(self, client):
        assert "Find support" in client.get("/list/compare/").content.decode()


@pytest.mark.django_db
class TestPrint:
    def test_the_pack_has_a_cover_with_contacts_and_a_sheet_for_each(self, client):
        services = [ServiceFactory(name=f"Club {number}") for number in range(3)]
        put_on_list(client, *services)

        page = client.get("/list/print/").content.decode()

        assert page.count('class="lo-sheet lo-sheet--page"') == 3
        assert "Who else can help" in page
        assert f"/s/{services[0].short_code}/" in page

    def test_only_the_chosen_ones_are_printed(self, client):
        first, second = ServiceFactory(), ServiceFactory()
        put_on_list(client, first, second)

        page = client.get("/list/print/", {"ids": second.short_code})

        assert [entry["service"] for entry in page.context["sheets"]] == [second]


@pytest.mark.django_db
def test_what_nobody_knows_says_what_to_ask_about(client):
    """Next to a small picture alone, “Ask the service” could be about anything."""
    put_on_list(client, ServiceFactory(price_from=None, min_age=3, max_age=5))

    page = client.get("/list/").content.decode()

    assert re.search(r"<span>Cost: </span>\s*<span class=.lo-line.>Ask the service", page)
    assert '<span class="govuk-visually-hidden">Ages: </span>' in page

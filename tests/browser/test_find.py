"""The results page and the home page in a real browser."""

import gzip
import re
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.browser.fields import cut_fields
from tests.browser.small_directory import put_directory
from tests.browser.targets import too_small

pytestmark = [pytest.mark.browser, pytest.mark.begins_with(put=put_directory)]

PHONE = (360, 740)
SMALLEST = (320, 640)
EVERYTHING = "/find/?q=speach&postcode=SS9&age=3&type=speech-language-therapy&map=1"
STATES = {
    "home": "/",
    "landing": "/find/",
    "results": EVERYTHING,
    "nothing": "/find/?q=zzzqqq&exact=1&age=3&cost=paid",
    "problems": "/find/?postcode=ZZ99&age=99&type=unknown",
    "larger map": "/find/map/?q=speech",
    "pages": "/find/pages/?q=plan",
}
FILTERS = "/find/#filters"


def scrolls_sideways(page):
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


LEAVE_THREE_OF_THE_SAME = """() => {
  const same = [...document.querySelectorAll(".lo-result")].filter((card) => card.innerText.includes("Sample group"))
  for (const card of same.slice(3)) card.remove()
}"""


def with_few_cards(page):
    """The page without most of its cards that differ in their number only: axe would look at every word of them."""
    page.evaluate(LEAVE_THREE_OF_THE_SAME)
    return page


class TestAccessibility:
    @pytest.mark.parametrize("address", STATES.values(), ids=STATES.keys())
    def test_axe_finds_nothing_in_any_theme(self, visits, assert_accessible, address):
        assert_accessible(with_few_cards(visits.open(address)))

    def test_nor_with_the_filters_open_on_a_phone(self, visits, assert_accessible):
        assert_accessible(with_few_cards(visits.open(FILTERS, size=PHONE)))

    def test_headings_have_one_order(self, visits):
        page = visits.open(EVERYTHING)

        levels = page.evaluate("[...document.querySelectorAll('main :is(h1,h2,h3,h4)')].map(h => +h.nodeName[1])")

        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))


class TestRoom:
    @pytest.mark.parametrize(
        "how",
        [{"size": SMALLEST}, {"zoom": 4}, {"size": SMALLEST, "display": {"size": "200"}}],
        ids=["smallest phone", "400 percent", "200 percent text"],
    )
    def test_nothing_scrolls_sideways_and_no_field_is_cut(self, visits, how):
        page = visits.open("/healthz", **how)

        for address in (*STATES.values(), FILTERS):
            page.goto(address)
            assert (scrolls_sideways(page), cut_fields(page)) == (False, []), address

    def test_what_is_pressed_is_large_enough(self, visits):
        page = visits.open(EVERYTHING, size=PHONE)
        small = too_small(page)
        page.goto("/find/map/?q=speech")

        assert small + too_small(page) == []


class TestWithoutScripts:
    def test_filters_open_as_a_page_of_their_own_on_a_phone(self, visits):
        page = visits.open("/find/", size=PHONE, javascript=False)
        page.get_by_role("link", name=re.compile("^Filter")).click()

        expect(page.get_by_role("heading", name="Filter")).to_be_visible()
        expect(page.locator(".lo-resultlist")).to_be_hidden()
        page.get_by_label("Age in years, 0 to 25").fill("3")
        page.get_by_role("button", name=re.compile(r"^Show \d+ result")).click()

        expect(page.locator("#sentence")).to_contain_text("age 3")

    def test_words_typed_a_moment_ago_survive_a_filter(self, visits):
        page = visits.open("/find/", javascript=False)
        page.get_by_label("What do you need help with?").fill("speech")
        page.get_by_label("Age in years, 0 to 25").fill("3")
        page.get_by_role("button", name="Apply filters").click()

        expect(page.locator("#sentence")).to_contain_text("for “speech”, age 3")

    def test_the_order_can_be_changed(self, visits):
        page = visits.open("/find/?q=club", javascript=False)
        page.get_by_label("Sort by").select_option(label="Name")
        page.get_by_role("button", name="Sort").click()

        assert "sort=name" in page.url

    def test_adding_to_the_list_comes_back_to_the_card(self, visits):
        page = visits.open("/find/?q=speech", javascript=False)
        page.get_by_role("button", name=re.compile("Add to my list.*Little Steps")).click()

        expect(page.get_by_role("button", name=re.compile("On my list.*Little Steps"))).to_be_visible()
        assert "/find/?q=speech#result-" in page.url

    def test_the_bigger_map_is_a_link(self, visits):
        page = visits.open("/find/?q=speech&map=1", javascript=False)
        page.get_by_role("link", name="Bigger map").click()

        expect(page.get_by_role("img", name="Map of results")).to_be_visible()


class TestWithScripts:
    def test_results_follow_a_filter_and_the_focus_stays(self, visits):
        page = visits.open("/find/?q=speech")
        box = page.get_by_label(re.compile("^No diagnosis or plan needed"))
        box.focus()
        page.keyboard.press("Space")

        expect(page.locator("#sentence")).to_contain_text("1 service")
        expect(box).to_be_focused()
        assert "plan=none-needed" in page.url
        page.go_back()
        expect(page.locator("#sentence")).to_contain_text("2 services")

    def test_the_bigger_map_loads_when_it_is_asked_for(self, visits):
        page = visits.open("/find/?q=speech&map=1")
        loaded = "performance.getEntriesByType('resource').some(entry => entry.name.includes('/js/map'))"
        assert not page.evaluate(loaded)

        page.get_by_role("button", name="Bigger map").click()

        expect(page.locator(".leaflet-container")).to_be_visible()
        assert page.evaluate(loaded)

    def test_the_bigger_map_has_outlines_and_pins_with_names_and_escape_leaves_it(self, visits):
        page = visits.open("/find/?q=speech&map=1", size=PHONE)
        button = page.get_by_role("button", name="Bigger map")
        button.click()
        pin = page.locator(".lo-bigmap [role=button][aria-label*='Little Steps']")
        expect(pin).to_be_visible()

        assert page.locator(".lo-bigmap__area").first.bounding_box()["width"] > 20
        assert pin.bounding_box()["width"] >= 44
        pin.focus()
        page.keyboard.press("Escape")

        expect(page.get_by_role("button", name="Close the bigger map")).to_be_focused()

    def test_no_other_host_is_asked_for_anything(self, visits, live_server):
        page = visits.open("/find/?q=speech&map=1")
        page.get_by_role("button", name="Bigger map").click()
        expect(page.locator(".leaflet-container")).to_be_visible()

        hosts = page.evaluate("[...new Set(performance.getEntriesByType('resource').map(e => new URL(e.name).origin))]")

        assert hosts == [live_server.url]


class TestKeyboard:
    def test_search_filter_and_open_a_result_without_a_mouse(self, visits):
        page = visits.open("/")
        page.get_by_label("What do you need help with?").focus()
        page.keyboard.type("speech")
        page.keyboard.press("Enter")
        expect(page.locator("#sentence")).to_contain_text("for “speech”")

        page.get_by_label("Age in years, 0 to 25").focus()
        page.keyboard.type("3")
        page.keyboard.press("Enter")
        expect(page.locator("#sentence")).to_contain_text("age 3")

        link = page.get_by_role("link", name="Little Steps talking drop-in")
        for _press in range(150):
            page.keyboard.press("Tab")
            if link.evaluate("element => element === document.activeElement"):
                break
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Little Steps talking drop-in")


class TestPaper:
    def test_a_list_with_phone_numbers_and_no_filters(self, visits):
        page = visits.open("/find/?q=speech")
        page.emulate_media(media="print")

        expect(page.locator(".lo-result").first).to_be_visible()
        for hidden in (".lo-filters", ".lo-search", ".lo-toolbar", ".lo-result__add"):
            assert not page.locator(hidden).first.is_visible(), hidden


class TestWeight:
    @pytest.mark.parametrize("address", ["/", "/find/", EVERYTHING])
    def test_a_first_visit_stays_under_100_kilobytes(self, visits, address):
        """Compressed, with style and scripts, without pictures. The test's server does not compress; real ones do."""
        sizes = {}
        page = visits.open("about:blank")
        page.on("response", lambda response: sizes.update({response.url: _compressed(response)}))
        page.goto(address, wait_until="networkidle")

        assert sum(sizes.values()) < 100_000, sizes


def _compressed(response) -> int:
    if "image" in response.headers.get("content-type", ""):
        return 0
    return len(gzip.compress(response.body(), 6))

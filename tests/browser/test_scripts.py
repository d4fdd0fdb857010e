"""What the scripts promise on top of static/js/*.js, tried on pages made for it."""

import pytest
from playwright.sync_api import expect

from tests.made_once import made_once


def make_nothing():
    """The pages are made up in the browser: what the migrations left stays for all of them."""


pytestmark = [pytest.mark.browser, pytest.mark.begins_with(put=made_once(make_nothing))]

OPTIONS = ("autism", "speech")


def results(chosen):
    """A page of results as static/js/results.js expects it."""
    boxes = "".join(
        f'<li><input type="checkbox" id="{name}" name="need" value="{name}" form="find"'
        f"{' checked' if name in chosen else ''}><label for='{name}'>{name} ({len(chosen)})</label></li>"
        for name in OPTIONS
    )
    cards = "".join(f"<li>Card for {name}</li>" for name in chosen or OPTIONS)
    return f"""<!DOCTYPE html><html lang="en"><head><title>{len(chosen)} chosen</title>
      <script type="module" src="/static/js/site.js"></script></head><body>
      <form id="find" action="/made-up/"><input name="q" id="q" value="talk"><button>Search</button></form>
      <div data-lo-live>
        <a href="#filters" data-lo-toggle="filters">Filter</a>
        <section id="filters"><ul>{boxes}</ul><button form="find">Apply filters</button></section>
        <h2 data-lo-sentence aria-live="polite">{len(chosen)} filters on</h2>
        <ol>{cards}</ol>
      </div></body></html>"""


@pytest.fixture
def page(visits):
    page = visits.open("/healthz")

    def answer(route):
        query = route.request.url.partition("?")[2]
        chosen = [name for name in OPTIONS if f"need={name}" in query]
        route.fulfill(content_type="text/html", body=results(chosen))

    page.route("**/made-up/**", answer)
    page.goto("/made-up/?q=talk")
    return page


class TestLiveResults:
    def test_a_tick_brings_new_results_without_leaving_the_page(self, page):
        page.evaluate("window.stayed = true")

        page.get_by_label("autism").check()

        expect(page.get_by_role("heading")).to_have_text("1 filters on")
        assert page.evaluate("window.stayed")

    def test_the_focus_stays_where_it_is(self, page):
        page.get_by_label("speech").focus()
        page.keyboard.press("Space")

        expect(page.get_by_text("speech (1)")).to_be_visible()
        expect(page.get_by_label("speech")).to_be_focused()

    def test_the_address_and_the_title_follow(self, page):
        page.get_by_label("autism").check()
        expect(page).to_have_title("1 chosen")

        assert page.url.endswith("/made-up/?q=talk&need=autism")

    def test_going_back_brings_back_what_was_chosen(self, page):
        page.get_by_label("autism").check()
        expect(page).to_have_title("1 chosen")

        page.go_back()

        expect(page).to_have_title("0 chosen")
        expect(page.get_by_label("autism")).not_to_be_checked()

    def test_an_open_filter_panel_stays_open(self, page):
        page.get_by_role("button", name="Filter", exact=True).click()

        page.get_by_label("autism").check()
        expect(page).to_have_title("1 chosen")

        expect(page.locator("#filters")).to_have_attribute("data-lo-open", "")

    def test_the_button_closes_the_panel_and_goes_to_the_sentence(self, page):
        page.get_by_role("button", name="Filter", exact=True).click()

        page.get_by_role("button", name="Apply filters").click()

        expect(page.get_by_role("heading")).to_be_focused()
        expect(page.locator("#filters")).not_to_have_attribute("data-lo-open", "")

    def test_words_typed_but_not_sent_are_kept(self, page):
        page.get_by_role("textbox").fill("clubs")

        page.get_by_label("autism").check()
        expect(page).to_have_title("1 chosen")

        expect(page.get_by_role("textbox")).to_have_value("clubs")
        assert "q=clubs" in page.url

    def test_a_failed_answer_opens_the_address_instead(self, page, visits):
        page.route("**/made-up/?q=talk&need=speech", lambda route: route.fulfill(status=500, body="Sorry"))

        page.get_by_label("speech").click()  # what is ticked goes with the page

        expect(page.get_by_text("Sorry")).to_be_visible()


def open_with(visits, body):
    page = visits.open("/healthz")
    html = f'<!DOCTYPE html><html lang="en"><body><main id="main">{body}</main>'
    html += '<script type="module" src="/static/js/site.js"></script></body></html>'
    page.route("**/made-up/", lambda route: route.fulfill(content_type="text/html", body=html))
    page.goto("/made-up/")
    return page


class TestNotes:
    BODY = '<div data-lo-note="K7M2P" data-label="Your note" data-hint="Only on this device"></div>'

    def test_a_note_is_still_there_after_a_reload(self, visits):
        page = open_with(visits, self.BODY)
        page.get_by_label("Your note").fill("Ring on Monday")

        page.reload()

        expect(page.get_by_label("Your note")).to_have_value("Ring on Monday")

    def test_an_emptied_note_is_gone(self, visits):
        page = open_with(visits, self.BODY)
        page.get_by_label("Your note").fill("Ring on Monday")

        page.get_by_label("Your note").fill("")

        assert page.evaluate("localStorage.getItem('lo-notes')") == "{}"


class TestPrinting:
    def test_everything_folded_is_open_on_paper_and_folded_again(self, visits):
        page = open_with(visits, "<details><summary>More</summary><p>Hidden</p></details>")

        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        expect(page.get_by_text("Hidden")).to_be_visible()
        page.evaluate("window.dispatchEvent(new Event('afterprint'))")

        expect(page.get_by_text("Hidden")).to_be_hidden()


class TestMap:
    BODY = """<script type="application/json" id="pins">{"pins": [
        {"lat": 51.54, "lon": 0.71, "name": "First place", "url": "/services/first/", "number": 1},
        {"lat": 51.55, "lon": 0.65, "name": "Second place", "url": "/services/second/", "number": 2}]}</script>
      <div data-lo-map="pins" data-show="Show map" data-hide="Hide map" data-zoom-in="Zoom in" data-zoom-out="Zoom out"
        data-map-script="/static/js/map.js" data-map-style="/static/css/map.css"></div>"""

    def test_it_is_loaded_when_somebody_presses_for_it(self, visits):
        page = open_with(visits, self.BODY)
        assert page.locator("script[src*='map.js']").count() == 0

        page.get_by_role("button", name="Show map").click()

        expect(page.get_by_role("button", name="Second place")).to_be_visible()

    def test_a_pin_opens_by_keyboard_and_leads_to_its_page(self, visits):
        page = open_with(visits, self.BODY)
        page.get_by_role("button", name="Show map").click()

        page.get_by_role("button", name="First place").press("Enter")

        expect(page.get_by_role("link", name="First place")).to_have_attribute("href", "/services/first/")

    def test_escape_gives_the_focus_back(self, visits):
        page = open_with(visits, self.BODY)
        page.get_by_role("button", name="Show map").click()

        page.get_by_role("button", name="First place").press("Escape")

        expect(page.get_by_role("button", name="Hide map")).to_be_focused()

    def test_missing_tiles_leave_the_pins_and_say_so(self, visits):
        tiles = 'data-tile-url="/no-tiles/{z}/{x}/{y}.png" data-tile-missing="Background map is not available"'
        page = open_with(visits, self.BODY.replace("data-lo-map=", f"{tiles} data-lo-map="))

        page.get_by_role("button", name="Show map").click()

        expect(page.get_by_text("Background map is not available")).to_be_visible()
        expect(page.get_by_role("button", name="First place")).to_be_visible()

"""The frame and its pages in a real browser: themes, sizes, scripts and their absence."""

import pytest
from playwright.sync_api import expect
from wagtail.models import Site

from localoffer.core.models import CouncilSettings, NavigationItem
from tests.made_once import made_once

PAGES = ["/display/", "/contact/", "/accessibility/", "/privacy/", "/cookies/", "/help-now/", "/not-there/"]
PHONE = (360, 740)
SMALLEST = (320, 640)


def make_council():
    council = CouncilSettings.objects.create(
        site=Site.objects.get(is_default_site=True),
        council_name="Sampleshire and Isle of Sampleworth County Council",
        place_name="Sampleshire and Isle of Sampleworth",
        phone="01632 960 100",
        email="special.educational.needs.local.offer@example.org",
        sendiass_name="Sampleshire Information, Advice and Support Service",
        brand_colour="#8a1538",
    )
    for order, label in enumerate(["I'm worried about my child", "Education and EHC plans", "Preparing for adulthood"]):
        NavigationItem.objects.create(council=council, label=label, address=f"/topic-{order}/", sort_order=order)


pytestmark = [pytest.mark.browser, pytest.mark.begins_with(put=made_once(make_council))]


def scrolls_sideways(page):
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


class TestAccessibility:
    def test_axe_finds_nothing_in_any_theme(self, visits, assert_accessible):
        page = visits.open(PAGES[0], size=PHONE)

        for address in PAGES:
            page.goto(address)
            assert_accessible(page)

    def test_nor_on_a_page_to_print_or_hear(self, visits, assert_accessible):
        assert_accessible(visits.open("/contact/?print=large"))
        assert_accessible(visits.open("/contact/?read=aloud"))


class TestRoom:
    @pytest.mark.parametrize(
        "display",
        [{}, {"size": "200"}, {"size": "200", "font": "wide", "spacing": "more"}, {"layout": "simple"}],
        ids=["usual", "200", "200-wide-spaced", "simple"],
    )
    def test_nothing_scrolls_sideways_on_the_smallest_phone(self, visits, display):
        page = visits.open(PAGES[0], size=SMALLEST, display=display)

        assert [address for address in PAGES if page.goto(address) and scrolls_sideways(page)] == []

    def test_nothing_scrolls_sideways_at_400_percent(self, visits):
        page = visits.open(PAGES[0], zoom=4)

        assert [address for address in PAGES if page.goto(address) and scrolls_sideways(page)] == []

    def test_nor_written_from_right_to_left(self, visits):
        page = visits.open("/contact/", size=SMALLEST)

        page.evaluate("document.documentElement.dir = 'rtl'")

        assert not scrolls_sideways(page)

    def test_large_text_on_a_wide_screen_gets_the_layout_of_a_phone(self, visits):
        page = visits.open("/contact/", display={"size": "200"})

        expect(page.get_by_role("button", name="Menu")).to_be_visible()


class TestDisplayChoices:
    def test_dark_and_larger_text_in_one_visit(self, visits):
        page = visits.open("/cookies/")
        page.get_by_role("link", name="Ways to read this page").click()
        page.get_by_label("Dark", exact=True).check()
        page.get_by_label("150%").check()
        page.get_by_role("button", name="Save and go back").click()

        assert page.url.endswith("/cookies/")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 25, 29)"
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "24px"

    def test_it_works_without_scripts(self, visits):
        page = visits.open("/display/?next=/cookies/", javascript=False)
        page.get_by_label("Soft cream").check()
        page.get_by_role("button", name="Save and go back").click()

        assert page.locator("html").get_attribute("data-theme") == "cream"

    def test_a_font_is_fetched_only_where_it_was_chosen(self, visits):
        usual = visits.open("/cookies/")
        chosen = visits.open("/cookies/", display={"font": "hyperlegible"})
        loaded = "[...document.fonts].filter(font => font.status == 'loaded').map(font => font.family)"

        chosen.evaluate("document.fonts.ready")
        assert usual.evaluate(loaded) == []
        assert set(chosen.evaluate(loaded)) == {"Hyperlegible"}

    def test_the_device_s_wish_for_dark_pages_is_followed(self, visits):
        page = visits.open("/cookies/", color_scheme="dark")

        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 25, 29)"

    def test_the_device_s_wish_for_contrast_comes_before_the_council_s_colours(self, visits):
        page = visits.open("/cookies/", contrast="more")

        brand = "getComputedStyle(document.documentElement).getPropertyValue('--govuk-brand-colour')"
        assert page.evaluate(brand).strip() in {"#fff", "#ffffff"}


class TestCouncilColours:
    @pytest.mark.parametrize(("theme", "expected"), [("light", "#8a1538"), ("cream", "#8a1538"), ("contrast", "#fff")])
    def test_the_brand_reaches_the_page(self, visits, theme, expected):
        page = visits.open("/cookies/", theme=theme)

        brand = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--govuk-brand-colour')")
        assert brand.strip() in {expected, expected + "fff"}


class TestMenu:
    def test_it_opens_by_its_address_without_scripts(self, visits):
        page = visits.open("/cookies/", size=PHONE, javascript=False)

        page.get_by_role("link", name="Menu", exact=True).click()

        expect(page.get_by_role("link", name="Education and EHC plans")).to_be_visible()

    def test_it_is_a_button_with_scripts_and_escape_closes_it(self, visits):
        page = visits.open("/cookies/", size=PHONE)
        button = page.get_by_role("button", name="Menu")

        button.press("Space")
        expect(button).to_have_attribute("aria-expanded", "true")
        page.get_by_role("link", name="Education and EHC plans").press("Escape")

        expect(button).to_have_attribute("aria-expanded", "false")
        expect(button).to_be_focused()


class TestKeyboard:
    def test_the_skip_link_is_the_first_stop(self, visits):
        page = visits.open("/contact/")

        page.keyboard.press("Tab")

        expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()

    def test_what_has_the_focus_can_be_seen(self, visits):
        page = visits.open("/display/")

        for _stop in range(25):
            page.keyboard.press("Tab")
            seen = page.evaluate(
                """() => {
                    const now = document.activeElement;
                    const drawn = [getComputedStyle(now), getComputedStyle(now.nextElementSibling || now, "::before")];
                    return drawn.some((style) => style.outlineStyle !== "none" || style.boxShadow !== "none");
                }"""
            )
            assert seen, page.evaluate("document.activeElement.outerHTML")


class TestForcedColours:
    def test_buttons_and_fields_keep_an_edge(self, visits):
        page = visits.open("/display/", forced_colors="active")

        for name in ("Save and go back", "Back to normal"):
            border = page.get_by_role("button", name=name).evaluate("e => getComputedStyle(e).borderTopStyle")
            assert border == "solid"


class TestScripts:
    def test_our_script_runs_with_its_digest(self, visits):
        page = visits.open("/contact/", size=PHONE)

        assert page.locator('script[src*="site"]').get_attribute("integrity").startswith("sha384-")
        expect(page.get_by_role("button", name="Menu")).to_be_visible()

    def test_a_script_that_was_changed_on_the_way_does_not_run(self, visits):
        page = visits.open("/contact/", size=PHONE)
        page.route("**/js/site.js", lambda route: route.fulfill(content_type="text/javascript", body="alert(1)"))

        page.reload()

        expect(page.get_by_role("link", name="Menu", exact=True)).to_be_visible()
        assert any("digest" in complaint for complaint in visits.complaints)
        visits.complaints.clear()

    def test_the_first_visit_is_small(self, visits):
        page = visits.open("/contact/")

        sizes = page.evaluate(
            "performance.getEntriesByType('resource').map(entry => [entry.name, entry.decodedBodySize])"
        )
        scripts = sum(size for name, size in sizes if name.endswith(".js"))
        assert scripts < 12_000

    def test_read_aloud_is_offered_where_the_browser_can_speak(self, visits):
        page = visits.open("/display/?next=/contact/")

        can_speak = page.evaluate("'speechSynthesis' in window")
        assert page.get_by_role("link", name="Read aloud").is_visible() is can_speak

    def test_reading_leaves_no_cookie(self, visits):
        page = visits.open("/contact/")

        assert page.context.cookies() == []

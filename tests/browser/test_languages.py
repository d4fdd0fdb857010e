"""Pages that are written from right to left, and changing the language, in a real browser."""

import pytest
from playwright.sync_api import expect

from localoffer.core.models import CouncilSettings, NavigationItem
from tests.browser.small_directory import put_directory
from tests.factories.pages import InformationPageFactory
from tests.made_once import made_once

PHONE = (360, 740)
PAGES = [
    "/dv/",
    "/dv/find/?q=group&map=1",
    "/dv/find/?q=group&page=2#filters",
    "/dv/services/wheels/",
    "/dv/services/speech-clinic/",
    "/dv/list/",
    "/dv/contact/",
    "/dv/display/",
    "/dv/formats/",
    "/dv/cookies/",
    "/dv/not-there/",
    "/dv/contact/?print=large",
]


def make_council():
    put_directory()
    council = CouncilSettings.objects.get()
    for order, label in enumerate(["Find support", "Education and EHC plans", "Preparing for adulthood"]):
        NavigationItem.objects.create(council=council, label=label, address=f"/topic-{order}/", sort_order=order)


pytestmark = [
    pytest.mark.browser,
    pytest.mark.begins_with(put=made_once(make_council)),
    pytest.mark.usefixtures("made_up_languages"),
]


def scrolls_sideways(page):
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def middle(locator):
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2


class TestRightToLeft:
    @pytest.mark.parametrize("size", [PHONE, (320, 640), (1280, 900)], ids=["phone", "smallest", "desktop"])
    def test_nothing_scrolls_sideways(self, visits, size):
        page = visits.open(PAGES[0], size=size)

        assert [address for address in PAGES if page.goto(address) and scrolls_sideways(page)] == []

    def test_the_frame_is_turned_round(self, visits):
        left, right = visits.open("/find/?q=group"), visits.open("/dv/find/?q=group")

        for part in (".lo-brand", ".govuk-breadcrumbs__link", "h1", ".lo-filters"):
            from_left = middle(left.locator(part).first)
            assert abs(1280 - from_left - middle(right.locator(part).first)) < 260, part
        assert middle(right.locator(".lo-brand").first) > 640 > middle(left.locator(".lo-brand").first)
        assert middle(right.locator(".lo-filters")) > 640 > middle(left.locator(".lo-filters"))

    def test_a_box_to_tick_stands_before_its_word(self, visits):
        page = visits.open("/dv/display/", size=PHONE)

        box, word = page.locator("#spacing"), page.locator("label[for=spacing]")
        assert middle(box) > middle(word)
        drawn = word.evaluate("label => getComputedStyle(label, '::before').right")
        assert float(drawn.removesuffix("px")) < 5

    def test_arrows_point_the_other_way(self, visits):
        page = visits.open("/dv/find/?q=group")

        turned = "icon => new DOMMatrix(getComputedStyle(icon).transform).a"
        assert page.locator(".govuk-pagination__next .lo-icon").evaluate(turned) == -1
        assert page.locator(".lo-header__tool .lo-icon").last.evaluate(turned) == 1

    def test_axe_finds_nothing(self, visits, assert_accessible):
        page = visits.open("/dv/contact/", size=PHONE)

        for address in ("/dv/contact/", "/dv/formats/", "/dv/services/wheels/"):
            page.goto(address)
            assert_accessible(page, themes=("light",))


class TestChangingTheLanguage:
    def test_one_press_and_the_search_is_still_there(self, visits):
        page = visits.open("/find/?q=group", size=PHONE)

        page.locator(".lo-footer__languages a[hreflang=dv]").click()

        assert page.url.endswith("/dv/find/?q=group")
        expect(page.locator("html")).to_have_attribute("dir", "rtl")

    def test_it_works_without_scripts(self, visits):
        page = visits.open("/contact/", size=PHONE, javascript=False)

        page.locator(".lo-footer__languages a[hreflang=vo]").click()

        expect(page.locator("html")).to_have_attribute("lang", "vo")


class TestOrderingAFormat:
    def test_from_ways_to_read_to_the_receipt(self, visits, monkeypatch):
        monkeypatch.setattr("localoffer.core.public_forms.SOONEST", 0)
        address = InformationPageFactory(title="Waiting well", slug="waiting").get_url()
        page = visits.open(address, size=PHONE, javascript=False)

        page.get_by_role("link", name="Ways to read").click()
        page.get_by_role("link", name="Easy Read").click()
        assert page.get_by_label("Which page would you like?").input_value().endswith(address)
        expect(page.get_by_label("Easy Read")).to_be_checked()
        page.get_by_label("Phone", exact=True).check()
        page.get_by_label("Phone number").fill("01632 960 001")
        page.get_by_role("button", name="Check your answers").click()
        page.get_by_role("button", name="Send").click()

        expect(page.get_by_role("heading", name="We have your request")).to_be_visible()
        page.reload()
        expect(page.get_by_text("Your reference is")).to_be_visible()
        assert page.context.cookies() == []

    def test_axe_finds_nothing_with_errors_and_at_the_check(self, visits, assert_accessible, monkeypatch):
        monkeypatch.setattr("localoffer.core.public_forms.SOONEST", 0)
        page = visits.open("/formats/", size=PHONE)
        page.get_by_role("button", name="Check your answers").click()
        assert_accessible(page)

        page.get_by_label("Which page would you like?").fill("Health")
        page.get_by_label("Braille").check()
        page.get_by_label("Post", exact=True).check()
        page.get_by_label("Name and address").fill("Sam Sample, 1 Sample Street")
        page.get_by_role("button", name="Check your answers").click()
        expect(page.get_by_role("heading", name="Check your answers")).to_be_visible()
        assert_accessible(page)

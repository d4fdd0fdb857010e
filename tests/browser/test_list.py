"""My list, the comparison and the print pack, as people meet them."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import expect

from directory.models import Service, ServiceContact
from tests.browser.small_directory import put_directory
from tests.browser.targets import too_small

pytestmark = [pytest.mark.browser, pytest.mark.begins_with(put=put_directory)]

PHONE = (360, 740)
SIZES = [((320, 800), 1), ((1280, 800), 4)]


def codes(number):
    long_name = Service.objects.get(name__startswith="Extraordinarily").short_code
    others = Service.objects.published().exclude(short_code=long_name).values_list("short_code", flat=True)
    return [long_name, *others[: number - 1]]


def open_with_list(visits, address, number, **options):
    page = visits.open("/healthz", **options)
    page.context.add_cookies([{"name": settings.LIST_COOKIE, "value": ".".join(codes(number)), "url": visits.base_url}])
    page.goto(address)
    return page


@pytest.mark.parametrize("number", [0, 1, 3])
def test_the_list_keeps_the_rules_of_accessibility(visits, assert_accessible, number):
    page = open_with_list(visits, "/list/", number, size=PHONE) if number else visits.open("/list/", size=PHONE)

    assert_accessible(page)


@pytest.mark.parametrize("address", ["/list/compare/", "/list/print/", "/list/compare/?ids=K7M2P"])
def test_comparing_and_printing_keep_the_rules_of_accessibility(visits, assert_accessible, address):
    assert_accessible(open_with_list(visits, address, 3, size=PHONE))


def scrolls_sideways(page):
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


@pytest.mark.parametrize(("size", "zoom"), SIZES)
def test_nothing_scrolls_sideways(visits, size, zoom):
    page = open_with_list(visits, "/healthz", 4, size=size, zoom=zoom)
    addresses = ["/list/", "/list/compare/", "/list/print/"]

    assert [address for address in addresses if page.goto(address) and scrolls_sideways(page)] == []


def test_what_is_pressed_is_large_enough(visits):
    ServiceContact.objects.create(service=Service.objects.get(short_code=codes(1)[0]), phone="01632960101")
    page = open_with_list(visits, "/list/", 3, size=PHONE)
    small = too_small(page)
    page.goto("/list/compare/")

    assert small + too_small(page) == []


def test_services_are_put_in_order_without_a_mouse_or_scripts(visits):
    page = open_with_list(visits, "/list/", 3, javascript=False)
    last = page.locator(".lo-entry h2").last.inner_text()

    page.get_by_role("button", name=re.compile(rf"^Up\s*: {re.escape(last)}")).press("Enter")

    expect(page.locator(".lo-entry h2").nth(1)).to_have_text(last)


def test_taking_off_can_be_undone(visits):
    page = open_with_list(visits, "/list/", 2)

    page.get_by_role("button", name=re.compile("^Take off")).first.click()
    expect(page.locator(".lo-entry")).to_have_count(1)
    page.get_by_role("button", name="Put back").click()

    expect(page.locator(".lo-entry")).to_have_count(2)


def test_a_note_stays_on_the_device_and_out_of_the_link(visits):
    page = open_with_list(visits, "/list/", 1)

    page.get_by_label("Your note").fill("Ask about Mondays")
    page.reload()

    expect(page.get_by_label("Your note")).to_have_value("Ask about Mondays")
    expect(page.locator(".lo-share__address")).not_to_contain_text("Mondays")


def test_differences_are_said_in_words(visits):
    page = open_with_list(visits, "/list/compare/", 3)

    expect(page.get_by_role("rowheader", name=re.compile(r"^Ages\s+Different"))).to_be_visible()


def test_paper_says_once_where_the_list_is_online(visits):
    page = open_with_list(visits, "/list/", 1)
    page.emulate_media(media="print")
    link = page.locator(".lo-share__address a")

    expect(link).to_be_visible()
    assert link.evaluate("link => getComputedStyle(link, '::after').content") == "none"
    page.goto(f"/list/?ids={codes(1)[0]}")
    expect(page.locator("#share")).to_be_hidden()
    expect(page.locator(".lo-print")).to_contain_text(f"/list/?ids={codes(1)[0]}")


def test_a_comparison_is_a_table_on_paper(visits):
    page = open_with_list(visits, "/list/compare/", 3)

    pdf = page.pdf(prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    page.set_viewport_size({"width": 642, "height": 900})
    page.emulate_media(media="print")
    assert page.locator(".lo-compare td").first.evaluate("cell => getComputedStyle(cell).display") == "table-cell"


def test_every_service_of_the_pack_has_its_own_side(visits):
    page = open_with_list(visits, "/list/print/", 3)

    pdf = page.pdf(prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 4

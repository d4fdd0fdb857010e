"""The page of a service as people meet it: on a phone, by keyboard, without scripts, on paper, in every theme."""

import re
from datetime import date, time, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from directory.models import Location, Schedule, Service, ServiceContact, ServiceLink, ServiceStep
from tests.browser.small_directory import put_directory
from tests.factories.directory import LocationFactory, ProviderFactory, ServiceFactory
from tests.made_once import made_once

PHONE = (360, 740)
LONG = "Support for children with profound and multiple learning disabilities and their families across the county"
PAGES = ["/services/little-steps/", "/services/long/", "/services/speech-clinic/refer/", "/services/closed/"]


def make_services():
    put_directory()
    service = Service.objects.get(slug="little-steps")
    ServiceContact.objects.create(
        service=service, phone="01632960101", email="hello@example.org", website="https://example.org/play"
    )
    Schedule.objects.create(service=service, days="TU", opens_at=time(9, 30), closes_at=time(11))
    Location.objects.filter(name="Leigh clinic").update(
        address_1="4 Park Road", postcode="SS9 1AA", access_notes="Ring twice.", directions="Bus 26."
    )
    ServiceFactory(slug="closed", name="Closed club", status=Service.Status.CLOSED)
    long_service()


def long_service():
    """As long as the fields allow, and paused, and not checked for long."""
    service = ServiceFactory(
        slug="long",
        name=f"{LONG} {LONG}"[:200],
        summary=f"{LONG} {LONG}"[:200],
        provider=ProviderFactory(name=f"{LONG} {LONG}"[:200], slug="long-provider"),
        who_yes="\n".join(f"Point {number}: {LONG}" for number in range(20)),
        who_no="\n".join(f"Not {number}" for number in range(10)),
        wait=LONG[:120],
        wait_as_of=date(2026, 3, 3),
        vacancies=LONG[:120],
        vacancies_as_of=date(2026, 3, 3),
        cost_notes=f"{LONG} {LONG} {LONG}"[:300],
        price_from=4.5,
        price_unit="a session for each child",
        status=Service.Status.PAUSED,
        status_reason=LONG,
        last_confirmed_at=timezone.now() - timedelta(days=500),
        at=[LocationFactory(name=LONG, town="Leigh-on-Sea")],
        what_happens="مركز النور للدعم\n\nאנחנו כאן\n\n" + "Verylongwordwithoutanybreakatallinit" * 5,
    )
    for number in range(12):
        ServiceStep.objects.create(service=service, title=f"Step {number}: {LONG}"[:120], text=f"{LONG}. " * 6)
        Schedule.objects.create(service=service, days="MO,WE", opens_at=time(9), closes_at=time(10 + number))
    ServiceContact.objects.create(
        service=service,
        label=LONG,
        phone="020 7946 0000 ext 5",
        phone_hours=LONG,
        text_phone="07700 900 123",
        email="a.very.long.address.of.a.team@a.long.domain.name.example.org",
        website="https://example.org/" + "path/" * 40,
    )
    ServiceLink.objects.create(service=service, kind="video", label=LONG, url="https://video.example.org/a")


pytestmark = [pytest.mark.browser, pytest.mark.begins_with(put=made_once(make_services))]


@pytest.mark.parametrize("address", PAGES)
def test_nothing_breaks_the_rules_of_accessibility_in_any_theme(visits, assert_accessible, address):
    assert_accessible(visits.open(address, size=PHONE))


def scrolls_sideways(page):
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


@pytest.mark.parametrize(("width", "zoom"), [(320, 1), (1280, 4)])
def test_nothing_scrolls_sideways(visits, width, zoom):
    page = visits.open("/healthz", size=(width, 800), zoom=zoom)
    addresses = [*PAGES, "/providers/long-provider/"]

    assert [address for address in addresses if page.goto(address) and scrolls_sideways(page)] == []


@pytest.mark.parametrize("address", ["/services/little-steps/", "/services/long/"])
def test_a_service_fits_on_one_side_of_paper(visits, address):
    page = visits.open(address)

    pdf = page.pdf(prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1


def test_paper_holds_code_short_address_and_the_date_of_the_check(visits):
    page = visits.open("/services/little-steps/")
    page.emulate_media(media="print")
    code = Service.objects.get(slug="little-steps").short_code

    foot = page.locator(".lo-print")
    expect(foot).to_be_visible()
    expect(foot).to_contain_text(f"/s/{code}/")
    expect(foot).to_contain_text("Checked 2 weeks ago")
    expect(foot.get_by_role("img")).to_be_visible()
    expect(page.locator(".lo-actions")).to_be_hidden()


@pytest.mark.parametrize("address", ["/services/little-steps/", "/list/print/?ids={code}"])
def test_paper_says_where_it_is_and_how_to_get_in(visits, address):
    page = visits.open(address.format(code=Service.objects.get(slug="little-steps").short_code))
    page.emulate_media(media="print")

    printed = page.locator(".lo-printedplaces li", has_text="Leigh clinic")
    expect(printed).to_be_visible()
    expect(printed).to_contain_text("4 Park Road, Leigh-on-Sea, SS9 1AA")
    expect(printed).to_contain_text("Access: Ring twice.")
    expect(printed).to_contain_text("Getting there: Bus 26.")
    expect(page.locator(".lo-places")).to_be_hidden()


def test_the_screen_does_not_say_it_twice(visits):
    page = visits.open("/services/little-steps/")

    expect(page.locator(".lo-places")).to_be_visible()
    expect(page.locator(".lo-printedplaces")).to_be_hidden()


def test_paper_says_where_the_rest_is(visits):
    page = visits.open("/services/long/")
    page.emulate_media(media="print")

    expect(page.get_by_text("There is more on the page")).to_be_visible()
    expect(page.get_by_text("Point 19")).to_be_hidden()


def test_times_stack_on_a_phone(visits):
    page = visits.open("/services/little-steps/", size=PHONE)

    row = page.locator(".lo-times tbody tr").first
    day, hours = row.locator("th").bounding_box(), row.locator("td").first.bounding_box()
    assert hours["y"] >= day["y"] + day["height"]


def test_the_way_to_the_call_button_is_short_by_keyboard(visits):
    page = visits.open("/services/little-steps/", javascript=False)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    reached = []
    for _press in range(6):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent.trim()"))

    assert "Call 01632 960 101" in reached


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
def test_adding_to_the_list_keeps_the_page_and_says_so(visits, javascript):
    page = visits.open("/services/little-steps/", size=PHONE, javascript=javascript)

    page.get_by_role("button", name="Add to my list").click()

    expect(page.get_by_text("This is on your list.")).to_be_visible()
    expect(page.get_by_role("link", name="My list (1)")).to_be_visible()


def test_the_page_is_light(visits):
    sizes = []
    page = visits.open("/display/")
    page.on("response", lambda response: sizes.append(response))
    page.goto("/services/little-steps/")

    assert len(page.content().encode()) < 60_000


def test_hv1_a_professional_sees_the_referral_criteria_two_steps_from_a_search(visits):
    page = visits.open("/find/?q=speech+therapy")

    # 1
    page.get_by_role("link", name="Speech and language therapy clinic").click()
    # 2
    page.get_by_role("link", name="Refer someone").click()

    expect(page.get_by_text("The child has fewer than 50 words at the age of 2.")).to_be_visible()

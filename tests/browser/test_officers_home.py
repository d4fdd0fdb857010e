"""Walks of an officer: what must I do today (0 steps), a broken link mended (3), a draft shared and commented on."""

import os
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone

from localoffer.pages.models import InformationPage
from localoffer.pages.officers.links import collecting
from localoffer.pages.officers.models import Link, PreviewComment
from localoffer.pages.officers.previews import make_link
from tests.browser_fixtures import PHONE
from tests.factories.directory import ServiceFactory
from tests.factories.pages import InformationPageFactory
from tests.factories.people import person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("SCREENSHOTS", "")


def shot(page, name):
    """Keep a picture where somebody asked for pictures."""
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


@pytest.fixture
def officer(client):
    return person("Officers")


@pytest.fixture
def open_as_officer(visits, client, officer):
    """Open a page of the CMS as a signed-in officer."""

    def open_page(address, **options):
        client.force_login(officer)
        page = visits.open("/healthz", **options)
        for name, cookie in client.cookies.items():
            page.context.add_cookies([{"name": name, "value": cookie.value, "url": visits.base_url}])
        page.goto(address)
        return page

    return open_page


def late_page(**facts):
    return InformationPageFactory(review_due=timezone.localdate() - timedelta(days=4), **facts)


def tab_to(page, label, presses=120):
    """Press Tab until what has the focus is called this."""
    for _press in range(presses):
        page.keyboard.press("Tab")
        words = page.evaluate("() => [document.activeElement.ariaLabel, document.activeElement.textContent].join(' ')")
        if label in words:
            return
    raise AssertionError(f"the keyboard does not reach {label!r}")


@pytest.mark.parametrize("size", [(1280, 900), PHONE])
def test_what_must_i_do_today_takes_no_step(open_as_officer, size):
    late_page(title="Waiting well")
    ServiceFactory(name="Swim club", review_due=timezone.localdate() - timedelta(days=9))

    page = open_as_officer("/cms/", size=size)

    rows = page.get_by_role("table", name="What waits").get_by_role("row")
    assert [rows.nth(n).get_by_role("rowheader").inner_text().splitlines()[0] for n in (1, 2)] == [
        "Swim club",
        "Waiting well",
    ]
    assert page.get_by_role("link", name="Check it: Swim club").is_visible()
    shot(page, f"home-{size[0]}")


def test_a_broken_link_is_mended_in_three_steps(open_as_officer):
    InformationPageFactory(
        title="Waiting well",
        body=[
            (
                "contact",
                {"name": "Team", "about": "", "phone": "", "hours": "", "email": "", "url": "https://old.example/"},
            )
        ],
    )
    collecting.collect_all()
    Link.objects.update(status="broken", answer=404, failing_since=timezone.now())
    page = open_as_officer("/cms/")
    shot(page, "broken")

    page.get_by_role("link", name="Mend it: Waiting well").click()  # 1
    page.locator("[name='body-0-value-url']").fill("https://new.example/")  # 2
    page.locator("footer [data-w-dropdown-target='toggle'], footer button[aria-label='Actions']").first.click()
    page.get_by_role("button", name="Publish").click()  # 3
    page.get_by_text("published").first.wait_for()

    page.goto("/cms/")
    assert page.get_by_role("link", name="Mend it: Waiting well").count() == 0
    assert list(Link.objects.values_list("url", "status")) == [("https://new.example/", "new")]


def test_checks_of_pages_are_confirmed_by_keyboard_alone(open_as_officer):
    late_page(title="Waiting well")
    late_page(title="First steps")
    page = open_as_officer("/cms/reports/page-checks/")
    shot(page, "checks")

    tab_to(page, "“Waiting well” is still right")
    page.keyboard.press("Space")
    tab_to(page, "I looked at these")
    page.keyboard.press("Enter")
    page.get_by_text("1 page confirmed").wait_for()

    assert list(InformationPage.objects.exclude(last_confirmed_at=None).values_list("title", flat=True)) == [
        "Waiting well"
    ]


def test_a_draft_is_shared_commented_on_and_dealt_with(open_as_officer, visits, monkeypatch):
    monkeypatch.setattr("localoffer.core.public_forms.SOONEST", 0)  # a person needs longer than a machine
    draft = InformationPageFactory(title="Waiting well", live=False)
    page = open_as_officer(reverse("wagtailadmin_pages:edit", args=[draft.pk]))
    page.get_by_role("link", name="Share a preview").click()
    page.get_by_label("For whom").fill("Parent carer forum")
    page.get_by_role("button", name="Make a link").click()
    shot(page, "share")
    address = urlsplit(page.get_by_label("The link is ready").input_value()).path

    parent = visits.open(address, size=PHONE, javascript=False)
    parent.get_by_role("link", name="Write a comment").click()
    parent.get_by_label("Your comment").fill("The second part is too long.")
    shot(parent, "preview-phone")
    parent.get_by_role("button", name="Send comment").click()
    parent.get_by_role("heading", name="Thank you").wait_for()

    page.goto("/cms/")
    page.get_by_role("link", name="Read it: Waiting well").click()
    page.get_by_text("The second part is too long.").wait_for()
    page.get_by_role("button", name="Mark the comment").click()
    page.get_by_text("Marked as dealt with.").wait_for()

    assert PreviewComment.objects.get().dealt_with_at is not None


def test_a_shared_draft_is_accessible_in_all_themes(visits, officer, assert_accessible):
    _link, token = make_link(draft=InformationPageFactory(), user=officer, days=7)

    for name in ("preview", "comment", "thanks"):
        page = visits.open(reverse(f"previews:{name}", args=[token]))
        assert_accessible(page)
        shot(page, f"preview-{name}")


@pytest.mark.parametrize("zoom", [1, 4])
def test_a_shared_draft_fits_a_phone_and_400_percent(visits, officer, zoom):
    _link, token = make_link(draft=InformationPageFactory(), user=officer, days=7)

    page = visits.open(reverse("previews:preview", args=[token]), size=(1280, 900) if zoom == 4 else PHONE, zoom=zoom)

    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


UNNAMED = """() => [...document.querySelectorAll("main a, main button, main input:not([type=hidden]), main select")]
    .filter(e => !(e.textContent.trim() || e.ariaLabel || e.title || e.value || e.labels?.length))
    .map(e => e.outerHTML)"""
OURS = [
    "/cms/",
    "/cms/today/",
    "/cms/reports/links/",
    "/cms/reports/law/",
    "/cms/setting-up/",
    "/cms/new-page/",
    "/cms/new-page/?kind=informationpage",
]


def test_our_pages_of_the_cms_have_named_parts(open_as_officer):
    late_page(title="Waiting well")
    page = open_as_officer("/healthz")

    for address in OURS:
        assert page.goto(address).ok
        shot(page, address.strip("/").replace("/", "-"))
        assert page.evaluate(UNNAMED) == [], address

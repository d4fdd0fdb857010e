"""An officer's day in a real browser: check many at once by keyboard, write a listing, look at the preview."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.models import Service
from tests.factories.core import TeamFactory
from tests.factories.directory import LocationFactory, ProviderFactory, ServiceFactory
from tests.factories.people import person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# What Wagtail does when it sees words that were typed just before the press.
SAVE_BY_ITSELF_WHEN_SENT = """() => {
  const form = document.querySelector("[data-edit-form]")
  const add = () => form.dispatchEvent(new CustomEvent("w-unsaved:add", { bubbles: true }))
  form.addEventListener("submit", () => setTimeout(add, 20))
}"""


@pytest.fixture
def open_as_officer(visits, client):
    """Open a page of the CMS as a signed-in officer."""

    def open_page(address, **options):
        officer = person("Officers")
        client.force_login(officer)
        page = visits.open("/healthz", **options)
        for name, cookie in client.cookies.items():
            page.context.add_cookies([{"name": name, "value": cookie.value, "url": visits.base_url}])
        page.goto(address)
        return page

    return open_page


def tab_to(page, text, presses=80):
    """Press Tab until what has the focus says this."""
    for _press in range(presses):
        page.keyboard.press("Tab")
        words = page.evaluate(
            "() => { const e = document.activeElement;"
            " return [e.getAttribute('aria-label'), e.textContent, e.title].join(' ') }"
        )
        if text in words:
            return
    raise AssertionError(f"the keyboard does not reach {text!r}")


def test_checks_that_are_due_are_confirmed_by_keyboard_alone(open_as_officer):
    late = timezone.localdate() - timedelta(days=3)
    ServiceFactory(name="Swim club", review_due=late)
    ServiceFactory(name="Choir", review_due=late)
    page = open_as_officer("/cms/")

    tab_to(page, "Checks of services: 2")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Swim club").wait_for()
    page.get_by_label("Select all").first.focus()
    page.keyboard.press("Space")
    tab_to(page, "Confirm that the selected records are still right", presses=200)
    page.keyboard.press("Enter")
    page.get_by_text("2 services").wait_for()
    tab_to(page, "Yes, they are still right")
    page.keyboard.press("Enter")
    page.get_by_text("2 records confirmed").wait_for()

    assert Service.objects.filter(last_confirmed_by__username="officers").count() == 2


def test_a_service_is_written_and_published(open_as_officer):
    ProviderFactory(name="Seaside charity")
    TeamFactory(name="Short breaks team")
    page = open_as_officer(reverse("wagtailsnippets_directory_service:add"))

    page.get_by_placeholder("Name, as families know it").fill("Saturday swim")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Choose provider").first.click()
    page.get_by_role("link", name="Seaside charity").click()
    page.get_by_role("tab", name="Law and owner").click()
    page.locator("#id_owner").select_option(label="Short breaks team")
    page.locator("footer [data-w-dropdown-target='toggle'], footer button[aria-label='Actions']").first.click()
    page.get_by_role("button", name="Publish").click()
    page.get_by_text("and published").wait_for()

    service = Service.objects.get()
    assert (service.slug, service.live, service.owner.name) == ("saturday-swim", True, "Short breaks team")


def test_the_preview_shows_the_public_page_with_a_mark(open_as_officer):
    service = ServiceFactory(name="Swim club", owner=TeamFactory(), at=[LocationFactory()])
    page = open_as_officer(reverse("wagtailsnippets_directory_service:edit", args=[service.pk]))

    page.get_by_role("button", name="Toggle preview").click()

    # Wagtail loads into a second frame and then swaps the two.
    frame = page.locator("iframe[title='Preview']").last.content_frame
    frame.get_by_text("Families do not see this version.").wait_for()


def test_both_records_stand_side_by_side_and_become_one(open_as_officer):
    keep = ServiceFactory(name="Swim club", slug="keep")
    ServiceFactory(name="Swim club", slug="drop")
    page = open_as_officer(reverse("wagtailsnippets_directory_service:edit", args=[keep.pk]))

    page.get_by_label("How it stands").get_by_role("link", name="Merge with another").click()
    page.get_by_role("main").get_by_role("link", name="Swim club").click()
    page.get_by_role("table").get_by_role("columnheader", name="Stays: keep").wait_for()
    page.get_by_role("button", name="Merge these two").click()
    page.get_by_text("Merged.").wait_for()

    assert list(Service.objects.values_list("slug", flat=True)) == ["keep"]


UNNAMED = """() => [...document.querySelectorAll(
    ".lo-cms-state a, .lo-cms-choices input:not([type=hidden]), .lo-cms-days input:not([type=hidden])"
  )].filter(e => !(e.textContent || e.labels?.length)).map(e => e.outerHTML)"""


def test_our_parts_of_the_editor_have_names(open_as_officer):
    service = ServiceFactory(at=[LocationFactory()])
    location = service.service_locations.get().location
    page = open_as_officer("/healthz")

    for kind, record in {"service": service, "provider": service.provider, "location": location}.items():
        page.goto(reverse(f"wagtailsnippets_directory_{kind}:edit", args=[record.pk]))
        assert page.locator(".lo-cms-state").count(), kind
        assert page.evaluate(UNNAMED) == [], kind


@pytest.mark.postgres
def test_a_press_on_save_and_a_save_by_itself_come_one_after_the_other(open_as_officer, settings):
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 20
    original = ServiceFactory(name="Swim club")
    page = open_as_officer(reverse("wagtailsnippets_directory_service:copy", args=[original.pk]))
    sent = []

    def hold(route):
        sent.append(route) if route.request.method == "POST" else route.continue_()

    page.route(re.compile(r"/service/(add|edit/\d+)/$"), hold)
    page.evaluate(SAVE_BY_ITSELF_WHEN_SENT)
    page.locator("#id_summary").fill("First words.")
    with page.expect_request(lambda request: request.method == "POST" and "/add/" in request.url):
        page.locator("[data-edit-form]").dispatch_event("w-unsaved:add")
    page.locator("#id_summary").fill("Newer words.")
    page.get_by_role("button", name="Save draft").click()
    page.wait_for_timeout(200)
    assert [route.request.url.rsplit("/service/")[1] for route in sent] == ["add/"]
    with page.expect_request(lambda request: request.method == "POST" and "/edit/" in request.url):
        sent[0].continue_()
    page.wait_for_timeout(200)
    assert len(sent) == 2
    sent[1].continue_()
    page.get_by_text("updated").wait_for()

    copy = Service.objects.exclude(pk=original.pk).get()
    assert copy.get_latest_revision_as_object().summary == "Newer words."

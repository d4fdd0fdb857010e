"""What officers do with pages that come and go, in a real browser: schedule news, upload a film, write an alert."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from django.utils import timezone
from django.utils.formats import date_format
from playwright.sync_api import expect

from localoffer.pages.models import Alert, GuidePage, InformationPage, NewsPage, VideoPage
from tests import films
from tests.factories.core import TeamFactory
from tests.factories.pages import HubPageFactory, InformationPageFactory, NewsIndexPageFactory, site_home
from tests.factories.people import person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Wagtail takes what stands in the form two seconds after it opened as unchanged, and its form may connect twice:
# what was typed before the last of those moments counts as unchanged. People type slower than tests.
MARK_WHEN_EDITS_ARE_WATCHED = """
let unwatched = 0
document.addEventListener("w-unsaved:ready", () => { unwatched += 1 })
document.addEventListener("w-unsaved:watch-edits", () => {
  unwatched -= 1
  if (!unwatched) document.documentElement.dataset.editsWatched = "yes"
})
"""


@pytest.fixture
def open_as_officer(visits, client):
    """Open a page of the CMS as a signed-in officer."""

    def open_page(address):
        client.force_login(person("Officers"))
        page = visits.open("/healthz")
        page.context.set_default_timeout(30_000)
        page.context.add_init_script(MARK_WHEN_EDITS_ARE_WATCHED)
        for name, cookie in client.cookies.items():
            page.context.add_cookies([{"name": name, "value": cookie.value, "url": visits.base_url}])
        page.goto(address)
        return page

    return open_page


def publish(page):
    page.locator("footer [data-w-dropdown-target='toggle'], footer button[aria-label='Actions']").first.click()
    page.get_by_role("button", name="Publish").click()


def write_over(page, field, words):
    """Everything that stands in a text, replaced as with the keys of a person."""
    field.click()
    page.keyboard.press("ControlOrMeta+a")
    page.wait_for_function("() => window.getSelection().toString().includes('⟧')")
    page.keyboard.press("Backspace")
    expect(field).not_to_contain_text("⟦")
    page.keyboard.type(words)


def test_news_are_scheduled_and_taken_down_in_three_steps(open_as_officer, client, monkeypatch):
    index = NewsIndexPageFactory()
    TeamFactory(name="Local Offer team")
    now = timezone.localtime().replace(second=0, microsecond=0)
    start, end = now + timedelta(hours=2), now + timedelta(hours=4)

    # 1. Open “Add news”.
    page = open_as_officer(f"/cms/pages/add/pages/newspage/{index.pk}/")
    page.wait_for_selector("html[data-edits-watched]", state="attached")
    # 2. Write it, say when it comes and when it goes, and who keeps it.
    page.get_by_placeholder("Page title").fill("The library is closed")
    page.locator("#id_summary").fill("It opens again on Monday.")
    page.locator("#id_ends").fill(f"{end:%Y-%m-%d}")
    page.locator("#id_go_live_at").fill(f"{start:%Y-%m-%d %H:%M}")
    page.locator("#id_expire_at").fill(f"{end:%Y-%m-%d %H:%M}")
    page.keyboard.press("Escape")
    write_over(page, page.locator("[contenteditable=true]").last, "Please use the one next door.")
    page.get_by_role("tab", name="Checks and law").click()
    page.get_by_role("button", name="Choose team").first.click()
    page.get_by_role("link", name="Local Offer team").click()
    page.locator("#id_review_due").fill(f"{end + timedelta(days=90):%Y-%m-%d}")
    page.keyboard.press("Escape")
    # 3. Publish.
    publish(page)
    page.get_by_text("scheduled for publishing").wait_for()

    news = NewsPage.objects.get(title="The library is closed")
    assert client.get(news.url).status_code == 404
    seen = []
    for moment in (start, end):
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment + timedelta(minutes=1))
        call_command("publish_scheduled")
        seen.append(client.get(news.url).status_code)
    assert seen == [200, 410]


def test_a_date_that_cannot_be_stays_as_typed_and_empty_content_is_counted_at_its_tab(open_as_officer):
    page = open_as_officer(f"/cms/pages/add/pages/newspage/{NewsIndexPageFactory().pk}/?start=empty")
    page.wait_for_selector("html[data-edits-watched]", state="attached")
    page.get_by_placeholder("Page title").fill("The library is closed")
    page.locator("#id_summary").fill("It opens again on Monday.")
    page.locator("#id_ends").fill("2030-01-01")

    page.locator("#id_expire_at").click()
    page.keyboard.type("31/12/2026 25:99")
    page.keyboard.press("Tab")
    expect(page.locator("#id_expire_at")).to_have_value("31/12/2026 25:99")
    publish(page)

    page.get_by_text("Enter a valid date/time.").wait_for()
    expect(page.locator("#id_expire_at")).to_have_value("31/12/2026 25:99")
    expect(page.get_by_role("tab", name="Words")).to_contain_text("(2 errors)")


def test_a_film_is_sent_once_however_often_the_draft_saves_itself(open_as_officer, tmp_path, settings):
    site_home()
    hub = HubPageFactory()
    file = tmp_path / "our film.mp4"
    file.write_bytes(films.MP4)
    page = open_as_officer(f"/cms/pages/add/pages/videopage/{hub.pk}/")

    page.wait_for_selector("html[data-edits-watched]", state="attached")
    page.get_by_placeholder("Page title").fill("Our film")
    page.locator("#id_summary").fill("What happens.")
    page.locator("#id_film").set_input_files(str(file))
    page.get_by_text("Saved in the draft: our film.mp4").wait_for()
    with page.expect_response(lambda response: response.request.method == "POST" and "/edit/" in response.url) as saved:
        page.locator("#id_summary").fill("What happens on the first day.")

    assert saved.value.ok
    draft = VideoPage.objects.get(title="Our film").get_latest_revision_as_object()
    assert draft.film.name.startswith("films/our-film-")
    assert draft.summary == "What happens on the first day."
    assert len(list((settings.MEDIA_ROOT / "films").iterdir())) == 1


def test_an_alert_is_written_with_an_end_that_is_suggested(open_as_officer, visits):
    page = open_as_officer("/cms/snippets/pages/alert/add/")
    suggested = date_format(timezone.localtime() + timedelta(days=7), "Y-m-d")
    assert page.locator("#id_ends").input_value().startswith(suggested)

    page.locator("#id_heading").fill("Our phones do not work today")
    page.locator("#id_text").fill("Please send an e-mail.")
    page.get_by_role("button", name="Save").first.click()
    page.get_by_text("created").wait_for()

    assert Alert.objects.get().is_important is False
    assert visits.open("/contact/").get_by_text("Our phones do not work today").is_visible()


def test_a_prompt_that_was_left_stops_the_page_and_is_named(open_as_officer):
    hub = HubPageFactory()
    page = open_as_officer(f"/cms/pages/add/pages/guidepage/{hub.pk}/")

    page.wait_for_selector("html[data-edits-watched]", state="attached")
    page.get_by_placeholder("Page title").fill("How to ask")
    page.locator("#id_summary").fill("What to write, and to whom.")
    page.get_by_text("Saved", exact=True).wait_for()
    publish(page)

    page.get_by_text("prompts are still there").first.wait_for()
    draft = GuidePage.objects.get(title="How to ask")
    assert not draft.live
    assert draft.get_latest_revision_as_object().parts[0].value["title"] == "What is it?"


def test_help_at_the_side_opens_with_a_key_and_stays_open(open_as_officer):
    page = open_as_officer(f"/cms/pages/add/pages/informationpage/{HubPageFactory().pk}/")
    words = page.get_by_role("heading", name="What families need from it")
    assert not words.is_visible()

    page.get_by_role("button", name="Toggle help").press("Enter")
    words.wait_for()
    page.get_by_role("link", name="Start empty").press("Enter")

    page.get_by_text("This form starts empty.").wait_for()
    words.wait_for()
    assert page.locator("[contenteditable=true]").count() == 0


def test_publishing_by_mistake_is_taken_back_in_two_presses(open_as_officer):
    page_of_help = InformationPageFactory(summary="The right words.")
    draft = page_of_help.get_latest_revision_as_object()
    draft.summary = "The wrong words."
    draft.save_revision().publish()
    page = open_as_officer(f"/cms/pages/{page_of_help.pk}/edit/")

    page.get_by_role("button", name="Actions").first.click()
    page.get_by_role("link", name="Undo publishing").click()
    page.get_by_text("Families will read again").wait_for()
    assert Axe().run(page, context="main").violations_count == 0
    page.get_by_role("button", name="Undo publishing").click()
    page.get_by_text("Families read again").wait_for()

    assert InformationPage.objects.get().summary == "The right words."

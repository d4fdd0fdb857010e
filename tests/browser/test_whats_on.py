"""News, events, stories, films and the young people's section as people meet them: on a phone, in every theme,
without scripts, on paper, with names as long as the fields allow."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.utils import timezone
from playwright.sync_api import expect
from wagtail.images import get_image_model
from wagtail.models import PageViewRestriction

from localoffer.pages import models
from localoffer.pages.demonstration.files import FILMS
from localoffer.pages.presentation import events, news
from tests import films
from tests.browser.fields import cut_fields
from tests.browser.page_types import cut_pictures, first_visit, misplaced
from tests.factories.pages import (
    AccessibilityPageFactory,
    AlertFactory,
    CampaignPageFactory,
    ContactPageFactory,
    EventIndexPageFactory,
    EventPageFactory,
    HubPageFactory,
    InformationPageFactory,
    KnownIssueFactory,
    NewsPageFactory,
    StoryPageFactory,
    VideoPageFactory,
    YoungHomePageFactory,
    YoungPageFactory,
    body,
    site_home,
)
from tests.made_once import made_once

PHONE = (360, 740)
LONG = "Support for children with profound and multiple learning disabilities and their families across the county "
WORD = "Verylongwordwithoutanybreakatallinit" * 3
# The types of page that are looked at here; tests/structure/test_page_types.py asks that none is missing.
TYPES = {
    "/news/": models.NewsIndexPage,
    "/news/long-news/": models.NewsPage,
    "/events/": models.EventIndexPage,
    "/events/long-event/": models.EventPage,
    "/stories/": models.StoryIndexPage,
    "/stories/story/": models.StoryPage,
    "/topic/film/": models.VideoPage,
    "/young-people/": models.YoungHomePage,
    "/young-people/my-plan/": models.YoungPage,
    "/campaign/": models.CampaignPage,
    "/contact/": models.ContactPage,
    "/accessibility/": models.AccessibilityPage,
}
MORE = ["/topic/tour/", "/young-people/print-pack/", "/topic/locked/"]
PAGES = [
    *TYPES,
    *MORE,
    "/events/?view=calendar",
    "/events/?age=x",
    "/stories/gone/",
    "/campaign/poster/",
]
FORMS = [
    "/events/",
    "/events/?view=calendar",
    "/young-people/",
    "/find/",
    "/display/",
    "/formats/",
    "/accounts/login/",
    "/topic/locked/",
]
EMPTY = ["/news/", "/events/", "/stories/", "/young-people/"]


def make_whats_on():
    site_home()
    now, today = timezone.now(), timezone.localdate()
    topic = HubPageFactory(title="Topic", slug="topic")
    NewsPageFactory(title=(LONG + WORD)[:200], slug="long-news", topic=topic, summary=LONG[:100] + WORD[:90])
    for number in range(22):
        NewsPageFactory(title=f"News {number}", day=today - timedelta(days=number))
    EventIndexPageFactory(slug="events", title="Events")
    EventPageFactory(
        title=(LONG + WORD)[:200],
        slug="long-event",
        topic=topic,
        starts=now + timedelta(days=1),
        ends=now + timedelta(days=1, hours=2),
        repeats="weekly",
        repeats_until=today + timedelta(days=200),
        place_name=WORD[:108],
        place_address=LONG,
        postcode="SS9",
        cost=LONG,
        organiser=WORD[:108],
        access=LONG * 3,
        booking_url="https://example.org/" + "path/" * 40,
        contact_email="a.very.long.address.of.a.team@a.long.domain.name.example.org",
        min_age=0,
        max_age=25,
    )
    EventPageFactory(title="Cancelled fair", cancelled=True)
    StoryPageFactory(title="A story", slug="story", lead=LONG * 3)
    StoryPageFactory(title="Gone", slug="gone", consent_until=today - timedelta(days=1), first_published_at=now)
    young = YoungHomePageFactory(made_by="Made with the SEND Youth Forum")
    for parent, slug in ((topic, "film"), (young, "film")):
        film = VideoPageFactory(title="Your plan, your say", slug=slug, parent=parent, minutes=3)
        film.film.save("film.webm", ContentFile((FILMS / "from-asking-to-a-plan.webm").read_bytes()))
        film.captions.save("film.vtt", ContentFile(films.CAPTIONS))
    shown = {"panorama": room(), "panorama_text": "A door, then a mat."}
    VideoPageFactory(title="A calm room", slug="tour", parent=topic, kind="tour", **shown)
    for number, title in enumerate(("My plan", "My health", "After 16", "Work", "Things to do", "Having my say")):
        YoungPageFactory(title=title, slug="my-plan" if number == 0 else f"page-{number}", parent=young)
    CampaignPageFactory(slug="campaign", short="speech", poster_heading=LONG[:80], poster_text=(LONG * 2)[:200])
    locked = InformationPageFactory(slug="locked", parent=topic)
    PageViewRestriction.objects.create(page=locked, restriction_type=PageViewRestriction.PASSWORD, password="harbour")
    ContactPageFactory(body=body("Come to the library."))
    AccessibilityPageFactory()
    KnownIssueFactory(what=LONG * 2, instead=LONG)
    AlertFactory(heading=LONG[:100], text=LONG * 2, link="/contact/", level="important")
    cut_pictures("/topic/tour/")


SEEK = """async () => {
  const film = document.querySelector("video")
  film.pause()
  if (film.readyState < 1) await new Promise(done => { film.onloadedmetadata = done })
  await new Promise(done => { film.onseeked = done; film.currentTime = 35 })
  return [film.duration, film.currentTime, film.videoWidth, film.videoHeight]
}"""


def room():
    """The picture of the demonstration's tour."""
    file = ImageFile(BytesIO((FILMS / "sensory-room-round.webp").read_bytes()), name="room.webp")
    return get_image_model().objects.create(title="A calm room", file=file)


def make_empty_sections():
    site_home()
    for factory in (NewsPageFactory, StoryPageFactory, EventPageFactory):
        factory.default_parent()
    YoungHomePageFactory()


pytestmark = [pytest.mark.browser, pytest.mark.begins_with(put=made_once(make_whats_on)), films.PICTURES_LEFT_OPEN]


def sideways(page):
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


@pytest.fixture
def few_at_once(monkeypatch):
    """Five cards and their further pages: axe would look at every word of twenty that differ in a number only."""
    for section in (news, events):
        monkeypatch.setattr(section, "PER_PAGE", 5)


@pytest.mark.usefixtures("few_at_once")
def test_nothing_breaks_the_rules_of_accessibility_in_any_theme(visits, assert_accessible):
    assert misplaced(TYPES) == []
    page = visits.open("/", size=PHONE)
    for address in PAGES:
        page.goto(address)
        assert_accessible(page)


@pytest.mark.usefixtures("few_at_once")
def test_nor_on_a_wide_screen(visits, assert_accessible):
    page = visits.open("/")
    for address in PAGES:
        page.goto(address)
        assert_accessible(page, themes=("light",))


@pytest.mark.parametrize(("width", "zoom"), [(320, 1), (1280, 4)])
def test_nothing_scrolls_sideways(visits, width, zoom):
    page = visits.open("/", size=(width, 800), zoom=zoom)
    broken = []
    for address in PAGES:
        page.goto(address)
        broken += [address] if sideways(page) else []

    assert broken == []


def test_forms_fit_the_smallest_phone_with_text_twice_as_large(visits):
    page = visits.open("/cookies/", size=(320, 640), display={"size": "200"})
    broken = []
    for address in FORMS:
        page.goto(address)
        broken += [(address, *cut_fields(page))] if cut_fields(page) or sideways(page) else []

    assert broken == []


@pytest.mark.begins_with(put=made_once(make_empty_sections))
def test_empty_sections_say_so_and_lead_on(visits, assert_accessible):
    page = visits.open("/")
    for address in EMPTY:
        page.goto(address)
        assert page.locator("main a").count() >= 1
        assert_accessible(page, themes=("light",))


def test_a_first_visit_is_under_100_kilobytes_without_pictures(visits):
    page = visits.open("/healthz")

    sizes = {address: first_visit(page, address) for address in PAGES}

    assert {address: size for address, size in sizes.items() if size >= 100_000} == {}


LOOK = """() => {
  const canvas = document.querySelector(".lo-panorama canvas")
  const small = Object.assign(document.createElement("canvas"), { width: 32, height: 18 })
  const context = small.getContext("2d")
  context.drawImage(canvas, 0, 0, 32, 18)
  return Array.from(context.getImageData(0, 0, 32, 18).data).join()
}"""


def opened_quietly(visits, address):
    """The page once nothing more is loaded, and the growing list of what it asked for."""
    page = visits.open("/cookies/")
    fetched = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    return page, fetched


class TestTour:
    def look(self, visits, **how):
        page = visits.open("/topic/tour/", **how)
        page.emulate_media(reduced_motion="reduce")
        page.reload()
        page.get_by_role("link", name="Look all the way round").click()
        expect(page.locator(".lo-panorama canvas")).to_be_focused()
        return page

    def test_nothing_of_it_is_loaded_before_a_press(self, visits):
        page, fetched = opened_quietly(visits, "/topic/tour/")

        assert not [address for address in fetched if "panorama" in address]
        page.get_by_role("link", name="Look all the way round").click()

        expect(page.locator(".lo-panorama canvas")).to_be_visible()
        assert page.url.endswith("/topic/tour/")
        assert [address for address in fetched if "panorama" in address]

    @pytest.mark.parametrize("name", ["Turn left", "Turn right", "Look up", "Look down"])
    def test_buttons_turn_the_view(self, visits, name):
        page = self.look(visits)
        before = page.evaluate(LOOK)

        page.get_by_role("button", name=name).click()

        assert page.evaluate(LOOK) != before

    def test_arrow_keys_turn_it_there_and_back(self, visits):
        page = self.look(visits)
        before = page.evaluate(LOOK)

        page.keyboard.press("ArrowRight")
        turned = page.evaluate(LOOK)
        page.keyboard.press("ArrowLeft")

        assert turned != before
        assert page.evaluate(LOOK) == before

    def test_dragging_turns_it(self, visits):
        page = self.look(visits)
        before = page.evaluate(LOOK)
        box = page.locator(".lo-panorama canvas").bounding_box()

        page.mouse.move(box["x"] + 200, box["y"] + 100)
        page.mouse.down()
        page.mouse.move(box["x"] + 60, box["y"] + 100)
        page.mouse.up()

        assert page.evaluate(LOOK) != before

    def test_it_never_moves_by_itself(self, visits):
        page = self.look(visits)
        before = page.evaluate(LOOK)
        page.wait_for_timeout(400)

        assert page.evaluate(LOOK) == before

    def test_turned_it_breaks_no_rule_of_accessibility(self, visits, assert_accessible):
        assert_accessible(self.look(visits, size=PHONE))

    def test_without_scripts_the_flat_picture_with_its_description_stands_there(self, visits):
        page = visits.open("/topic/tour/", javascript=False)

        expect(page.get_by_role("img", name="A door, then a mat.")).to_be_visible()
        page.get_by_role("link", name="Look all the way round").click()
        assert page.url.endswith(".webp")


class TestFilm:
    def test_a_press_puts_a_player_with_captions_in_its_place(self, visits):
        page = visits.open("/topic/film/")
        fetched = []
        page.on("request", lambda request: fetched.append(request.url))
        assert page.locator("video").count() == 0

        page.get_by_role("link", name="Play the film").click()

        player = page.locator("video")
        expect(player).to_be_focused()
        assert page.evaluate("document.querySelector('video').controls")
        assert page.evaluate("document.querySelector('track').kind") == "captions"
        assert any("/media/films/" in address for address in fetched)
        assert page.url.endswith("/topic/film/")

    def test_one_that_does_not_load_says_so_and_can_be_pressed_again(self, visits):
        page = visits.open("/topic/film/")
        page.route("**/media/films/*.webm", lambda route: route.fulfill(status=404))

        page.get_by_role("link", name="Play the film").click()

        said = page.get_by_role("alert")
        expect(said).to_contain_text("The film did not load.")
        expect(said).to_be_in_viewport(ratio=1)
        assert page.locator("video").count() == 0
        expect(page.get_by_role("link", name="Play the film")).to_be_focused()
        page.unroute_all()
        page.get_by_role("link", name="Play the film").click()
        expect(page.locator("video")).to_be_focused()
        assert said.count() == 0

    @pytest.mark.parametrize(("name", "seconds"), [("from-asking-to-a-plan", 43)])
    def test_a_film_of_the_demonstration_plays_and_can_be_sought_in(self, visits, name, seconds):
        page = visits.open("/cookies/")
        page.goto((FILMS / f"{name}.webm").as_uri())  # the tests' own server answers no ranges

        assert page.evaluate(SEEK) == [seconds, 35, 960, 540]

    def test_nothing_of_it_is_loaded_before(self, visits):
        _page, fetched = opened_quietly(visits, "/topic/film/")

        assert not [address for address in fetched if "/media/films/" in address]

    def test_without_scripts_a_player_with_captions_stands_there_and_loads_no_film(self, visits):
        page = visits.open(javascript=False)
        fetched = []
        page.on("request", lambda request: fetched.append(request.url))

        page.goto("/topic/film/")

        player = page.locator("video")
        assert player.is_visible()
        assert player.locator("track[default]").get_attribute("src").endswith(".vtt")
        assert page.get_by_role("link", name="Play the film").is_hidden()
        assert page.locator(".lo-film .lo-small").inner_text() == "3 minutes, with captions"
        assert not [address for address in fetched if address.endswith(".webm")]

    def test_captions_show_over_the_film(self, visits):
        page = visits.open("/topic/film/")
        page.get_by_role("link", name="Play the film").click()

        page.wait_for_function("() => document.querySelector('video').textTracks[0]?.cues?.length === 2")


class TestEvents:
    def test_the_filter_works_without_scripts(self, visits):
        page = visits.open("/events/", javascript=False, size=PHONE)

        page.get_by_label("Place").fill("Hall")
        page.get_by_role("button", name="Show events").click()

        assert page.get_by_role("heading", name="Cancelled fair").is_visible()
        assert "place=Hall" in page.url

    def test_the_calendar_is_a_list_of_days_on_a_phone(self, visits):
        page = visits.open("/events/?view=calendar", size=PHONE)

        assert not page.locator(".lo-calendar__day--empty").first.is_visible()

    def test_a_wrong_age_is_named_and_reached_from_the_summary(self, visits):
        page = visits.open("/events/?age=x")

        expect(page.locator(".govuk-error-summary")).to_be_focused()
        page.get_by_role("link", name="Enter an age in whole years, like 7.").click()
        expect(page.locator("#id_age")).to_be_focused()


class TestPaper:
    def test_a_poster_is_one_sheet(self, visits):
        page = visits.open("/campaign/poster/")

        pdf = page.pdf(prefer_css_page_size=True)

        assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") == 1 or pdf.count(b"/Type /Page") == 2

    def test_alerts_filters_and_chips_stay_off_paper(self, visits):
        page = visits.open("/events/")
        page.emulate_media(media="print")

        assert not page.locator(".lo-alert").is_visible()
        assert not page.locator(".lo-eventfilters").is_visible()
        assert page.get_by_role("heading", name="Events", exact=True).is_visible()

"""Topics, guides and other pages as people meet them: on a phone, without scripts, on paper, in every theme."""

import pytest
from playwright.sync_api import expect

from localoffer.core.models import CouncilSettings, NavigationItem
from localoffer.pages import models
from tests.browser.page_types import cut_pictures, first_visit, misplaced
from tests.browser.small_directory import put_directory
from tests.factories.core import TeamFactory
from tests.factories.pages import (
    DocumentPageFactory,
    EasyReadPageFactory,
    EventPageFactory,
    FiveMinutePageFactory,
    GlossaryPageFactory,
    GuidePageFactory,
    HubPageFactory,
    InformationPageFactory,
    NewsPageFactory,
    QuestionsPageFactory,
    site_home,
)
from tests.made_once import made_once
from tests.pages.every_block import every_block, picture

UNCLOSED = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

PHONE, SMALLEST = (360, 740), (320, 640)
LONG = "Support for children with profound and multiple learning disabilities and their families across the county"
# The types of page that are looked at here; tests/structure/test_page_types.py asks that none is missing.
TYPES = {
    "/": models.HomePage,
    "/health/": models.HubPage,
    "/health/plans/": models.GuidePage,
    "/health/wheelchairs/": models.InformationPage,
    "/health/five/": models.FiveMinutePage,
    "/health/questions/": models.QuestionsPage,
    "/health/new/": models.DocumentPage,
    "/health/easy/": models.EasyReadPage,
    "/documents-list/": models.DocumentIndexPage,
    "/glossary/": models.GlossaryPage,
}
PAGES = [
    *TYPES,
    "/health/plans/how-to-ask/",
    "/health/plans/whole/",
    "/health/plans/not-there/",
    "/health/old/",
    "/health/print-pack/",
    "/health/print-pack/?whole=all",
]
WORD = "Verylongwordwithoutanybreakatallinit" * 3


def part(title, blocks):
    return ("part", {"title": title, "address": "", "answer": "Ask us.", "body": blocks})


def make_pages():
    put_directory()
    team = TeamFactory(name=LONG)
    hub = HubPageFactory(
        title="Health",
        slug="health",
        owner_team=team,
        intro=f"{LONG}. مركز النور للدعم.",
        search="q=talking",
        search_heading="Talking groups",
        tasks=[("task", {"label": LONG, "about": WORD, "address": "/health/plans/", "icon": "plan"})],
    )
    common = {"parent": hub, "owner_team": team, "summary": LONG}
    blocks = every_block("q=talking", picture())
    few = blocks[:1]
    guide = GuidePageFactory(
        title=f"EHC plans: {LONG}"[:200],
        slug="plans",
        parts=[part("What it is", blocks), part("How to ask", few), part(f"{LONG}"[:100], few)],
        sources=[("source", {"label": f"Act 2014, {WORD}", "url": "https://example.org/", "as_of": None})],
        **common,
    )
    linked = ("text", '<p>In danger? <a href="/help-now/">Get help now</a>.</p>')
    InformationPageFactory(title=WORD[:60], slug="wheelchairs", answer=LONG, body=[*blocks, linked], **common)
    FiveMinutePageFactory(slug="five", title="Plans in five minutes", guide=guide, **common)
    EventPageFactory(title=LONG, topic=hub, place_name=f"Hall {WORD[:90]}")
    asked = [("question", {"question": f"{LONG}, {n}?", "answer": "Yes.", "more": "<p>More.</p>"}) for n in range(5)]
    QuestionsPageFactory(title="Questions", slug="questions", questions=asked, **common)
    new = DocumentPageFactory(title="Plan", slug="new", body=few, **common)
    DocumentPageFactory(title="Old plan", slug="old", superseded_by=new, **common)
    DocumentPageFactory(title="Charter")
    rows = [("row", {"icon": "phone", "text": f"<p>You can <b>call</b>. {LONG}.</p>"})] * 8
    rows.append(("row", {"icon": "", "picture": picture(), "text": "<p>You can come.</p>"}))
    EasyReadPageFactory(title="Plans", slug="easy", rows=rows, original=guide, checked_with="Checked.", **common)
    NavigationItem.objects.create(council=CouncilSettings.objects.get(), label="Health", page=hub, sort_order=1)
    first_page()
    FiveMinutePageFactory(slug="longest", parent=HubPageFactory(slug="other"), **five_minutes())
    GlossaryPageFactory()
    models.GlossaryTerm.objects.create(term=LONG[:80], slug="long", meaning=f"{LONG}. {WORD}", also_called=WORD)
    cut_pictures("/health/easy/", "/health/wheelchairs/")


def first_page():
    """The home page with everything that it can have."""
    home = site_home()
    task = ("task", {"label": LONG, "about": WORD, "address": "/health/plans/", "icon": "plan"})
    home.tasks = [task] * 3
    home.waiting = [("link", {"label": "While you wait", "about": WORD, "address": "/health/", "icon": "wait"})]
    home.save(clean=False)
    NewsPageFactory(title=LONG)
    EventPageFactory(title=LONG)


def five_minutes():
    """Five answers of just under 600 words, with lists, which take the most room."""
    text, points = "A plan says what help a child must get. " * 5, "<li>This is one more point.</li>" * 13
    answer = f"<p>{text}</p><ul>{points}</ul>"
    return dict.fromkeys(("what", "who", "how", "how_long", "who_to_ask"), answer)


pytestmark = [pytest.mark.browser, pytest.mark.begins_with(put=made_once(make_pages)), UNCLOSED]


def scrolls_sideways(page):
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


class TestAccessibility:
    def test_axe_finds_nothing_in_any_theme(self, visits, assert_accessible):
        page = visits.open(PAGES[0], size=PHONE)

        assert misplaced(TYPES) == []
        for address in PAGES:
            page.goto(address)
            assert_accessible(page)

    def test_nor_on_a_wide_screen(self, visits, assert_accessible):
        page = visits.open("/health/plans/how-to-ask/")

        for address in ("/health/", "/health/plans/whole/", "/health/easy/", "/health/print-pack/?print=large"):
            page.goto(address)
            assert_accessible(page, themes=("light",))


class TestRoom:
    @pytest.mark.parametrize("display", [{}, {"size": "200"}, {"layout": "simple"}], ids=["usual", "200", "simple"])
    def test_nothing_scrolls_sideways_on_the_smallest_phone(self, visits, display):
        page = visits.open(PAGES[0], size=SMALLEST, display=display)

        assert [address for address in PAGES if page.goto(address) and scrolls_sideways(page)] == []

    def test_nor_from_right_to_left_or_in_large_print(self, visits):
        page = visits.open(PAGES[0], size=SMALLEST)

        for address in PAGES:
            page.goto(f"{address}?print=large")
            page.evaluate("document.documentElement.dir = 'rtl'")
            assert not scrolls_sideways(page), address

    def test_an_easy_read_picture_stands_beside_its_text_and_above_it_on_a_phone(self, visits):
        for size, beside in (((1280, 900), True), (PHONE, False)):
            page = visits.open("/health/easy/", size=size)
            image = page.locator(".lo-easy__picture").first.bounding_box()
            text = page.locator(".lo-easy__text").first.bounding_box()

            assert (text["x"] >= image["x"] + image["width"]) is beside
            assert (text["y"] >= image["y"] + image["height"]) is not beside

    def test_easy_read_is_18_pixels_and_more(self, visits):
        page = visits.open("/health/easy/", size=PHONE)

        size = page.locator(".lo-easy__text p").first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
        assert size >= 18


class TestWithoutScripts:
    def test_optional_extras_are_open(self, visits):
        page = visits.open("/health/wheelchairs/", javascript=False)

        expect(page.get_by_text("Ask there.")).to_be_visible()

    def test_and_closed_with_them_until_they_are_pressed(self, visits):
        page = visits.open("/health/wheelchairs/")

        expect(page.get_by_text("Ask there.")).to_be_hidden()
        page.get_by_text("If you live elsewhere").click()
        expect(page.get_by_text("Ask there.")).to_be_visible()

    def test_but_open_on_a_page_to_print(self, visits):
        expect(visits.open("/health/wheelchairs/?print=page").get_by_text("Ask there.")).to_be_visible()

    def test_some_of_a_pack_can_be_chosen(self, visits):
        page = visits.open("/health/print-pack/", javascript=False)
        page.get_by_role("checkbox", name="Plans in five minutes").check()
        page.get_by_role("button", name="Show these pages whole").click()

        expect(page.locator(".lo-pack__leaf")).to_have_count(1)


class TestWalks:
    def test_print_a_leaflet_of_a_topic_in_two_steps(self, visits):
        page = visits.open("/health/")
        page.get_by_role("link", name="Print this topic").click()

        expect(page.get_by_role("button", name="Print now")).to_be_visible()

    def test_read_a_guide_from_part_to_part(self, visits):
        page = visits.open("/health/plans/", size=PHONE)
        page.get_by_role("link", name="Next How to ask").click()

        expect(page.get_by_role("heading", level=1)).to_have_text("How to ask")

    def test_from_a_guide_to_its_easy_read_version_and_back(self, visits):
        page = visits.open("/health/plans/how-to-ask/", size=PHONE)
        page.get_by_role("link", name="Easy Read version").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Plans")
        page.get_by_role("link", name="Go to the long page").click()

        assert page.url.endswith("/health/plans/")


def sides(page):
    """How many sides of A4 the page takes."""
    return page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n")


class TestPaper:
    def test_a_five_minute_guide_takes_two_sides_at_most(self, visits):
        page = visits.open("/other/longest/")

        assert 550 < len(page.locator("main").inner_text().split()) < 700
        assert sides(page) <= 2

    def test_each_page_of_a_pack_begins_on_a_new_side(self, visits):
        page = visits.open("/health/print-pack/?only=five&only=questions")
        page.emulate_media(media="print")

        assert page.locator(".lo-pack__leaf").nth(1).evaluate("e => getComputedStyle(e).breakBefore") == "page"
        assert sides(page) == 3

    def test_the_leaflet_of_a_topic_with_many_pages_takes_four_sides_at_most(self, visits):
        hub = HubPageFactory(title="Education", slug="education", search="q=talking")
        for number in range(20):
            answer = "You can ask the council, and it must tell you within the time that the law gives. " * 2
            GuidePageFactory(parent=hub, title=f"{LONG[:60]} {number}", slug=f"guide-{number}", answer=answer)
        page = visits.open("/education/print-pack/?print=page")

        expect(page.locator(".lo-leaflet__points > li")).to_have_count(20)
        assert 2 <= sides(page) <= 4

    def test_cards_take_little_room(self, visits):
        page = visits.open("/health/")
        page.emulate_media(media="print")

        assert page.locator(".lo-card").first.evaluate("card => parseFloat(getComputedStyle(card).paddingTop)") < 10

    def test_easy_read_is_in_16_point(self, visits):
        page = visits.open("/health/easy/")
        page.emulate_media(media="print")

        size = page.locator(".lo-easy__text p").first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
        assert round(size * 72 / 96) == 16

    def test_the_home_page_is_a_leaflet_of_topics_and_numbers_on_one_side(self, visits):
        for number in range(9):
            HubPageFactory(title=f"Topic {number}", summary=LONG, show_in_menus=True)
        page = visits.open("/")
        page.emulate_media(media="print")

        expect(page.get_by_role("heading", name="Browse by topic")).to_be_visible()
        expect(page.locator(".lo-contact")).to_be_visible()
        for left_out in ("#news", "#events", "#waiting", ".lo-hero form"):
            assert page.locator(left_out).count() == 1
            expect(page.locator(left_out)).to_be_hidden()
        assert page.get_by_role("link", name="Topic ").count() == 9
        assert sides(page) == 1

    def test_links_in_running_text_show_where_they_lead_and_no_others_do(self, visits):
        page = visits.open("/health/wheelchairs/")
        page.emulate_media(media="print")
        after = "links => links.map(link => getComputedStyle(link, '::after').content)"

        in_text = page.locator('.lo-prose a[href^="/"]:not([href*="#"])')
        elsewhere = page.locator(':is(.lo-brand, .lo-card a, .lo-links a)[href^="/"]')

        assert set(in_text.evaluate_all(after)) == {'" (/help-now/)"'}
        assert set(elsewhere.evaluate_all(after)) <= {"none", "normal"}

    def test_what_is_for_the_screen_is_not_printed(self, visits):
        page = visits.open("/health/print-pack/")
        page.emulate_media(media="print")

        expect(page.get_by_role("button", name="Show these pages whole")).to_be_hidden()
        expect(page.get_by_role("img", name="QR code for this topic")).to_be_visible()


class TestWeight:
    def test_a_first_visit_is_under_100_kilobytes_without_pictures(self, visits):
        page = visits.open("/healthz")

        sizes = {address: first_visit(page, address) for address in [*TYPES, "/health/plans/whole/"]}

        assert {address: size for address, size in sizes.items() if size >= 100_000} == {}

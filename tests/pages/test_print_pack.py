"""The print pack of a topic."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, Site

from directory.models import ServiceContact
from localoffer.core.models import CouncilSettings
from tests.factories.directory import ServiceFactory
from tests.factories.pages import (
    DocumentPageFactory,
    EasyReadPageFactory,
    FiveMinutePageFactory,
    GuidePageFactory,
    HubPageFactory,
    InformationPageFactory,
    QuestionsPageFactory,
    YoungHomePageFactory,
    YoungPageFactory,
)
from tests.pages.every_block import every_block, picture
from tests.pages.reading import headings_of, main_of, skips

# Wagtail leaves the temporary file of a new rendition to the garbage collector.
UNCLOSED = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
WHOLE = "?whole=all"
pytestmark = [pytest.mark.django_db, UNCLOSED]


@pytest.fixture
def hub(site_tree):
    CouncilSettings.objects.create(
        site=Site.objects.get(is_default_site=True),
        phone="01632 960 100",
        sendiass_name="Sample SENDIASS",
        sendiass_phone="01632 960 110",
    )
    hub = HubPageFactory(title="Health", slug="health", search="q=club", search_heading="Clubs")
    GuidePageFactory(parent=hub, title="Speech", slug="speech", answer="Ask a therapist.")
    InformationPageFactory(parent=hub, title="Wheelchairs", slug="wheelchairs", body=every_block())
    FiveMinutePageFactory(parent=hub, title="In short", slug="in-short")
    QuestionsPageFactory(parent=hub, title="Questions", slug="questions")
    DocumentPageFactory(parent=hub, title="A report", slug="report")
    return hub


def pack(client, hub, query=""):
    return client.get(f"{hub.get_url()}print-pack/{query}")


def test_the_topic_leads_to_it_and_one_press_prints(client, hub):
    html = main_of(client.get(hub.get_url()))

    assert f'<a href="{hub.get_url()}print-pack/?print=page" rel="nofollow">Print this topic</a>' in html
    assert 'data-lo-print="Print now"' in main_of(pack(client, hub, "?print=page"))


def test_the_cover_says_what_when_and_whom_to_call(client, hub, settings):
    settings.BASE_URL = "https://offer.example"

    html = main_of(pack(client, hub))

    assert "Health</h1>" in html
    assert re.search(r"Made on \w+day \d+ \w+ \d{4}\.", html)
    assert 'href="tel:01632960100"' in html
    assert 'href="tel:01632960110"' in html
    assert "This topic online: offer.example/health" in html
    assert "QR code for this topic" in html


class TestLeaflet:
    def test_the_main_point_and_the_address_of_each_page(self, client, hub, settings):
        settings.BASE_URL = "https://offer.example"

        html = main_of(pack(client, hub))

        words = ("Ask a therapist.", "offer.example/health/speech", "What this page is about.", "A report")
        assert [word for word in words if word not in html] == []
        assert "Second." not in html
        assert "Do not miss this" not in html
        assert 'class="lo-pack__leaf"' not in html

    @pytest.mark.parametrize(("pages", "shown", "left_out"), [(3, "answer " * 60, "About"), (14, "About", "answer ")])
    def test_many_pages_say_less_each(self, client, site_tree, pages, shown, left_out):
        hub = HubPageFactory()
        for _number in range(pages):
            GuidePageFactory(parent=hub, answer="answer " * 60, summary="About this.")

        html = main_of(pack(client, hub))

        assert shown.strip() in html
        assert left_out not in html

    def test_very_many_stand_with_their_titles_alone(self, client, site_tree):
        hub = HubPageFactory()
        for number in range(41):
            GuidePageFactory(parent=hub, title=f"Guide {number}", answer="answer " * 60, summary="word " * 30)

        html = main_of(pack(client, hub))

        assert html.count("<h3") == 41
        assert "word word" not in html

    def test_twelve_services_with_their_phone_numbers(self, client, hub):
        for number in range(14):
            ServiceContact.objects.create(service=ServiceFactory(name=f"Club {number}"), phone="01632 960 120")

        html = main_of(pack(client, hub))

        assert html.count("01632 960 120</span>") == 12
        assert "The first 12 of 14." in html

    def test_a_service_without_a_phone_says_how_else_to_reach_it(self, client, hub):
        ServiceContact.objects.create(service=ServiceFactory(name="Club"), email="club@example.org")

        assert "club@example.org</span>" in main_of(pack(client, hub))

    def test_whole_pages_lead_back_to_it(self, client, hub):
        link = f'href="{hub.get_url()}print-pack/?print=large" rel="nofollow">Back to the short leaflet'

        assert link in main_of(pack(client, hub, "?only=speech&print=large"))
        assert "Back to the short leaflet" not in main_of(pack(client, hub, "?print=large"))


def test_the_pages_of_the_topic_stand_whole_in_it(client, hub):
    html = main_of(pack(client, hub, WHOLE))

    words = ("Ask a therapist.", "First.", "Second.", "Do not miss this", "How long does it take?", "Who can ask?")
    assert [word for word in words if word not in html] == []
    assert "A report" not in html


def test_each_page_begins_on_a_new_sheet(client, hub):
    assert main_of(pack(client, hub, WHOLE)).count('class="lo-pack__leaf"') == 4


def test_headings_go_down_one_level_at_a_time(client, hub):
    ServiceFactory(name="Club")

    headings = headings_of(pack(client, hub, WHOLE))

    assert skips(headings) == []
    assert skips(headings_of(pack(client, hub))) == []
    assert [entry for entry in headings if entry[1] in {"Speech", "What it is"}] == [(2, "Speech"), (3, "What it is")]


def test_no_anchor_stands_twice(client, hub):
    GuidePageFactory(parent=hub, title="Speech again")

    ids = re.findall(r'\sid="([^"]+)"', pack(client, hub, WHOLE).content.decode())

    assert sorted(ids) == sorted(set(ids))


class TestServices:
    def test_their_key_facts(self, client, hub):
        service = ServiceFactory(name="Saturday club", summary="Games and friends.", min_age=5, max_age=11)
        ServiceContact.objects.create(service=service, phone="01632 960 120")

        html = main_of(pack(client, hub, "?only=services"))

        assert "Saturday club</a></h3>" in html
        assert "<dt>Ages</dt><dd>5 to 11</dd>" in html
        assert "<dt>Phone</dt><dd>01632 960 120</dd>" in html

    def test_twenty_at_most_and_where_the_rest_is(self, client, hub):
        for number in range(23):
            ServiceFactory(name=f"Club {number}")

        html = main_of(pack(client, hub, WHOLE))

        assert html.count('<h3 class="lo-h3"') == 20
        assert "The first 20 of 23." in html

    def test_a_search_that_breaks_leaves_the_guides(self, client, hub, monkeypatch):
        def broken(*args):
            raise RuntimeError("away")

        monkeypatch.setattr("localoffer.pages.presentation.print_pack.found_ids", broken)

        assert "Ask a therapist." in main_of(pack(client, hub))


class TestChoice:
    def test_only_what_was_chosen_is_shown(self, client, hub):
        html = main_of(pack(client, hub, "?only=speech&only=in-short"))

        assert "Ask a therapist." in html
        assert "How long does it take?" in html
        assert "Do not miss this" not in html
        assert 'value="speech" checked' in html
        assert 'value="wheelchairs" checked' not in html

    @pytest.mark.parametrize("query", ["?only=", "?only=%00", "?only=no-such-page", "?only=speech%27--", "?print=huge"])
    def test_odd_wishes_show_the_leaflet(self, client, hub, query):
        html = main_of(pack(client, hub, query))

        assert "The main points" in html
        assert "Do not miss this" not in html

    def test_the_number_of_sides_is_said(self, client, hub):
        assert re.search(r"about \d+ sides of A4", main_of(pack(client, hub)))

    def test_large_print_takes_more_sides_and_stays_large(self, client, hub):
        GuidePageFactory(
            parent=hub,
            parts=[("part", {"title": "T", "address": "", "answer": "", "body": [("text", "<p>word </p>" * 900)]})] * 2,
        )

        usual, large = (main_of(pack(client, hub, query)) for query in ("", "?print=large"))

        sides = [int(re.search(r"about (\d+) sides of A4", html)[1]) for html in (usual, large)]
        assert sides[1] > sides[0]
        assert '<input type="hidden" name="print" value="large">' in large


class TestEasyRead:
    @pytest.fixture
    def easy(self, hub):
        rows = [
            ("row", {"icon": "", "picture": picture("A girl with a phone"), "text": "<p>You can call.</p>"}),
            ("row", {"icon": "phone", "picture": None, "text": "<p>You can write.</p>"}),
        ]
        return EasyReadPageFactory(parent=hub, title="Health in Easy Read", slug="easy", rows=rows)

    def test_its_rows_are_printed_with_their_pictures_and_who_helps(self, client, hub, easy):
        html = main_of(pack(client, hub, "?only=easy"))

        words = ("Health in Easy Read", "You can call.", 'alt="A girl with a phone"', "#i-phone", "Ask us.")
        assert [word for word in words if word not in html] == []
        assert html.count('class="lo-easy__row"') == 2

    def test_its_sides_go_by_its_rows(self, client, hub, easy):
        easy.rows = list(easy.rows.raw_data) * 8
        easy.save(clean=False)

        assert "Health in Easy Read (about 3 sides)" in main_of(pack(client, hub))

    def test_one_that_is_behind_its_original_says_so(self, client, hub, easy):
        easy.original = hub
        easy.save()
        Page.objects.filter(pk=hub.pk).update(last_published_at=timezone.now() + timedelta(days=1))

        assert "This page is older." in main_of(pack(client, hub, "?only=easy"))

    def test_a_topic_of_easy_read_pages_only_is_whole_at_once(self, client, hub):
        topic = HubPageFactory(search="q=club")
        EasyReadPageFactory(parent=topic, title="Rights")
        ServiceFactory(name="Club")

        html = main_of(pack(client, topic))

        assert "You can call." in html
        assert "The main points" not in html
        assert "Club</a>" not in html


class TestYoungPeople:
    @pytest.fixture
    def section(self, hub):
        section = YoungHomePageFactory()
        YoungPageFactory(parent=section, title="My plan", slug="my-plan")
        EasyReadPageFactory(parent=section, title="Rights", slug="rights")
        return section

    def test_the_section_leads_to_its_pack(self, client, section):
        assert f'href="{section.get_url()}print-pack/?print=page"' in main_of(client.get(section.get_url()))

    def test_an_empty_section_does_not(self, client, hub):
        section = YoungHomePageFactory()

        assert "print-pack" not in main_of(client.get(section.get_url()))

    def test_its_pages_and_who_helps_now_stand_in_it(self, client, section):
        html = main_of(pack(client, section, "?only=my-plan&only=rights"))

        words = ("What it is", "Yours.", "Say so.", "You can call.", "Need help now?", "Childline")
        assert [word for word in words if word not in html] == []


def test_many_pages_and_services_ask_no_more_queries(client, site_tree):
    hubs = [HubPageFactory(search="q=club") for _times in range(2)]
    counts = []
    for hub, times in zip(hubs, (1, 4), strict=True):
        for _time in range(times):
            GuidePageFactory(parent=hub)
            InformationPageFactory(parent=hub)
            QuestionsPageFactory(parent=hub)
            EasyReadPageFactory(parent=hub, original=hub)
            ServiceFactory(name="Club")
        pack(client, hub, WHOLE)
        with CaptureQueriesContext(connection) as queries:
            pack(client, hub)
            pack(client, hub, WHOLE)
        counts.append(len(queries))

    assert counts[1] == counts[0] <= 80


def test_an_empty_topic_says_so(client, site_tree):
    assert "There is nothing to print yet." in main_of(pack(client, HubPageFactory()))


def test_search_engines_keep_out(client, hub):
    assert 'content="noindex"' in pack(client, hub).content.decode()

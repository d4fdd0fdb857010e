"""The young people's section: cards, the first film, a search for their age, and who to call."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from localoffer.core.models import CouncilSettings
from localoffer.core.page_forms import GROUPS
from localoffer.pages.presentation.young import preset_age
from tests import films
from tests.factories.pages import (
    EasyReadPageFactory,
    HubPageFactory,
    VideoPageFactory,
    YoungHomePageFactory,
    YoungPageFactory,
    body,
)
from tests.factories.people import person

pytestmark = [pytest.mark.django_db, films.PICTURES_LEFT_OPEN]


@pytest.fixture
def home():
    return YoungHomePageFactory(made_by="Made with the SEND Youth Forum")


def shown(client, page):
    return client.get(page.url).content.decode()


class TestHome:
    def test_six_cards_stand_in_the_order_of_the_editors_then_the_rest(self, client, home):
        for number in range(7):
            YoungPageFactory(title=f"Page number {number}", parent=home)

        html = shown(client, home)

        assert html.count("lo-card--picture") == 6
        assert (
            html.index("Page number 0")
            < html.index("Page number 5")
            < html.index("More for you")
            < html.index("Page number 6")
        )

    def test_the_order_is_heading_cards_makers_help_film(self, client, home):
        YoungPageFactory(title="My plan", parent=home)
        film = VideoPageFactory(title="Your say", parent=home)
        film.film.save("a.mp4", ContentFile(films.MP4))

        html = shown(client, home)

        order = [
            "<h1",
            "My plan",
            "Made with the SEND Youth Forum",
            'id="help-title"',
            "Watch: Your say",
            "Ask a question",
        ]
        places = [html.index(words) for words in order]
        assert places == sorted(places)

    def test_a_film_without_a_file_stays_away(self, client, home):
        VideoPageFactory(title="Not ready", parent=home)

        assert "Watch:" not in shown(client, home)

    def test_drafts_are_not_shown(self, client, home):
        YoungPageFactory(title="My secret draft", parent=home, live=False)

        assert "My secret draft" not in shown(client, home)

    def test_the_search_asks_for_their_age(self, client, home):
        html = shown(client, home)

        assert '<option value="14">' in html
        assert '<option value="16" selected>' in html
        assert '<option value="25">' in html
        assert "26</option>" not in html

    @pytest.mark.parametrize(("search", "age"), [("age=18", 18), ("age=9", 16), ("age=x", 16), ("", 16), ("%00&=", 16)])
    def test_the_age_it_begins_with(self, search, age):
        assert preset_age(search) == age

    def test_a_question_goes_to_the_council_by_mail_or_to_the_contact_page(self, client, home, site_tree):
        assert 'href="/contact/">Ask us' in shown(client, home)

        CouncilSettings.objects.create(site=site_tree, email="offer@example.org")

        assert 'href="mailto:offer@example.org?subject=' in shown(client, home)


class TestOtherPagesOfTheSection:
    @pytest.mark.parametrize("make", [VideoPageFactory, EasyReadPageFactory])
    def test_they_say_whom_to_call_as_well(self, client, home, make):
        assert shown(client, make(parent=home)).count('id="help-title"') == 1

    @pytest.mark.parametrize("make", [VideoPageFactory, EasyReadPageFactory])
    def test_such_pages_elsewhere_do_not(self, client, make):
        assert "Need help now?" not in shown(client, make(parent=HubPageFactory()))


class TestHelpNow:
    @pytest.mark.parametrize("make", [None, YoungPageFactory, VideoPageFactory, EasyReadPageFactory])
    def test_every_page_of_the_section_leads_to_it_right_below_its_heading(self, client, home, make):
        html = shown(client, make(parent=home) if make else home)

        between = html[html.index("</h1>") : html.index('<a href="#help">')]
        assert "Need help now? See who to call" in html
        assert between.count("<p") == 1


class TestPage:
    def test_parts_stand_below_one_another_with_a_list_of_them(self, client, home):
        html = shown(client, YoungPageFactory(parent=home))

        assert 'href="#how-to-change-it"' in html
        assert 'id="how-to-change-it"' in html
        assert "Need help now?" in html
        assert "Ask a question" in html

    def test_one_part_needs_no_list(self, client, home):
        part = ("part", {"title": "Only this", "address": "", "answer": "", "body": body("Yes.")})

        assert "On this page" not in shown(client, YoungPageFactory(parent=home, parts=[part]))

    def test_the_other_pages_are_offered(self, client, home):
        YoungPageFactory(title="My health", parent=home)

        assert "My health" in shown(client, YoungPageFactory(title="My plan", parent=home))


@pytest.mark.parametrize(
    ("model", "group"),
    [("youngpage", "for_young_people"), ("informationpage", "for_parents")],
)
def test_a_new_page_begins_as_one_for_whom_its_section_is(client, home, model, group):
    parent = home if model == "youngpage" else HubPageFactory()
    client.force_login(person("Officers"))

    form = client.get(reverse("wagtailadmin_pages:add", args=["pages", model, parent.pk])).context["form"]

    assert [name for name in GROUPS if form[name].value()] == [group]

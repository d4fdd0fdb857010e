"""How the editor previews a page: as families see it, in each theme, to print, as Easy Read."""

import pytest
from django.conf import settings
from django.test import RequestFactory

from tests.factories.pages import EasyReadPageFactory, GuidePageFactory, HubPageFactory, InformationPageFactory

pytestmark = pytest.mark.django_db


def preview(page, mode, cookies=None):
    original = RequestFactory().get("/cms/", headers={"Host": "localhost"})
    original.COOKIES.update(cookies or {})
    return page.make_preview_request(original, mode).content.decode()


@pytest.fixture
def page(site_tree):
    return InformationPageFactory(title="Help before school")


@pytest.mark.parametrize("theme", ["cream", "dark", "contrast"])
def test_a_theme(page, theme):
    assert f' data-theme="{theme}"' in preview(page, theme)


def test_the_usual_page_does_not_follow_the_officer_s_own_choice(page):
    html = preview(page, "", {settings.DISPLAY_COOKIE: "theme:dark"})

    assert "data-theme" not in html.split("<body")[0]
    assert "Help before school</h1>" in html


@pytest.mark.parametrize(("mode", "expected"), [("print", "page"), ("large", "large")])
def test_paper(page, mode, expected):
    assert f' data-print="{expected}"' in preview(page, mode)


def test_an_unknown_mode_shows_the_usual_page(page):
    assert "Help before school</h1>" in preview(page, "no-such-mode")


def test_easy_read_is_offered_where_there_is_one(page):
    assert "easy-read" not in dict(page.preview_modes)

    EasyReadPageFactory(title="In short words", original=page)

    looked_at_again = type(page).objects.get()
    assert "easy-read" in dict(looked_at_again.preview_modes)
    assert "In short words</h1>" in preview(looked_at_again, "easy-read")


def test_versions_are_looked_up_once_however_often_the_editor_asks(page, django_assert_num_queries):
    first = page.preview_modes

    with django_assert_num_queries(0):
        assert (page.preview_modes, page.default_preview_mode) == (first, "")


def test_the_words_of_the_draft_are_shown(page):
    page.title = "A new title"

    assert "A new title</h1>" in preview(page, "dark")


def test_a_guide_is_previewed_whole(site_tree):
    html = preview(GuidePageFactory(answer="You can ask."), "cream")

    assert "First." in html
    assert "Second." in html


@pytest.mark.parametrize("factory", [GuidePageFactory, HubPageFactory, InformationPageFactory])
def test_a_page_that_was_never_saved_can_be_previewed(admin_client, site_tree, factory):
    made = factory()
    page = type(made)(title="Brand new", slug="brand-new")

    assert "Brand new" in preview(page, "")

"""Five-minute guides: five questions, at most 600 words, said with the count when there are more."""

import pytest

from localoffer.core.reading_versions import versions_of
from tests.factories.pages import FiveMinutePageFactory, GuidePageFactory, HubPageFactory
from tests.pages.cms import posted_page
from tests.pages.reading import headings_of, skips

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(site_tree):
    return FiveMinutePageFactory(title="EHC plans in five minutes", parent=HubPageFactory(slug="professionals"))


def with_words(page, number):
    """The page with this many words in all."""
    page.how = "<p>You ask.</p>"
    missing = number - page.words
    page.how = f"<p>You ask. {'word ' * missing}</p>"
    assert page.words == number
    return page


def test_the_five_questions_are_headings(client, page):
    headings = headings_of(client.get(page.get_url()))

    questions = ["What is it?", "Who is it for?", "How does it work?", "How long does it take?", "Who can I ask?"]
    assert [words for level, words in headings if level == 2][:5] == questions
    assert skips(headings) == []


def test_it_says_for_whom_it_is_made(client, page):
    assert "Made for councillors and staff, useful for everyone." in client.get(page.get_url()).content.decode()


def test_ways_on_are_links(client, page):
    page.links = [("link", {"label": "Every step", "about": "The guide", "address": "/education/"})]
    page.save()

    assert '<a href="/education/">Every step</a>' in client.get(page.get_url()).content.decode()


class TestTheGuide:
    @pytest.fixture
    def guide(self, page):
        page.guide = GuidePageFactory(title="EHC plans")
        page.save()
        return page.guide

    def test_each_leads_to_the_other(self, client, page, guide):
        long, short = (client.get(each.get_url()).content.decode() for each in (guide, page))

        assert f'<a href="{page.get_url()}">The same in five minutes</a>' in long
        assert f'<a href="{guide.get_url()}">The whole guide</a><p>EHC plans</p>' in short

    def test_not_to_a_draft(self, page, guide):
        assert versions_of(page)
        assert versions_of(guide)

        type(page).objects.filter(pk=page.pk).update(live=False)
        guide.unpublish()

        assert versions_of(page) == versions_of(guide) == []


class TestLimit:
    def test_600_words_are_enough(self, page):
        assert with_words(page, 600).publishing_problems() == {}

    def test_one_more_is_named_with_the_count(self, page):
        problem = with_words(page, 601).publishing_problems()["what"][0]

        assert "601 words" in problem
        assert "at most 600: take out 1." in problem

    def test_the_editor_refuses_to_publish_it(self, admin_client, page):
        response = posted_page(admin_client, with_words(page, 640), "action-publish")

        page.refresh_from_db()
        assert "This page has 640 words." in response.content.decode()
        assert "word word" not in page.how

    def test_a_draft_is_kept_whatever_its_length(self, admin_client, page):
        posted_page(admin_client, with_words(page, 640))

        assert page.get_latest_revision_as_object().words == 640

    def test_one_that_fits_is_published(self, admin_client, page):
        posted_page(admin_client, with_words(page, 590), "action-publish")

        page.refresh_from_db()
        assert page.words == 590

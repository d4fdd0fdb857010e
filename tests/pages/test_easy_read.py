"""Easy Read pages and their originals."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import Page

from localoffer.core.reading_versions import versions_of
from localoffer.pages.models import EasyReadPage
from tests.factories.pages import EasyReadPageFactory, GuidePageFactory, InformationPageFactory
from tests.pages.every_block import picture
from tests.pages.reading import headings_of, main_of, skips

# Wagtail leaves the temporary file of a new rendition to the garbage collector.
UNCLOSED = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
pytestmark = [pytest.mark.django_db, UNCLOSED]


@pytest.fixture
def original(site_tree):
    return InformationPageFactory(title="Short breaks", slug="short-breaks")


@pytest.fixture
def version(original):
    return EasyReadPageFactory(title="Short breaks in Easy Read", slug="easy", original=original)


def changed_after(version):
    """The original is published again, later than the version."""
    later = timezone.now() + timedelta(days=1)
    Page.objects.filter(pk=version.original_id).update(last_published_at=later)


def test_a_page_without_another_version_asks_once_for_easy_read_and_once_for_films(original, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert versions_of(original) == []


class TestPage:
    def test_rows_then_help_then_who_checked_it(self, client, version):
        version.checked_with = "Checked by six young people."
        version.save()

        response = client.get(version.get_url())

        html = main_of(response)
        places = [html.index(words) for words in ("You can call.", "Where to get help", "Ask us.", "Checked by six")]
        assert places == sorted(places)
        assert skips(headings_of(response)) == []

    def test_each_row_has_a_sign_or_a_picture(self, client, original):
        rows = [
            ("row", {"icon": "phone", "picture": None, "text": "<p>Call.</p>"}),
            ("row", {"icon": "", "picture": picture("A girl with a phone"), "text": "<p>Write.</p>"}),
        ]
        page = EasyReadPageFactory(rows=rows)

        html = main_of(client.get(page.get_url()))

        assert "#i-phone" in html
        assert 'alt="A girl with a phone"' in html

    def test_it_leads_to_its_original(self, client, version, original):
        assert f'<a href="{original.get_url()}">Go to the long page: Short breaks</a>' in main_of(
            client.get(version.get_url())
        )

    def test_an_original_that_is_a_draft_is_not_mentioned(self, client, version, original):
        original.unpublish()

        assert "Short breaks</a>" not in main_of(client.get(version.get_url()))

    def test_it_cannot_be_its_own_original(self, version):
        version.original = version.page_ptr

        with pytest.raises(ValidationError, match="of itself"):
            version.full_clean()


class TestBehind:
    def test_a_new_version_is_not_behind(self, version):
        assert not version.is_behind

    def test_it_is_behind_once_the_original_is_published_again(self, client, version):
        changed_after(version)

        assert EasyReadPage.objects.get(pk=version.pk).is_behind
        assert "This page is older." in main_of(client.get(version.get_url()))

    def test_publishing_it_again_catches_up(self, version):
        version.original.specific.save_revision().publish()
        version = EasyReadPage.objects.get(pk=version.pk)
        assert version.is_behind

        version.save_revision().publish()

        assert not EasyReadPage.objects.get(pk=version.pk).is_behind

    def test_saving_a_draft_does_not(self, version):
        changed_after(version)
        version = EasyReadPage.objects.get(pk=version.pk)

        version.save_revision()

        assert EasyReadPage.objects.get(pk=version.pk).is_behind

    def test_an_older_draft_does_not_bring_back_an_older_date(self, version):
        draft = version.save_revision()
        EasyReadPage.objects.filter(pk=version.pk).update(original_seen_at="2027-01-01T10:00Z")

        seen = EasyReadPage.objects.get(pk=version.pk).get_latest_revision_as_object().original_seen_at

        assert draft.pk
        assert seen.year == 2027


class TestFromTheOriginal:
    @pytest.mark.parametrize("factory", [InformationPageFactory, GuidePageFactory])
    def test_the_page_leads_to_it(self, client, site_tree, factory):
        version = EasyReadPageFactory(original=factory())

        html = main_of(client.get(version.original.get_url()))

        assert f'<a href="{version.get_url()}">Easy Read version</a>' in html

    def test_with_a_word_where_it_is_behind(self, client, version, original):
        changed_after(version)

        assert "The page was changed after this version was made." in main_of(client.get(original.get_url()))

    def test_a_draft_of_a_version_is_not_shown(self, client, version, original):
        version.unpublish()

        assert "Easy Read" not in main_of(client.get(original.get_url()))


class TestWaysToRead:
    def test_the_version_of_the_page_that_one_came_from(self, client, version, original):
        html = client.get("/display/", {"next": original.get_url()}).content.decode()

        assert f'<a href="{version.get_url()}">Easy Read</a>' in html
        assert "This page in short words with pictures" in html

    def test_also_from_a_part_of_a_guide(self, client, site_tree):
        version = EasyReadPageFactory(original=GuidePageFactory(slug="guide"))

        html = client.get("/display/", {"next": f"{version.original.get_url()}how-to-ask/?x=1"}).content.decode()

        assert f'<a href="{version.get_url()}">Easy Read</a>' in html

    @pytest.mark.parametrize("back", ["/", "/find/?q=x", "/not-there/", "/%00/", "//evil.example/", "/" + "a/" * 600])
    def test_elsewhere_one_can_ask_for_it(self, client, version, back):
        response = client.get("/display/", {"next": back})

        assert response.status_code == 200
        assert "Ask for this page in short words with pictures" in response.content.decode()

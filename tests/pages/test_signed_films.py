"""Films that show a page in British Sign Language: found from the page, as Easy Read versions are."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction

from localoffer.core.models import FrameVersion
from localoffer.core.reading_versions import versions_of
from localoffer.pages.languages import make_locales
from localoffer.pages.models import VideoPage
from tests import films
from tests.factories.pages import (
    EasyReadPageFactory,
    GuidePageFactory,
    InformationPageFactory,
    VideoPageFactory,
    YoungPageFactory,
)
from tests.pages.reading import main_of

pytestmark = [pytest.mark.django_db, films.PICTURES_LEFT_OPEN]
ASK = "No video yet. Ask for one"


@pytest.fixture
def original(site_tree):
    return InformationPageFactory(title="Short breaks", slug="short-breaks")


@pytest.fixture
def film(original):
    return VideoPageFactory(title="Short breaks in signs", slug="signs", original=original)


def restrict(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def ways_to_read(client, address):
    return client.get("/display/", {"next": address}).content.decode()


def asked(queries):
    """How many queries, without the one that is made by the clock."""
    return len([query for query in queries if FrameVersion._meta.db_table not in query["sql"]])


def changed_after(film):
    later = timezone.now() + timedelta(days=1)
    Page.objects.filter(pk=film.original_id).update(last_published_at=later)


class TestFromThePage:
    @pytest.mark.parametrize("factory", [InformationPageFactory, GuidePageFactory, YoungPageFactory])
    def test_the_page_leads_to_the_film(self, client, site_tree, factory):
        film = VideoPageFactory(original=factory())

        html = main_of(client.get(film.original.get_url()))

        assert f'<a href="{film.get_url()}">Film in British Sign Language</a>' in html

    def test_it_stands_after_easy_read(self, film, original):
        EasyReadPageFactory(original=original)

        assert [version.kind for version in versions_of(original)] == ["easy-read", "bsl"]

    def test_with_a_word_where_the_page_is_newer(self, client, film, original):
        changed_after(film)

        assert "The page was changed after this version was made." in main_of(client.get(original.get_url()))

    def test_a_draft_of_a_film_is_not_shown(self, client, film, original):
        film.unpublish()

        assert "British Sign Language" not in main_of(client.get(original.get_url()))

    def test_a_film_that_is_not_for_everybody_is_not_shown(self, client, film, original):
        restrict(film)

        assert film.get_url() not in client.get(original.get_url()).content.decode()

    def test_a_film_of_no_page_is_a_version_of_none(self, original):
        VideoPageFactory()

        assert versions_of(original) == []


class TestWaysToRead:
    def test_the_film_of_the_page_that_one_came_from(self, client, film, original):
        html = ways_to_read(client, original.get_url())

        assert f'<a href="{film.get_url()}">British Sign Language</a>' in html
        assert ASK not in html

    def test_also_that_it_is_older(self, client, film, original):
        changed_after(film)

        assert "The page was changed after this version was made." in ways_to_read(client, original.get_url())

    def test_without_one_it_is_asked_for(self, client, original):
        html = ways_to_read(client, original.get_url())

        assert ASK in html
        assert f"?page={original.get_url()}&amp;format=bsl" in html

    @pytest.mark.parametrize("hide", [lambda film: film.unpublish(), restrict], ids=["draft", "restricted"])
    def test_one_that_families_cannot_see_is_not_named(self, client, film, original, hide):
        hide(film)

        html = ways_to_read(client, original.get_url())

        assert ASK in html
        assert film.get_url() not in html

    def test_many_films_cost_as_many_queries_as_one(self, client, film, original):
        ways_to_read(client, original.get_url())
        with CaptureQueriesContext(connection) as one:
            ways_to_read(client, original.get_url())
        VideoPageFactory.create_batch(3, original=original)
        with CaptureQueriesContext(connection) as many:
            ways_to_read(client, original.get_url())

        assert asked(one) == asked(many)


class TestTheFilm:
    def test_it_leads_to_its_page(self, client, film, original):
        html = main_of(client.get(film.get_url()))

        assert "This film shows a page of ours in British Sign Language." in html
        assert f'<a href="{original.get_url()}">Read the page: Short breaks</a>' in html

    def test_it_says_that_the_page_is_newer(self, client, film):
        changed_after(film)

        assert "after the film was made" in main_of(client.get(film.get_url()))

    @pytest.mark.parametrize("hide", [lambda page: page.unpublish(), restrict], ids=["draft", "restricted"])
    def test_a_page_that_families_cannot_see_is_not_named(self, client, film, original, hide):
        hide(original)

        assert "Short breaks</a>" not in main_of(client.get(film.get_url()))

    def test_publishing_it_again_catches_up(self, film):
        film.original.specific.save_revision().publish()
        film = VideoPage.objects.get(pk=film.pk)
        assert film.is_behind

        film.save_revision().publish()

        assert not VideoPage.objects.get(pk=film.pk).is_behind

    def test_it_cannot_show_itself(self, film):
        film.original = film.page_ptr

        with pytest.raises(ValidationError, match="of itself"):
            film.full_clean()

    def test_a_tour_is_in_no_language(self, film):
        film.kind = VideoPage.Kind.TOUR

        with pytest.raises(ValidationError, match="Only a film"):
            film.full_clean()

    def test_an_officer_chooses_the_page(self, admin_client, film):
        html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[film.pk])).content.decode()

        assert f'<input type="hidden" name="original" value="{film.original_id}"' in html


class TestTranslations:
    @pytest.fixture
    def polish(self, settings):
        settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [("en-gb", "English"), ("pl", "Polski")]
        settings.WAGTAIL_I18N_ENABLED = True
        make_locales()
        return Locale.objects.get(language_code="pl")

    def translated(self, page, polish):
        other = page.copy_for_translation(polish, copy_parents=True)
        other.save_revision().publish()
        return type(page).objects.get(pk=other.pk)

    def test_each_page_leads_to_the_film_page_in_its_own_language(self, film, original, polish):
        other_page, other_film = self.translated(original, polish), self.translated(film, polish)

        assert [version.page for version in versions_of(original)] == [film]
        assert [version.page for version in versions_of(other_page)] == [other_film]

    def test_it_is_found_from_an_address_with_a_language_in_it(self, client, film, original, polish):
        other_page, other_film = self.translated(original, polish), self.translated(film, polish)

        html = ways_to_read(client, other_page.get_url())

        assert other_page.get_url().startswith("/pl/")
        assert f'<a href="{other_film.get_url()}">British Sign Language</a>' in html

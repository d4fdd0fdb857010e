"""The demonstration's pages as they come out of the content files."""

import struct

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.template.defaultfilters import filesizeformat
from django.test import TestCase
from django.utils import timezone
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.models import Page, PageLogEntry
from wagtail_localize.segments.extract import extract_segments

from directory.models import SourceRecord
from directory.search import SearchQuery
from localoffer.core.models import NavigationItem, StatutoryItem
from localoffer.core.registries import Asked
from localoffer.pages.demonstration.files import FILMS, film_file, forget_films, table_file
from localoffer.pages.demonstration.loading import forget_pages, load_pages
from localoffer.pages.demonstration.reading import page_files
from localoffer.pages.films.files import check_captions, check_film
from localoffer.pages.models import (
    DocumentPage,
    EasyReadPage,
    FiveMinutePage,
    GuidePage,
    InformationPage,
    QuestionsPage,
    VideoPage,
)
from localoffer.pages.officers.evidence import page_counts
from localoffer.pages.search.results import page_hits
from tests.factories.pages import InformationPageFactory
from tests.made_once import demonstration

DURATION = b"\x44\x89\x88"
"""What stands before the length of a WebM film, as eight bytes."""
COMPLAINTS = "/rights/complaints/"
FAMILIES_WORDS = {
    "get a copy": "/get-a-copy/",
    "no internet at home": "/get-a-copy/",
    "how long does an ehc plan take": "/education/the-20-weeks/",
    "sent home early": "/education/exclusion/",
    "school asked me to collect my child": "/education/exclusion/",
    "council refused to assess": "/education/if-the-council-says-no/",
    "iep": "/education/sen-support/",
    "after gcses": "/education/post-16/",
}
FIRST = 3


def fields_of(page):
    return [field for field in page._meta.get_fields() if isinstance(field, StreamField)]


def words(page):
    return {field.name: list(getattr(page, field.name).raw_data) for field in fields_of(page)}


class TestPages(TestCase):
    """Loading takes seconds, so the tests share one load."""

    @classmethod
    def setUpTestData(cls):
        demonstration()
        cls.pages = list(Page.objects.filter(depth__gt=1).specific())

    def test_a_page_that_is_new_may_lead_to_one_that_was_there(self):
        older = DocumentPage.objects.exclude(superseded_by=None).get()
        newer = older.superseded_by
        SourceRecord.objects.get(external_id__startswith="page/", object_id=older.pk).delete()
        older.delete()

        assert load_pages(timezone.now()) == 1

        assert DocumentPage.objects.exclude(superseded_by=None).get().superseded_by == newer

    def test_each_can_be_published_again_as_it_is(self):
        problems = {}
        for page in self.pages:
            for field in fields_of(page):
                try:
                    field.stream_block.clean(getattr(page, field.name))
                except ValidationError as error:
                    problems[page.url_path] = error
        assert problems == {}

    def test_each_can_be_translated(self):
        for page in self.pages:
            extract_segments(page)

    def test_families_find_pages_by_their_own_words(self):
        found = {words: [hit.url for hit in page_hits(asked(words))[:FIRST]] for words in FAMILIES_WORDS}

        def is_found(words):
            return any(url.startswith(FAMILIES_WORDS[words]) for url in found[words])

        assert {words: urls for words, urls in found.items() if not is_found(words)} == {}

    def test_each_stands_in_the_history_as_it_was_published(self):
        live = [page for page in self.pages if page.live]

        assert [page.url_path for page in live if words(page) != words(page.live_revision.as_object())] == []
        published = PageLogEntry.objects.filter(action="wagtail.publish").values_list("page_id", flat=True)
        assert sorted(published) == sorted(page.pk for page in live)

    def test_one_with_a_page_of_somebody_else_below_it_stays(self):
        made = SourceRecord.objects.filter(external_id__startswith="page/")
        made.exclude(external_id__startswith="page/rights/").delete()
        section = Page.objects.get(slug="rights")
        InformationPageFactory(parent=section, slug="ours")

        forget_pages()

        assert [page.slug for page in section.get_children()] == ["ours"]
        assert made.get().object_id == section.pk

    def test_each_says_when_it_was_last_checked(self):
        assert [page.url_path for page in self.pages if not page.last_confirmed_at] == []

    def test_the_home_page_has_eight_topics_and_the_menu_leads_to_the_ninth(self):
        assert Page.objects.live().in_menu().count() == 8
        assert NavigationItem.objects.filter(address="/have-your-say/").exists()

    def test_the_foot_leads_to_a_copy_on_paper(self):
        foot = self.client.get("/contact/").content.decode().partition("<footer")[2]

        assert 'href="/get-a-copy/"' in foot

    def test_an_older_version_of_a_document_is_marked_and_the_newer_one_has_a_file(self):
        newer = DocumentPage.objects.get(slug="local-offer-plan-on-a-page")
        older = newer.older_versions.get()

        assert "There is a newer version" in self.client.get(older.url).content.decode()
        assert f"{newer.file.title} (CSV, {filesizeformat(newer.file.file_size)})" in self.client.get(
            newer.url
        ).content.decode().replace("&amp;", "&")

    def test_easy_read_pages_are_short_and_claim_no_check_that_never_was(self):
        pages = [page for page in self.pages if isinstance(page, EasyReadPage)]

        assert [page.slug for page in pages if not 8 <= len(page.rows) <= 12] == []
        assert [page.slug for page in pages if not page.checked_with.startswith("No reading group")] == []

    def test_pages_answer_every_part_of_the_law(self):
        """A slip would be left out: `law` names the items by their slugs."""
        slugs = {slug for file in page_files() for slug in file.data.get("law", ())}
        items = set(StatutoryItem.objects.values_list("slug", flat=True))

        assert slugs == items
        assert items - set(page_counts()) == set()

    def test_a_card_of_a_guide_has_two_to_eight_words(self):
        articles = (FiveMinutePage, GuidePage, InformationPage, QuestionsPage)
        titles = [page.title for page in self.pages if isinstance(page, articles)]

        assert [title for title in titles if not 2 <= len(title.split()) <= 8] == []

    def test_every_five_minute_guide_leads_to_complaints_and_to_a_guide_for_parents(self):
        guides = {page.url for page in GuidePage.objects.live()}
        short = FiveMinutePage.objects.live()
        links = {page: {link.value["address"] for link in page.links} for page in short}

        assert [page.slug for page in short if COMPLAINTS not in links[page]] == []
        assert [page.slug for page in short if not (page.guide or links[page] & (guides - {COMPLAINTS}))] == []
        assert [page.slug for page in short if page.publishing_problems()] == []


class TestFilms(TestCase):
    """Drawn by `scripts/films` and kept beside the words."""

    MOST = 600_000

    @classmethod
    def setUpTestData(cls):
        demonstration()
        cls.pages = list(VideoPage.objects.order_by("kind"))

    def test_there_is_a_film_and_a_tour_that_could_be_published_again(self):
        assert [page.kind for page in self.pages] == ["film", "tour"]
        assert [page.publishing_problems() for page in self.pages] == [{}, {}]

    def test_an_officer_could_have_sent_each_of_their_files(self):
        for path in FILMS.iterdir():
            check = {".webm": check_film, ".vtt": check_captions}.get(path.suffix)
            if check:
                check(ContentFile(path.read_bytes(), path.name))

    def test_they_are_small_and_say_how_long_they_are(self):
        for path in FILMS.glob("*.webm"):
            content = path.read_bytes()
            at = content.index(DURATION) + len(DURATION)
            assert 30_000 <= struct.unpack(">d", content[at : at + 8])[0] <= 45_000
            assert len(content) <= self.MOST

    def test_a_second_run_makes_none(self):
        load_pages(timezone.now())

        assert VideoPage.objects.count() == len(self.pages)
        assert get_image_model().objects.count() == len(self.pages) + 1  # the tour has a second one

    def put_files(self):
        """As loading does; a test begins without files."""
        return [film_file(path.name) for path in FILMS.iterdir() if path.suffix != ".webp"]

    def test_they_go_with_their_files(self):
        names = self.put_files()
        assert all(map(default_storage.exists, names))

        forget_pages()

        assert not any(map(default_storage.exists, names))
        assert not get_image_model().objects.exists()

    def test_a_file_that_a_page_names_stays(self):
        names = {page.film.name for page in self.pages} | {page.captions.name for page in self.pages}

        assert set(self.put_files()) == names - {""}
        assert forget_films() == 0


@pytest.mark.django_db
class TestFiles:
    """A document's file is made when it is loaded."""

    raw = {"file": "Plan (sample)", "block": [{"kind": "table", "head": ["Who", "By"], "rows": [["Team", "Spring"]]}]}

    def test_the_table_of_a_page_is_a_file_that_spreadsheets_read(self):
        document = table_file(self.raw)

        with document.open_file() as file:
            assert file.read().decode("utf-8-sig").splitlines() == ["Who,By", "Team,Spring"]
        assert document.file_extension == "csv"

    def test_a_reset_leaves_the_new_file_and_no_old_one(self, django_capture_on_commit_callbacks):
        old = table_file(self.raw)
        storage = old.file.storage

        with django_capture_on_commit_callbacks(execute=True):
            old.delete()
            new = table_file(self.raw)

        assert storage.exists(new.file.name)
        assert not storage.exists(old.file.name)


def asked(words):
    return Asked(SearchQuery(words=words).words, None)

"""The demonstration's pages as they come out of the content files."""

import pytest
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.test import TestCase
from django.utils import timezone
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.segments.extract import extract_segments

from directory.models import SourceRecord
from directory.search import SearchQuery
from localoffer.core.models import StatutoryItem
from localoffer.core.registries import Asked
from localoffer.pages.demonstration.files import table_file
from localoffer.pages.demonstration.loading import load_pages
from localoffer.pages.demonstration.reading import page_files
from localoffer.pages.models import (
    DocumentPage,
    EasyReadPage,
    FiveMinutePage,
    GuidePage,
    InformationPage,
    QuestionsPage,
)
from localoffer.pages.officers.evidence import page_counts
from localoffer.pages.search.results import page_hits
from tests.made_once import demonstration

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

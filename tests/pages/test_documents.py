"""Documents: the page first, the file a copy, versions that lead to each other and are never lost."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from wagtail.documents import get_document_model

from localoffer.pages.models import DocumentPage
from tests.factories.pages import DocumentPageFactory, HubPageFactory
from tests.pages.cms import said
from tests.pages.reading import headings_of, main_of, skips

pytestmark = pytest.mark.django_db


@pytest.fixture
def versions(site_tree):
    """Three versions of one plan, the oldest first."""
    third = DocumentPageFactory(title="Plan 3", slug="plan-3", version="3.0", dated=date(2026, 9, 1))
    second = DocumentPageFactory(title="Plan 2", version="2.0", dated=date(2025, 9, 1), superseded_by=third)
    first = DocumentPageFactory(title="Plan 1", version="1.0", dated=date(2024, 9, 1), superseded_by=second)
    return first, second, third


def shown(client, page):
    return main_of(client.get(page.get_url()))


class TestVersions:
    def test_an_old_one_leads_to_the_one_that_holds_now(self, client, versions):
        first, second, third = versions

        for old in (first, second):
            html = shown(client, old)
            assert "There is a newer version" in html
            assert f'<a href="{third.get_url()}">Plan 3</a>' in html

    def test_an_old_one_is_not_for_search_engines(self, client, versions):
        first, _second, third = versions

        assert 'content="noindex"' in client.get(first.get_url()).content.decode()
        assert "noindex" not in client.get(third.get_url()).content.decode()
        assert first.get_url() not in client.get("/sitemap-pages.xml").content.decode()

    def test_the_new_one_lists_the_older_ones(self, client, versions):
        html = shown(client, versions[2])

        assert "There is a newer version" not in html
        assert html.index("Plan 2, version 2.0") < html.index("Plan 1, version 1.0")

    def test_a_draft_of_a_newer_version_changes_nothing(self, client, site_tree):
        draft = DocumentPageFactory(title="Secret plan", live=False)
        page = DocumentPageFactory(superseded_by=draft)

        html = shown(client, page)

        assert "Secret plan" not in html
        assert "newer version" not in html

    def test_versions_in_a_circle_are_refused(self, versions):
        first, _second, third = versions
        third.superseded_by = first

        with pytest.raises(ValidationError, match="cannot be this document or an older one"):
            third.full_clean()

    def test_a_circle_that_is_there_all_the_same_does_no_harm(self, client, versions):
        first, _second, third = versions
        DocumentPage.objects.filter(pk=third.pk).update(superseded_by=first)

        assert client.get(first.get_url()).status_code == 200


class TestFile:
    def test_its_kind_and_size_are_said(self, client, site_tree):
        file = get_document_model().objects.create(title="Plan", file=ContentFile(b"x" * 2048, name="plan.pdf"))
        page = DocumentPageFactory(file=file)

        html = shown(client, page)

        assert "Plan (PDF, 2.0\xa0KB)" in html
        assert "The words of the document." in html

    def test_a_file_that_is_gone_does_not_take_the_page_with_it(self, client, site_tree):
        file = get_document_model().objects.create(title="Plan", file=ContentFile(b"x", name="plan.pdf"))
        file.file.storage.delete(file.file.name)

        assert "Plan (PDF)" in shown(client, DocumentPageFactory(file=file))


class TestNeverDeleted:
    def test_a_published_one_stays(self, admin_client, versions):
        old = versions[0]
        DocumentPage.objects.filter(pk=old.pk).update(first_published_at=timezone.now())

        response = admin_client.post(reverse("wagtailadmin_pages:delete", args=[old.pk]))

        assert DocumentPage.objects.filter(pk=old.pk).exists()
        assert "was published, so it stays" in said(response)

    def test_nor_does_it_go_with_its_topic(self, admin_client, site_tree):
        hub = HubPageFactory()
        page = DocumentPageFactory(parent=hub, first_published_at=timezone.now())

        admin_client.post(reverse("wagtailadmin_pages:delete", args=[hub.pk]))

        assert DocumentPage.objects.filter(pk=page.pk).exists()

    def test_a_draft_may_go(self, admin_client, site_tree):
        draft = DocumentPageFactory(live=False, first_published_at=None)

        admin_client.post(reverse("wagtailadmin_pages:delete", args=[draft.pk]))

        assert not DocumentPage.objects.filter(pk=draft.pk).exists()


class TestList:
    def test_by_year_and_then_the_older_versions(self, client, versions):
        DocumentPageFactory(title="Charter", dated=date(2025, 1, 1))

        response = client.get(versions[2].get_parent().get_url())

        assert [words for level, words in headings_of(response) if level == 2] == ["2026", "2025", "Older versions"]
        assert skips(headings_of(response)) == []
        assert f'<a href="{versions[2].get_url()}">There is a newer version</a>' in main_of(response)

    def test_an_empty_one_leads_on(self, client, site_tree):
        index = DocumentPageFactory(live=False).get_parent()

        assert "We have not published any documents yet." in main_of(client.get(index.get_url()))

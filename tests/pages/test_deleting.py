"""Nothing that families can read is deleted: it is unpublished first, which keeps its words."""

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page

from tests.factories.pages import DocumentPageFactory, HubPageFactory, InformationPageFactory
from tests.factories.people import person
from tests.pages.cms import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def cms(client):
    client.force_login(person("Officers"))
    return client


def delete(client, page):
    return client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))


def delete_many(client, *pages):
    ids = "&".join(f"id={page.pk}" for page in pages)
    return client.post(f"/cms/bulk/wagtailcore/page/delete/?{ids}&next=/cms/")


def is_there(page):
    return Page.objects.filter(pk=page.pk).exists()


class TestOne:
    def test_a_live_page_stays_and_the_way_is_said(self, cms):
        page = InformationPageFactory(title="Help before school")

        response = delete(cms, page)

        assert is_there(page)
        assert "“Help before school” is on the site. Unpublish it first" in said(response)

    def test_asking_already_says_so(self, cms):
        page = InformationPageFactory()

        response = cms.get(reverse("wagtailadmin_pages:delete", args=[page.pk]))

        assert response.url == reverse("wagtailadmin_pages:edit", args=[page.pk])

    def test_one_that_was_unpublished_may_go(self, cms):
        page = InformationPageFactory(first_published_at=timezone.now())
        page.unpublish()

        delete(cms, page)

        assert not is_there(page)

    def test_so_may_a_draft(self, cms):
        page = InformationPageFactory(live=False)

        delete(cms, page)

        assert not is_there(page)

    def test_a_draft_with_a_live_page_below_it_stays(self, cms):
        hub = HubPageFactory(live=False)
        page = InformationPageFactory(parent=hub, title="Below")

        response = delete(cms, hub)

        assert is_there(page)
        assert "“Below” is on the site." in said(response)

    def test_an_original_with_a_live_translation_stays(self, cms):
        page = InformationPageFactory(live=False)
        polish = Locale.objects.create(language_code="pl")
        page.copy_for_translation(polish, copy_parents=True)
        page.get_translation(polish).save_revision().publish()

        delete(cms, page)

        assert is_there(page)

    def test_a_draft_translation_of_a_live_page_may_go(self, cms):
        page = InformationPageFactory()
        polish = Locale.objects.create(language_code="pl")
        page.copy_for_translation(polish, copy_parents=True)
        translation = page.get_translation(polish)

        delete(cms, translation)

        assert not is_there(translation)

    def test_a_superuser_deletes_no_more(self, admin_client):
        page = InformationPageFactory()

        delete(admin_client, page)

        assert is_there(page)


class TestMany:
    def test_one_live_page_keeps_them_all(self, cms):
        live, draft = InformationPageFactory(title="On the site"), InformationPageFactory(live=False)

        response = delete_many(cms, live, draft)

        assert is_there(live)
        assert is_there(draft)
        assert "“On the site” is on the site." in said(response)

    def test_drafts_go(self, cms):
        drafts = [InformationPageFactory(live=False) for _number in range(2)]

        delete_many(cms, *drafts)

        assert not any(map(is_there, drafts))

    def test_a_document_that_was_published_stays_here_too(self, cms):
        page = DocumentPageFactory(live=False, first_published_at=timezone.now())

        response = delete_many(cms, page)

        assert is_there(page)
        assert "was published, so it stays" in said(response)

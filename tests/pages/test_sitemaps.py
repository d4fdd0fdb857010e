"""What search engines are told about the pages."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from tests.factories.pages import (
    ContactPageFactory,
    EventPageFactory,
    InformationPageFactory,
    NewsPageFactory,
    StoryPageFactory,
    site_home,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _base_url(settings):
    settings.BASE_URL = "https://offer.example"


def found(client):
    return re.findall(r"<loc>https://offer.example(.*?)</loc>", client.get("/sitemap-pages.xml").content.decode())


def test_public_pages_are_listed_with_the_home_page(client):
    site_home()
    page = InformationPageFactory()

    assert {"/", page.url} <= set(found(client))
    assert "https://offer.example/sitemap-pages.xml" in client.get("/sitemap.xml").content.decode()


def test_drafts_private_pages_and_what_is_over_are_not(client):
    site_home()
    today, now = timezone.localdate(), timezone.now()
    old = {"starts": now - timedelta(days=2), "ends": now - timedelta(days=1)}
    private = InformationPageFactory(slug="private")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    gone = [
        private,
        InformationPageFactory(slug="draft", live=False),
        NewsPageFactory(slug="ended", day=today - timedelta(days=9), ends=today - timedelta(days=1)),
        EventPageFactory(slug="over", **old),
        StoryPageFactory(slug="hidden", consent_until=today - timedelta(days=1)),
    ]
    kept = [
        NewsPageFactory(slug="new"),
        EventPageFactory(slug="weekly", repeats="weekly", **old),
        StoryPageFactory(slug="told"),
    ]

    addresses = found(client)

    assert not [page for page in gone if page.url in addresses]
    assert all(page.url in addresses for page in kept)


def test_the_contact_page_is_listed_once(client):
    site_home()
    ContactPageFactory()

    assert "/contact/" not in found(client)
    assert "/contact/</loc>" in client.get("/sitemap-frame.xml").content.decode()


def test_many_pages_cost_as_many_queries_as_few(client, django_assert_max_num_queries):
    InformationPageFactory.create_batch(30)
    found(client)

    with django_assert_max_num_queries(4):
        assert len(found(client)) > 30

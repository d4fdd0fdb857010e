"""What search engines are told."""

import re

import pytest

from directory.models import Service
from directory.sitemaps import ServiceSitemap
from tests.factories.directory import ProviderFactory, ServiceFactory

pytestmark = pytest.mark.django_db


def addresses(response):
    return re.findall(r"<loc>(.*?)</loc>", response.content.decode())


@pytest.fixture(autouse=True)
def _base_url(settings):
    settings.BASE_URL = "https://offer.example"


def test_the_index_leads_to_sections_that_are_there(client):
    ServiceFactory()

    found = addresses(client.get("/sitemap.xml"))

    assert "https://offer.example/sitemap-services.xml" in found
    assert all(client.get(address.removeprefix("https://offer.example")).status_code == 200 for address in found)


def test_services_that_families_may_see_are_listed_under_the_sites_own_address(client):
    ServiceFactory(slug="open-club")
    ServiceFactory(slug="draft-club", live=False)
    ServiceFactory(slug="closed-club", status=Service.Status.CLOSED)

    found = addresses(client.get("/sitemap-services.xml", headers={"Host": "localhost"}))

    assert found == ["https://offer.example/services/open-club/"]


def test_providers_are_listed(client):
    ProviderFactory(slug="harbour")

    assert "https://offer.example/providers/harbour/" in addresses(client.get("/sitemap-providers.xml"))


def test_large_sections_have_several_pages(client, monkeypatch):
    monkeypatch.setattr(ServiceSitemap, "limit", 2)
    for _number in range(3):
        ServiceFactory()

    assert "https://offer.example/sitemap-services.xml?p=2" in addresses(client.get("/sitemap.xml"))
    assert len(addresses(client.get("/sitemap-services.xml?p=2"))) == 1


@pytest.mark.parametrize("address", ["/sitemap-nothing.xml", "/sitemap-services.xml?p=99", "/sitemap-services.xml?p=x"])
def test_an_unknown_section_or_page_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_robots_may_not_follow_searches_and_lists(client):
    text = client.get("/robots.txt").content.decode()

    assert "Disallow: /list/" in text
    assert "Disallow: /find/?" in text
    assert "Sitemap: https://offer.example/sitemap.xml" in text


def test_a_demonstration_is_not_for_search_engines(client, settings):
    settings.DEMONSTRATION = True

    assert "Disallow: /\n" in client.get("/robots.txt").content.decode()

"""A provider that is not published is not named by any public output of its services."""

from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.utils import timezone

from directory import search
from directory.models import InspectionResult, ProviderContact
from localoffer.core.models import CouncilSettings
from tests.directory.test_privacy_outputs import text_of
from tests.factories.directory import ProviderFactory, ServiceFactory, TermFactory, VocabularyFactory

pytestmark = pytest.mark.django_db
TRACES = ["Rowan Trust", "rowan-trust", "01632 960777", "hello@rowan.example.org", "Judged fine"]
ADDRESSES = [
    "/services/club/",
    "/services/club/?print=page",
    "/services/club/refer/",
    "/services/other/",
    "/list/?ids=K7M2P.QW3RT",
    "/list/print/?ids=K7M2P.QW3RT",
    "/list/compare/?ids=K7M2P.QW3RT",
    "/sitemap-providers.xml",
    "/services/changes.atom",
    "/find/",
    "/find/?q=club",
    "/find/export.csv",
    "/find/export.xlsx",
]


@pytest.fixture
def provider(site_tree):
    """A draft provider of a service that is live, with everything that could give it away."""
    provider = ProviderFactory(name="Rowan Trust", slug="rowan-trust", live=False)
    ProviderContact.objects.create(provider=provider, phone="01632 960777", email="hello@rowan.example.org")
    InspectionResult.objects.create(provider=provider, what="Play", result="Judged fine", by="Somebody")
    kind = TermFactory(vocabulary=VocabularyFactory(slug="type"), label="Club")
    now = timezone.now()
    for slug, code in (("club", "K7M2P"), ("other", "QW3RT")):
        ServiceFactory(
            slug=slug, name=f"Chess {slug}", short_code=code, provider=provider, terms=[kind],
            referral_criteria="Any family.", first_published_at=now,
        )  # fmt: skip
    CouncilSettings.objects.get_or_create(site=site_tree)
    search.rebuild()
    return provider


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_output_names_it(client, provider, address):
    client.cookies[settings.LIST_COOKIE] = "K7M2P.QW3RT"

    response = client.get(address)

    assert response.status_code in {200, 410}
    text = text_of(response).replace(address, "")
    assert [trace for trace in TRACES if trace in text] == []


def test_its_own_page_is_as_unknown_as_any_other(client, provider):
    assert client.get("/providers/rowan-trust/").status_code == 404


def test_searching_for_its_name_finds_nothing(client, provider):
    page = client.get(f"/find/?{urlencode({'q': 'rowan', 'exact': 1})}").content.decode()

    assert "Chess" not in page


def test_once_it_is_published_it_is_named_and_found(client, provider):
    provider.save_revision().publish()

    assert "Rowan Trust" in client.get("/services/club/").content.decode()
    assert "01632 960777" in client.get("/services/club/").content.decode()
    assert "Chess club" in client.get("/find/?q=rowan").content.decode()


def test_a_service_without_any_other_contact_still_says_whom_to_ask(client, provider):
    assert "Ask the service" in client.get("/services/club/").content.decode()

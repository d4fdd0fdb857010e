"""A home or a refuge is known to the public by its ward alone, wherever the portal speaks of it."""

from datetime import timedelta
from io import BytesIO
from urllib.parse import urlencode
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.utils import timezone

from directory import search
from directory.models import ProviderIdentifier
from directory.urls import urlpatterns
from localoffer.core.models import CouncilSettings
from tests.factories.directory import (
    AreaFactory,
    LocationFactory,
    PostcodeFactory,
    ProviderFactory,
    ScheduleFactory,
    ServiceFactory,
    TermFactory,
    VocabularyFactory,
)

pytestmark = pytest.mark.django_db
SECRETS = {
    "name": "Rowan Cottage",
    "address_1": "12 Acacia Avenue",
    "address_2": "Flat Zebra",
    "town": "Hidden Town",
    "county": "Hidden County",
    "postcode": "SS9 9ZZ",
    "latitude": 51.55512,
    "longitude": 0.66613,
    "uprn": "100090123456",
    "directions": "Behind the blue gate",
    "access_notes": "Ring the bell of the red door",
}
# As they might be written: the postcode without its space, coordinates rounded.
TRACES = [*(str(value) for value in SECRETS.values()), "SS99ZZ", "SS9+9ZZ", "51.5551", "0.6661", "51.555", "0.666"]


@pytest.fixture
def service(site_tree):
    """A refuge, on every output there is."""
    ward = AreaFactory(
        name="Leigh", latitude=51.541, longitude=0.651, outline=[[[0.6, 51.5], [0.7, 51.5], [0.7, 51.6]]]
    )
    home = LocationFactory(**SECRETS, visibility="area", ward=ward)
    home.terms = [TermFactory(vocabulary=VocabularyFactory(slug="access", scope="place"), label="Step-free access")]
    home.save()
    provider = ProviderFactory(slug="harbour", address=home)
    ProviderIdentifier.objects.create(provider=provider, scheme="uprn", value=SECRETS["uprn"])
    kind = TermFactory(vocabulary=VocabularyFactory(slug="type"), label="Refuge")
    service = ServiceFactory(
        slug="refuge", name="Safe house", short_code="K7M2P", provider=provider, terms=[kind], at=[home],
        referral_criteria="Any family.", last_confirmed_at=timezone.now() - timedelta(days=3),
    )  # fmt: skip
    service.service_locations.update(notes="Next to 12 Acacia Avenue")
    other = ServiceFactory(slug="other", short_code="QW3RT", provider=provider, terms=[kind])
    ServiceFactory(slug="closed", short_code="CC7KK", terms=[kind], status="closed")
    for listed in (service, other):
        ScheduleFactory(service=listed, days="MO", location=home)
    PostcodeFactory(code="SS9 1AA", latitude=51.54, longitude=0.65)
    CouncilSettings.objects.get_or_create(site=site_tree)
    search.rebuild()
    return service


ADDRESSES = [
    "/services/refuge/",
    "/services/refuge/?print=page",
    "/services/refuge/refer/",
    "/services/refuge/calendar.ics",
    "/services/refuge/qr.svg",
    "/services/other/",
    "/services/closed/",
    "/providers/harbour/",
    "/list/",
    "/list/?ids=K7M2P.QW3RT.CC7KK",
    "/list/print/?ids=K7M2P.QW3RT",
    "/list/compare/?ids=K7M2P.QW3RT",
    "/sitemap-services.xml",
    "/sitemap-providers.xml",
    "/services/changes.atom",
    "/find/",
    "/find/?q=safe&postcode=SS9+1AA&sort=nearest",
    "/find/pages/?q=safe",
    "/find/?postcode=SS9+1AA&within=5&map=1",
    "/find/map/?postcode=SS9+1AA",
    "/about-the-data/",
    "/find/export.csv",
    "/find/export.xlsx",
]


def text_of(response):
    """All that a response says, packed files unpacked."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if response["Content-Type"].endswith("sheet"):
        return unpacked(content)
    return content.decode("utf-8", "replace").replace("\r\n ", "")


def unpacked(content):
    with ZipFile(BytesIO(content)) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_output_says_where_a_hidden_place_is(client, service, address):
    client.cookies[settings.LIST_COOKIE] = "K7M2P.QW3RT"

    response = client.get(address)
    text = text_of(response)

    assert response.status_code in {200, 410}
    assert [trace for trace in TRACES if trace in text] == []


def test_the_ward_is_still_said(client, service):
    assert "Leigh" in client.get("/services/refuge/").content.decode()


@pytest.mark.parametrize("words", ["Acacia", "Hidden Town", "Rowan Cottage"])
def test_searching_for_the_hidden_address_does_not_find_it(client, service, words):
    assert "Safe house" not in client.get(f"/find/?{urlencode({'q': words, 'exact': 1})}").content.decode()


def test_the_hidden_postcode_is_a_postcode_like_any_other(client, service):
    """A postcode among the words is a place to search near, known or not; it says nothing of who lives there."""
    hidden, elsewhere = (
        client.get(f"/find/?{urlencode({'q': postcode, 'exact': 1})}").content.decode().replace(postcode, "")
        for postcode in ("SS9 9ZZ", "SS9 8YY")
    )

    assert hidden.count("lo-result__title") == elsewhere.count("lo-result__title")


def test_a_search_from_next_door_tells_the_distance_of_the_ward(client, service):
    PostcodeFactory(code="SS9 9ZZ", latitude=SECRETS["latitude"], longitude=SECRETS["longitude"])

    page = client.get("/find/?postcode=SS9+9ZZ&sort=nearest").content.decode()

    assert "1.2 miles" in page or "1.1 miles" in page


def test_every_public_page_of_the_directory_is_looked_at():
    """A new kind of output must be added to the addresses above."""
    looked_at = {
        "service-detail", "service-refer", "service-calendar", "service-qr", "provider-detail", "list", "list-print",
        "list-compare", "find", "find-pages", "find-map", "find-export", "changes-feed", "about-data",
    }  # fmt: skip
    without_places = {"services", "providers", "service-short", "list-add", "list-remove", "list-move", "list-clear"}

    assert {pattern.name for pattern in urlpatterns} - without_places == looked_at

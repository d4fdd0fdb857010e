"""What search engines read on a service page."""

import json
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.models import ServiceContact
from directory.templatetags.service_tags import json_ld
from tests.factories.directory import AreaFactory, LocationFactory, ProviderFactory, ServiceFactory

pytestmark = pytest.mark.django_db
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def data_of(client, service):
    (block,) = BLOCK.findall(client.get(service.get_absolute_url()).content.decode())
    return json.loads(block)


def test_a_service_is_described_with_its_own_address(client, settings):
    settings.BASE_URL = "https://offer.example"
    provider = ProviderFactory(name="Harbour Trust", kind="nhs")
    service = ServiceFactory(
        slug="play",
        name="Play",
        summary="Play and talk.",
        provider=provider,
        min_age=0,
        max_age=5,
        price_from=Decimal(4),
    )

    data = data_of(client, service)

    assert data["@type"] == "Service"
    assert data["url"] == "https://offer.example/services/play/"
    assert data["provider"]["@type"] == "MedicalOrganization"
    assert data["audience"] == {"@type": "PeopleAudience", "suggestedMinAge": 0, "suggestedMaxAge": 5}
    assert data["offers"] == {"@type": "Offer", "price": "4.00", "priceCurrency": "GBP"}


def test_what_is_not_known_is_left_out(client):
    data = data_of(client, ServiceFactory())

    assert not {"audience", "offers", "availableChannel", "description"} & set(data)


def test_contacts_and_public_places_are_channels(client):
    hall = LocationFactory(
        name="Hall", address_1="1 High Street", town="Leigh", postcode="SS9 1AA", latitude=51.5, longitude=0.6
    )
    service = ServiceFactory(at=[hall])
    ServiceContact.objects.create(service=service, phone="01632 960 101", website="javascript:alert(1)")

    contact, place = data_of(client, service)["availableChannel"]

    assert contact == {
        "@type": "ServiceChannel",
        "servicePhone": {"@type": "ContactPoint", "telephone": "01632 960 101"},
    }
    assert place["serviceLocation"]["address"]["postalCode"] == "SS9 1AA"
    assert place["serviceLocation"]["geo"]["latitude"] == 51.5


def test_an_area_only_place_is_its_ward_and_nothing_else(client):
    home = LocationFactory(
        visibility="area", address_1="12 Acacia Avenue", ward=AreaFactory(name="Leigh", latitude=51.5, longitude=0.6)
    )

    (channel,) = data_of(client, ServiceFactory(at=[home]))["availableChannel"]

    assert channel["serviceLocation"] == {"@type": "Place", "name": "Leigh"}


@given(st.text())
def test_no_text_can_end_the_data_block(text):
    block = json_ld({"name": text + "</script><script>"})

    assert block.count("<") == 2
    assert json.loads(BLOCK.findall(block)[0])["name"] == text + "</script><script>"

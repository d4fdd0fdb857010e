"""Where to report a security fault (RFC 9116)."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from localoffer.core.models import CouncilSettings
from localoffer.core.production import security_txt_takes_https_only

pytestmark = pytest.mark.django_db
ADDRESS = "/.well-known/security.txt"


def fields(client):
    response = client.get(ADDRESS)
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    return dict(line.split(": ", 1) for line in response.content.decode().splitlines())


def test_says_whom_to_tell_until_when_and_where_the_rules_are(client, settings):
    settings.BASE_URL = "https://offer.example.org"
    settings.SECURITY_CONTACT = "security@example.org"
    settings.SECURITY_POLICY_URL = "https://www.example.org/rules"

    found = fields(client)

    assert found["Contact"] == "mailto:security@example.org"
    assert found["Policy"] == "https://www.example.org/rules"
    assert found["Canonical"] == "https://offer.example.org/.well-known/security.txt"
    assert found["Preferred-Languages"] == "en"
    expires = datetime.fromisoformat(found["Expires"])
    assert timezone.now() < expires < timezone.now() + timedelta(days=365)


@pytest.mark.parametrize("contact", ["https://www.example.org/report", "mailto:a@example.org", "tel:+44-1632-960100"])
def test_an_address_stays_an_address(client, settings, contact):
    settings.SECURITY_CONTACT = contact

    assert fields(client)["Contact"] == contact


def test_without_rules_there_is_no_line_for_them(client, settings):
    settings.SECURITY_CONTACT = "security@example.org"
    settings.SECURITY_POLICY_URL = ""

    assert set(fields(client)) == {"Contact", "Expires", "Preferred-Languages", "Canonical"}


@pytest.mark.parametrize(("address", "warned"), [("http://www.example.org/rules", True), ("https://x.example/", False)])
def test_the_check_before_production_warns_of_an_address_that_readers_refuse(settings, address, warned):
    settings.SECURITY_POLICY_URL = address

    assert [warning.id for warning in security_txt_takes_https_only(None)] == ["localoffer.W002"] * warned


def test_without_a_setting_the_councils_own_mail_stands_there(client, site_tree):
    CouncilSettings.objects.create(site=site_tree, email="offer@example.org")

    assert fields(client)["Contact"] == "mailto:offer@example.org"


def test_while_nobody_is_named_there_is_none(client):
    assert client.get(ADDRESS).status_code == 404

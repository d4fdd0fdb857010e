"""The privacy notice says what the software does: why, for how long, and whom to ask."""

import re
from html import unescape

import pytest
from django.utils.html import strip_tags

from directory.find_export import PER_MINUTES
from localoffer.core.models import CouncilSettings, StaffAccount
from localoffer.core.public_forms import is_over_limit
from localoffer.pages.officers.models.previews import COMMENTS_KEPT

pytestmark = pytest.mark.django_db


@pytest.fixture
def notice(client, site_tree):
    """Its words, for a council with an e-mail address, a phone number and a postal address."""
    CouncilSettings.objects.create(
        site=site_tree, email="offer@example.org", phone="01632 960 100", post_address="1 Sample Street"
    )
    main = client.get("/privacy/").content.decode().split("<main")[1].split("</main")[0]
    return " ".join(unescape(strip_tags(main)).split())


def test_it_names_the_lawful_basis(notice):
    for words in (
        "public task: UK GDPR, article 6(1)(e)",
        "section 30 of the Children and Families Act 2014",
        "Special Educational Needs and Disability Regulations 2014",
    ):
        assert words in notice


def test_it_tells_how_long_comments_on_drafts_are_kept(notice):
    told = notice.split("When you comment on a draft")[1]

    assert f"We erase it {COMMENTS_KEPT.days} days after the link has ended." in told
    assert "if you gave it, your name" in told


def test_it_tells_how_long_a_closed_account_keeps_its_name(notice):
    assert StaffAccount.KEPT_CLOSED.days == 2 * 365
    assert "Two years after a closed account was last used, we erase name and e-mail" in notice


def test_it_tells_how_long_a_network_address_is_kept(notice):
    assert "network address of your device" in notice
    assert is_over_limit.__kwdefaults__["seconds"] == 60 * 60
    assert f"for one hour with a form, and for {PER_MINUTES} minutes with a spreadsheet" in notice


def test_the_data_protection_officer_can_be_reached_by_the_councils_own_ways(notice):
    ways = re.search("To reach the data protection officer(.*?)All ways to contact us", notice)

    assert ways
    for way in ("offer@example.org", "960", "1 Sample Street"):
        assert way in ways[1]

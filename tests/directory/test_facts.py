"""The facts of a service in words, as its page shows them."""

from datetime import date
from decimal import Decimal

import pytest

from directory.models import Service, ServiceContact
from directory.presentation.facts import age_words
from directory.presentation.links import phone_words, safe_url, short_address
from localoffer.core.models import CouncilSettings
from tests.factories.directory import ProviderFactory, ServiceFactory, TermFactory, VocabularyFactory

pytestmark = pytest.mark.django_db


def page_of(client, service):
    return client.get(service.get_absolute_url()).content.decode()


def term(vocabulary, label):
    return TermFactory(vocabulary=VocabularyFactory(slug=vocabulary), label=label)


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (0, 5, "Birth to 5"),
        (5, 11, "5 to 11"),
        (16, None, "From 16"),
        (None, 18, "Up to 18"),
        (3, 3, "Age 3"),
        (0, None, "All ages from birth"),
        (None, None, ""),
    ],
)
def test_ages_are_said_as_people_say_them(low, high, words):
    assert age_words(Service(min_age=low, max_age=high)) == words


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("01632960101", "01632 960 101"),
        ("02079460000", "020 7946 0000"),
        ("07700900123", "07700 900 123"),
        ("+441632960101", "01632 960 101"),
        ("08001111111", "0800 111 1111"),
        ("01632 960 101", "01632 960 101"),
        ("01632 960101", "01632 960 101"),
        ("020 7946 0000 ext 5", "020 7946 0000 ext 5"),
        ("119", "119"),
        ("ask for Jo", "ask for Jo"),
    ],
)
def test_phone_numbers_are_easy_to_read(typed, words):
    assert phone_words(typed) == words


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "ftp://x.example", "http://[", ""])
def test_only_web_addresses_become_links(address):
    assert safe_url(address) == ""


def test_an_address_is_shown_short():
    assert short_address("https://www.example.org/play/") == "example.org/play"


def test_what_is_not_known_is_left_out_but_three_things_say_whom_to_ask(client):
    page = client.get(ServiceFactory().get_absolute_url())

    facts = {fact.name: fact.words for fact in page.context["facts"]}
    assert set(facts) == {"area", "cost", "route", "contact"}
    assert facts["cost"] == facts["route"] == "Ask the service"
    assert facts["contact"].startswith("Ask the service")


def test_nobody_is_sent_to_a_service_without_saying_how(client, site_tree):
    CouncilSettings.objects.create(site=site_tree, phone="01632 960 100")

    assert 'href="tel:01632960100"' in page_of(client, ServiceFactory())


def test_cost_says_price_and_what_is_accepted(client):
    service = ServiceFactory(
        price_from=Decimal("4.50"), price_unit="a session", terms=[term("cost", "Personal budget accepted")]
    )

    facts = {fact.name: fact.words for fact in client.get(service.get_absolute_url()).context["facts"]}

    assert facts["cost"] == "From £4.50 a session; Personal budget accepted"


def test_a_wait_carries_the_date_on_which_it_was_true(client):
    service = ServiceFactory(wait="About 14 weeks", wait_as_of=date(2026, 3, 3))

    page = page_of(client, service)

    assert "About 14 weeks" in page
    assert "As of Tuesday 3 March 2026" in page


def test_the_phone_can_be_pressed_and_read(client):
    service = ServiceFactory()
    ServiceContact.objects.create(service=service, phone="01632960101")

    assert '<a href="tel:01632960101">01632 960 101</a>' in page_of(client, service)


def test_the_providers_contact_is_named_as_such(client):
    provider = ProviderFactory(name="Harbour Trust")
    provider.contacts.create(phone="01632 960 555")
    provider.save()

    assert "This is the contact of Harbour Trust, who run it" in page_of(client, ServiceFactory(provider=provider))

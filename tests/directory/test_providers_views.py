"""The page of a provider."""

from datetime import date

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from directory.models import InspectionResult, Provider, ProviderIdentifier, Service, SlugHistory
from directory.views.providers import provider_context
from tests.factories.directory import AreaFactory, LocationFactory, ProviderFactory, ServiceFactory

pytestmark = pytest.mark.django_db


def page_of(client, provider):
    return client.get(provider.get_absolute_url()).content.decode()


def test_it_says_what_kind_of_organisation_it_is(client):
    page = page_of(client, ProviderFactory(kind="charity", description="We help children talk."))

    assert "Charity" in page
    assert "We help children talk." in page


def test_its_published_services_are_listed(client):
    provider = ProviderFactory()
    ServiceFactory(provider=provider, name="Open club")
    ServiceFactory(provider=provider, name="Draft club", live=False)
    ServiceFactory(provider=provider, name="Closed club", status=Service.Status.CLOSED)

    page = page_of(client, provider)

    assert "Open club" in page
    assert "Draft club" not in page
    assert "Closed club" not in page


def test_how_to_reach_it_comes_before_what_it_runs(client):
    service = ServiceFactory()

    page = page_of(client, service.provider)

    assert page.index("Contact the organisation") < page.index(service.name)


def test_the_last_check_is_said_once(client):
    page = page_of(client, ProviderFactory(last_confirmed_at=timezone.now()))

    assert "Last checked:" in page
    assert "Checked today" not in page
    assert "Not checked yet" in page_of(client, ProviderFactory())


def test_without_services_it_leads_on(client):
    page = page_of(client, ProviderFactory())

    assert "No services listed now." in page
    assert "Find support from others" in page


@pytest.mark.parametrize(
    ("scheme", "value", "link"),
    [
        ("urn", "115289", "get-information-schools.service.gov.uk/Establishments/Establishment/Details/115289"),
        ("charity", "1234567", "register-of-charities.charitycommission.gov.uk"),
        ("cqc", "RWN", "www.cqc.org.uk/provider/RWN"),
        ("ofsted", "EY12/../3", "reports.ofsted.gov.uk/search?q=EY12%2F..%2F3"),
    ],
)
def test_registrations_link_to_the_register_by_number(client, scheme, value, link):
    provider = ProviderFactory()
    ProviderIdentifier.objects.create(provider=provider, scheme=scheme, value=value)

    assert link in page_of(client, provider)


def test_a_property_number_is_nobodys_business(client):
    provider = ProviderFactory()
    ProviderIdentifier.objects.create(provider=provider, scheme="uprn", value="100090000001")

    assert "100090000001" not in page_of(client, provider)


def test_an_inspection_is_a_fact_with_date_and_source(client):
    provider = ProviderFactory()
    InspectionResult.objects.create(
        provider=provider, what="Safety", result="Meets the standard", on=date(2025, 6, 3), by="Ofsted"
    )

    page = page_of(client, provider)

    assert "Meets the standard" in page
    assert "Ofsted, Tuesday 3 June 2025" in page


def test_a_school_shows_its_sen_information_report(client):
    provider = ProviderFactory(kind="school", sen_report_url="https://school.example.org/sen")

    assert "https://school.example.org/sen" in page_of(client, provider)


def test_we_vouch_for_no_address_that_somebody_typed(client):
    provider = ProviderFactory(kind="school", sen_report_url="https://school.example.org/sen")
    InspectionResult.objects.create(
        provider=provider, what="Safety", result="Good enough", url="https://reports.example.org/1"
    )

    page = page_of(client, provider)

    for address in ("https://school.example.org/sen", "https://reports.example.org/1"):
        assert f'<a href="{address}" rel="noopener nofollow ugc">' in page


def test_a_trust_shows_its_published_members_and_they_show_the_trust(client):
    trust = ProviderFactory(name="Sea Trust", kind="trust")
    school = ProviderFactory(name="Sea School", parent=trust)
    ProviderFactory(name="Draft School", parent=trust, live=False)

    assert "Sea School" in page_of(client, trust)
    assert "Draft School" not in page_of(client, trust)
    assert "Sea Trust" in page_of(client, school)


def test_an_area_only_address_is_its_ward(client):
    home = LocationFactory(
        name="12 Acacia Avenue", postcode="SS9 9ZZ", visibility="area", ward=AreaFactory(name="Leigh")
    )

    page = page_of(client, ProviderFactory(address=home))

    assert "Leigh" in page
    assert "Acacia" not in page


def test_a_former_address_leads_to_the_new_one(client):
    provider = ProviderFactory(slug="new-name")
    SlugHistory.objects.create(kind="provider", slug="old-name", object_id=provider.pk)

    response = client.get("/providers/old-name/")

    assert (response.status_code, response["Location"]) == (301, "/providers/new-name/")


def test_an_unpublished_provider_has_gone(client):
    provider = ProviderFactory(name="Old Trust", live=False, first_published_at=timezone.now())

    response = client.get(provider.get_absolute_url())

    assert response.status_code == 410
    assert "Old Trust" not in response.content.decode()


@pytest.mark.parametrize("page", ["0", "-1", "10000", "x", "%00"])
def test_a_page_out_of_range_is_answered(client, page):
    provider = ServiceFactory().provider

    assert client.get(f"{provider.get_absolute_url()}?page={page}").status_code == 200


def test_queries_do_not_grow_with_the_services(client, django_assert_num_queries):
    few, many = ProviderFactory(), ProviderFactory()
    ServiceFactory(provider=few)
    for _number in range(30):
        ServiceFactory(provider=many)
    client.get(few.get_absolute_url())

    for provider in (few, many):
        with django_assert_num_queries(7):
            client.get(provider.get_absolute_url())


@pytest.mark.parametrize("provider", [Provider(name="Brand new"), Provider(name="Brand new", slug="brand-new")])
def test_a_provider_that_was_never_saved_can_be_previewed(rf, provider):
    request = rf.get("/cms/")

    page = render_to_string(
        "directory/provider_detail.html", provider_context(provider, request, preview=True), request
    )

    assert "Brand new" in page
    assert "Families do not see this version." in page

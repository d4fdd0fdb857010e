"""An address at which a page was public once says that it has closed; nothing else does."""

import pytest
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from tests.factories.pages import GuidePageFactory, InformationPageFactory, site_home

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site(site_tree):
    site_home()


def taken_down(make=InformationPageFactory, **facts):
    page = make(first_published_at=timezone.now(), **facts)
    page.unpublish()
    return page


def status(client, address):
    return client.get(address).status_code


def test_a_page_that_was_taken_down_has_closed(client):
    page = taken_down(title="Talking group")

    response = client.get(page.get_url())

    assert response.status_code == 410
    assert "This has closed</h1>" in response.content.decode()
    assert "Talking group" not in response.content.decode()


def test_it_names_ways_on(client):
    content = client.get(taken_down().get_url()).content.decode()

    assert 'action="/find/"' in content


def test_so_have_the_parts_of_a_guide(client):
    guide = taken_down(GuidePageFactory)

    assert status(client, f"{guide.get_url()}how-to-ask/") == 410


def test_a_draft_that_was_never_published_is_not_given_away(client):
    page = InformationPageFactory(live=False)

    assert status(client, page.get_url()) == 404


def test_a_page_for_a_few_is_not_given_away(client):
    page = taken_down()
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    assert status(client, page.get_url()) == 404


def test_a_redirect_still_leads_on(client):
    page, other = taken_down(), InformationPageFactory()
    Redirect.add_redirect(page.get_url(), other, is_permanent=True)

    response = client.get(page.get_url())

    assert (response.status_code, response.url) == (301, other.get_url())


def test_a_deleted_page_is_not_found(client):
    page = taken_down()
    address = page.get_url()
    page.delete()

    assert status(client, address) == 404


def test_it_comes_back_when_it_is_published_again(client):
    page = taken_down()
    page.save_revision().publish()

    assert status(client, page.get_url()) == 200


def test_a_page_below_it_that_is_public_is_shown(client):
    page = taken_down(title="Above")
    below = page.add_child(instance=InformationPageFactory.build(title="Below", owner_team=page.owner_team))

    assert status(client, below.get_url()) == 200


def test_a_home_page_that_was_taken_down_closes_no_other_address(client):
    home = site_home()
    type(home).objects.update(first_published_at=timezone.now(), live=False)

    assert status(client, "/not-there/") == 404


def test_costs_two_questions_more_than_an_address_that_never_was(client, django_assert_max_num_queries):
    page = taken_down()
    client.get(page.get_url())

    with django_assert_max_num_queries(10):
        client.get(page.get_url())

"""Pages of the tree served from memory: for whom, how long, and never past a restriction."""

from unittest import mock

import pytest
from wagtail.models import PageViewRestriction

from localoffer.core import whole_pages as module
from tests.factories.directory import ServiceFactory
from tests.factories.pages import EventPageFactory, HubPageFactory, InformationPageFactory
from tests.factories.people import person
from tests.pages.reading import main_of

pytestmark = pytest.mark.django_db

NAME = "Talking group"
PASSWORD = "harbour"


@pytest.fixture
def hub(site_tree):
    return HubPageFactory(title="Health", slug="health", search="q=talking", search_heading="Groups")


def shown(client, page):
    return main_of(client.get(page.get_url()))


def restrict(page):
    return PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password=PASSWORD
    )


def pass_restriction(client, restriction, page):
    address = f"/_util/authenticate_with_password/{restriction.pk}/{page.pk}/"
    client.post(address, {"password": PASSWORD, "return_url": page.get_url()})


class TestServedFromMemory:
    def test_a_second_visitor_gets_the_page_of_the_first(self, client, hub):
        shown(client, hub)

        ServiceFactory(name=NAME)

        assert NAME not in shown(client, hub)

    def test_it_is_half_a_minute_old_at_most(self, client, hub):
        shown(client, hub)
        ServiceFactory(name=NAME)
        later = module.time.monotonic() + module.SECONDS

        with mock.patch.object(module.time, "monotonic", return_value=later):
            assert NAME in shown(client, hub)

    def test_a_second_visitor_costs_only_the_way_through_the_tree(self, client, hub, django_assert_max_num_queries):
        ServiceFactory(name=NAME)
        shown(client, hub)

        with django_assert_max_num_queries(8):
            shown(client, hub)

    def test_what_an_officer_publishes_shows_at_once(self, client, hub):
        shown(client, hub)

        hub.intro = "New words."
        hub.save_revision().publish()

        assert "New words." in shown(client, hub)

    def test_an_unpublished_page_is_gone_at_once(self, client, hub):
        page = InformationPageFactory(parent=hub)
        shown(client, page)

        page.unpublish()

        assert client.get(page.get_url()).status_code == 404

    def test_people_who_are_signed_in_get_it_afresh(self, client, hub):
        shown(client, hub)
        ServiceFactory(name=NAME)

        client.force_login(person("Officers"))

        assert NAME in shown(client, hub)

    def test_each_part_of_a_topic_has_its_own(self, client, hub):
        InformationPageFactory(parent=hub, title="Wheelchairs")

        assert shown(client, hub) != main_of(client.get(f"{hub.get_url()}print-pack/"))


class TestARestrictedPage:
    @pytest.fixture
    def page(self, hub):
        return InformationPageFactory(parent=hub, title="For the group", summary="Only for the group.")

    def test_is_not_shown_to_others_after_somebody_entered_the_password(self, client, page):
        restriction = restrict(page)
        pass_restriction(client, restriction, page)
        assert "Only for the group." in client.get(page.get_url()).content.decode()

        client.cookies.clear()

        assert "Only for the group." not in client.get(page.get_url()).content.decode()

    def test_is_not_shown_from_before_the_restriction(self, client, page):
        assert "Only for the group." in client.get(page.get_url()).content.decode()

        restrict(page)

        assert "Only for the group." not in client.get(page.get_url()).content.decode()


def test_a_file_is_made_for_each_who_asks(client, site_tree):
    page = EventPageFactory(title="Fair")
    address = f"{page.get_url()}calendar-file/"

    answers = [client.get(address) for _visit in range(2)]

    assert {answer["Content-Disposition"] for answer in answers} == {answers[0]["Content-Disposition"]}
    assert "attachment" in answers[1]["Content-Disposition"]

"""Two officers and a page about the law: one writes, the other sees the difference and approves in two steps."""

import pytest
from django.urls import reverse
from wagtail.models import Workflow

from localoffer.core.roles import OFFICERS
from localoffer.pages.models import InformationPage
from tests.factories.pages import InformationPageFactory
from tests.factories.people import person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LAW = ("law", {"text": "The council must decide.", "reference": "A law", "url": ""})


@pytest.fixture
def writer():
    return person(OFFICERS, username="writer", first_name="Wendy", last_name="Writer")


@pytest.fixture
def page_of_law(writer):
    page = InformationPageFactory(title="Deciding", summary="What this page says.", body=[LAW])
    page.summary = "What this page says now."
    page.save_revision(user=writer)
    return InformationPage.objects.get(pk=page.pk)


@pytest.fixture
def open_as(visits, client):
    """Open a page of the CMS as this person."""

    def open_page(user, address):
        client.force_login(user)
        page = visits.open("/healthz")
        for name, cookie in client.cookies.items():
            page.context.add_cookies([{"name": name, "value": cookie.value, "url": visits.base_url}])
        page.goto(address)
        return page

    return open_page


def test_a_change_is_approved_in_two_steps_seeing_the_difference(open_as, writer, page_of_law):
    Workflow.objects.get(active=True).start(page_of_law, writer)
    page = open_as(person(OFFICERS, username="other"), "/cms/")

    page.get_by_role("link", name="Check it: Deciding").click()  # step 1
    page.get_by_text("Wendy Writer asked for this check").wait_for()
    assert "now." in "".join(page.locator(".addition").all_inner_texts())
    page.get_by_role("button", name="Approve and publish").click()  # step 2
    page.get_by_role("heading", name="Today").wait_for()

    assert InformationPage.objects.get(pk=page_of_law.pk).summary == "What this page says now."


def test_the_writer_is_offered_a_check_instead_of_publishing(open_as, writer, page_of_law):
    page = open_as(writer, reverse("wagtailadmin_pages:edit", args=[page_of_law.pk]))

    page.locator("footer [data-w-dropdown-target='toggle'], footer button[aria-label='Actions']").first.click()
    page.get_by_role("button", name="Submit to Officers' check").wait_for()
    assert page.get_by_role("button", name="Publish", exact=True).count() == 0
    page.get_by_role("button", name="Submit to Officers' check").click()
    page.get_by_text("has been submitted for moderation").wait_for()

    assert InformationPage.objects.get(pk=page_of_law.pk).workflow_in_progress

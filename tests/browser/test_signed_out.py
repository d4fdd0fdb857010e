"""An officer's session ends while the editor stands open: no word is lost, whatever is pressed."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from tests.factories.pages import InformationPageFactory
from tests.factories.people import person

# The editor asks for several things at once, in two tabs: on one connection to SQLite in memory that can stand still.
pytestmark = [pytest.mark.browser, pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
WORDS = "What the officer typed when the session had ended."


def sign_in(page):
    page.get_by_label("E-mail or user name").fill("officers")
    page.get_by_label("Password").fill("a long enough password")
    page.get_by_role("button", name="Sign in").click()


@pytest.fixture
def draft():
    return InformationPageFactory(title="Waiting well", live=False)


@pytest.fixture
def open_editor(visits, draft):
    """The editor of the draft, opened by an officer who signs in; afterwards the browser may have complained."""
    person("Officers")

    def open_page():
        page = visits.open(reverse("wagtailadmin_pages:edit", args=[draft.pk]))
        sign_in(page)
        page.locator("#id_summary").wait_for()
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(2_500)  # Wagtail looks for changes from two seconds on
        return page

    yield open_page
    visits.close()
    visits.complaints.clear()  # Wagtail writes each question without an answer to the console


def saved(draft):
    return type(draft).objects.get(pk=draft.pk).get_latest_revision_as_object().summary


def test_words_are_saved_by_themselves_when_the_officer_signed_in_again_in_another_tab(open_editor, draft, settings):
    settings.WAGTAIL_EDITING_SESSION_PING_INTERVAL = 1_000
    page = open_editor()
    Session.objects.all().delete()

    page.locator("#id_summary").fill(WORDS)
    expect(page.get_by_text("You are signed out.")).to_be_visible()
    link = page.get_by_role("link", name="Sign in again")
    page.get_by_role("button", name="Save draft").click()
    expect(link).to_be_focused()
    with page.context.expect_page() as opened:
        link.click()
    sign_in(opened.value)
    opened.value.get_by_role("heading", name="Today").wait_for()

    expect(link).to_be_hidden()
    expect(page.locator("#w-autosave-indicator")).to_have_attribute("data-w-autosave-state-value", "saved")
    assert page.locator("#id_summary").input_value() == saved(draft) == WORDS


def test_a_press_on_save_waits_until_somebody_is_signed_in(open_editor, draft, settings):
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0
    page = open_editor()
    page.locator("#id_summary").fill(WORDS)
    Session.objects.all().delete()

    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_role("link", name="Sign in again")).to_be_focused()
    tab = page.context.new_page()
    tab.goto("/cms/")
    sign_in(tab)
    tab.get_by_role("heading", name="Today").wait_for()
    page.get_by_role("button", name="Save draft").click()
    page.get_by_text("has been updated").wait_for()

    assert saved(draft) == WORDS

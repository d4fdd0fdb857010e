"""Officers sign in, set up the second step and work in the CMS, in a real browser under both policies."""

import re

import pytest
from allauth.mfa.totp.internal import auth as totp

from tests.browser_fixtures import PHONE
from tests.factories.core import TeamFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "a long enough password"


@pytest.fixture
def officer(django_user_model):
    return django_user_model.objects.create_superuser("officer", "officer@example.org", PASSWORD)


def sign_in(page):
    page.get_by_label("E-mail or user name").fill("officer@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def code_for(secret):
    return totp.format_hotp_value(totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time()))))


def test_the_page_for_signing_in_can_be_used_by_everybody(visits, assert_accessible):
    page = visits.open("/cms/", size=PHONE)

    assert_accessible(page)


def test_a_wrong_password_is_said_at_the_field(visits, officer, assert_accessible):
    page = visits.open("/accounts/login/", javascript=True)
    page.get_by_label("E-mail or user name").fill("officer@example.org")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in").click()

    page.get_by_role("heading", name="There is a problem").wait_for()
    assert_accessible(page)


def test_signing_in_works_without_javascript(visits, officer):
    page = visits.open("/cms/", javascript=False)

    sign_in(page)

    assert page.url.endswith("/cms/")


def test_the_second_step_is_set_up_on_first_signing_in(visits, officer, settings, assert_accessible):
    settings.REQUIRE_SECOND_FACTOR = True
    page = visits.open("/cms/")
    sign_in(page)
    page.get_by_role("heading", name="Set up the second step").wait_for()
    assert_accessible(page)

    page.get_by_label("Code from your app").fill(code_for(page.get_by_label("Key to type instead").input_value()))
    page.get_by_role("button", name="Set up").click()

    page.wait_for_url(re.compile("recovery-codes"))
    assert_accessible(page)
    page.goto("/cms/")
    assert page.url.endswith("/cms/")


def test_the_pages_of_an_account_can_be_used_by_everybody(visits, officer, assert_accessible):
    page = visits.open("/accounts/login/?next=/accounts/2fa/")
    sign_in(page)

    for address in ("/accounts/2fa/", "/accounts/password/change/", "/accounts/email/", "/accounts/logout/"):
        page.goto(address)
        assert page.url.endswith(address)
        assert_accessible(page)


def test_the_cms_works_under_its_policy(visits, officer):
    """A list, an editor with its scripts and a saved form; any complaint of the browser fails the test."""
    team = TeamFactory(name="Short breaks")
    page = visits.open("/cms/")
    sign_in(page)

    page.goto("/cms/snippets/core/team/")
    page.get_by_role("link", name="Short breaks", exact=True).click()
    page.get_by_role("textbox", name="Name").fill("Short breaks and clubs")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("updated").first.wait_for()

    team.refresh_from_db()
    assert team.name == "Short breaks and clubs"

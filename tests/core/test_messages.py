import pytest
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse

from localoffer.core.messages import NamedCookieStorage

pytestmark = pytest.mark.django_db


@pytest.fixture
def said(rf, settings):
    """The cookie of a sentence for the next page, as production sets it."""
    settings.SESSION_COOKIE_SECURE = True
    request, response = rf.get("/"), HttpResponse()
    request._messages = NamedCookieStorage(request)
    messages.info(request, "You have signed out.")
    request._messages.update(response)
    return response.cookies[NamedCookieStorage.cookie_name]


def test_the_cookie_may_carry_the_name_that_binds_it_to_our_host(said):
    assert said["secure"]
    assert said["httponly"]
    assert (said["path"], said["domain"], said["samesite"]) == ("/", "", "Lax")


def test_who_signs_out_is_told_so_once_and_has_no_session(admin_client, site_tree):
    admin_client.post(reverse("account_logout"))
    assert settings.MESSAGES_COOKIE in admin_client.cookies

    page = admin_client.get("/cookies/")

    assert "You have signed out." in page.content.decode()
    assert not admin_client.cookies[settings.MESSAGES_COOKIE].value
    assert not admin_client.cookies[settings.SESSION_COOKIE_NAME].value


def test_the_cookie_statement_names_it(client, site_tree):
    assert f'<th scope="row">{settings.MESSAGES_COOKIE}</th>' in client.get("/cookies/").content.decode()

"""What somebody gets at an address, in one letter."""

from unittest import mock

from django.db import transaction
from django.template.backends.django import Template
from django.test import Client

from tests.responses import release

SIGN_IN = "s"
DENIED = "-"
NOT_FOUND = "0"
POST_ONLY = "p"
ALLOWED = "y"
WRONG = "?"
ERROR = "e"
SIGN_IN_PAGES = ("/accounts/login/", "/cms/login/")
CMS_HOME = "/cms/"
BY_STATUS = {403: DENIED, 404: NOT_FOUND, 410: NOT_FOUND, 405: POST_ONLY, 400: WRONG}


def without_templates():
    """Answers do not depend on how a page looks, and most of the time would go there."""
    return mock.patch.object(Template, "render", return_value="")


def letter(response) -> str:
    """The answer of one response."""
    status = release(response).status_code
    if status in (301, 302):
        return _of_redirect(response)
    return BY_STATUS.get(status, ERROR if status >= 500 else ALLOWED)


def _of_redirect(response) -> str:
    target = response["Location"].partition("?")[0]
    if target.endswith(SIGN_IN_PAGES) and response.request["PATH_INFO"] not in SIGN_IN_PAGES:
        return SIGN_IN
    # Wagtail sends people to its home page and says there that they may not.
    return DENIED if target == CMS_HOME else ALLOWED


class Visitor:
    """Somebody of one role, signed in once."""

    def __init__(self, user) -> None:
        self.client = Client(raise_request_exception=False, headers={"Sec-Fetch-Site": "same-origin"})
        if user is not None:
            self.client.force_login(user)

    def get(self, url: str) -> str:
        return self._ask("get", url)

    def post(self, url: str) -> str:
        return self._ask("post", url)

    def _ask(self, method: str, url: str) -> str:
        """The answer; whatever changed is taken back."""
        cookies = self.client.cookies.copy()
        with transaction.atomic():
            answer = letter(getattr(self.client, method)(url))
            transaction.set_rollback(True)
        self.client.cookies = cookies
        return answer

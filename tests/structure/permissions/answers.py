"""What somebody gets at an address, in one letter."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from unittest import mock

from django.contrib.auth import get_user
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.template.backends.django import Template
from django.test import Client

from localoffer.core.middleware.sessions import LAST_ACTIVE
from tests.responses import release

SIGN_IN = "s"
DENIED = "-"
NOT_FOUND = "0"
POST_ONLY = "p"
ALLOWED = "y"
WRONG = "?"
ERROR = "e"
REFUSED = {SIGN_IN, DENIED, NOT_FOUND, POST_ONLY, WRONG}
SIGN_IN_PAGES = ("/accounts/login/", "/cms/login/")
CMS_HOME = "/cms/"
BY_STATUS = {403: DENIED, 404: NOT_FOUND, 410: NOT_FOUND, 405: POST_ONLY, 400: WRONG}


@contextmanager
def quickly() -> Iterator[None]:
    """Without drawing pages, which say nothing about rights, and reading each session, person and right once."""
    known: dict = {}
    sessions: dict = {}
    load = SessionStore.load

    def get_known_user(request):
        key = request.session.session_key
        if key not in known:
            known[key] = get_user(request)
        return known[key]

    def load_known(store):
        """Each answer finds it as it was at first, because whatever an answer changes is taken back."""
        key = store.session_key
        if key not in sessions and (content := load(store)):
            sessions[key] = content
        return deepcopy(sessions.get(key, {}))

    with (
        mock.patch.object(Template, "render", return_value=""),
        mock.patch.object(SessionStore, "load", load_known),
        mock.patch("django.contrib.auth.middleware.auth.get_user", get_known_user),
    ):
        yield


def letter(response) -> str:
    """The answer of one response."""
    status = response.status_code
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
            self._note_activity()
        self.cookies = self.client.cookies.copy()

    def _note_activity(self) -> None:
        """Otherwise each answer would begin with noting it, for it is taken back every time."""
        session = self.client.session
        session[LAST_ACTIVE] = int(time.time())
        session.save()

    def get(self, url: str) -> str:
        return letter(self._ask(self.client.get, url))

    def post(self, url: str) -> str:
        return letter(self._ask(self.client.post, url))

    def changes(self, url: str, form: dict, state) -> str:
        """Whether a form changes something: what `state` gives is compared before and after."""
        before = state()
        after = self._ask(self.client.post, url, form, then=state)
        return ALLOWED if after != before else DENIED

    def _ask(self, send, *args, then=None):
        """The response, or what `then` says after it; whatever changed is taken back."""
        with transaction.atomic():
            response = release(send(*args))
            answer = then() if then else response
            transaction.set_rollback(True)
        self.client.cookies = self.cookies.copy()
        return answer

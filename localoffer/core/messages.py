"""One sentence for the next page, such as “You have signed out.”, in a cookie under a name of ours."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class NamedCookieStorage(CookieStorage):
    """Django's own, whose cookie would be called `messages`: any host beside ours could set that for us."""

    cookie_name = settings.MESSAGES_COOKIE


class MessageStorage(FallbackStorage):
    """The cookie, and the session for what is too long for it: who has signed out has no session any more."""

    storage_classes = (NamedCookieStorage, SessionStorage)

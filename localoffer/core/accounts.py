"""How people sign in: allauth's pages, for the CMS as well, with our address rules and no sign-up."""

import logging
import time

from allauth.account import app_settings as allauth_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from .clients import client_address

security = logging.getLogger("localoffer.security")
SIGNED_IN_AT = "signed_in_at"
SECOND_STEP = "mfa"
"""What allauth calls it in its list of how somebody signed in, which it keeps in the session."""


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by a colleague; visitors never need one."""

    def is_open_for_signup(self, request):
        return False

    def is_reauthentication_required(self, *, app, **kwargs):
        """Not in the first minutes after signing in, or setting up the second step would ask twice."""
        signed_in_at = self.request.session.get(SIGNED_IN_AT, 0)
        recently = time.time() - signed_in_at < allauth_settings.REAUTHENTICATION_TIMEOUT
        return not recently and super().is_reauthentication_required(app=app, **kwargs)

    def get_client_ip(self, request):
        return client_address(request) or "unknown"


def used_second_step(request) -> bool:
    """Whether the person of this session has typed a code of the second step in it, or an emergency code."""
    return any(record.get("method") == SECOND_STEP for record in get_authentication_records(request, request.user))


@receiver(authenticator_added)
def setting_up_is_using(sender, request, user, authenticator, **kwargs):
    """Whoever sets the second step up has just typed a code of it."""
    if authenticator.type == Authenticator.Type.TOTP:
        record_authentication(request, user, SECOND_STEP, id=authenticator.pk, type=authenticator.type)


@receiver(user_logged_in)
def log_sign_in(sender, request, user, **kwargs):
    security.info("Signed in.", extra={"event": "login_ok", "account": user.pk})


@receiver(user_logged_out)
def log_sign_out(sender, request, user, **kwargs):
    if user is not None:
        security.info("Signed out.", extra={"event": "logout", "account": user.pk})


@receiver(user_login_failed)
def log_failed_sign_in(sender, credentials, request=None, **kwargs):
    """Without the name that was typed: people type their password into the wrong box."""
    address = client_address(request) if request else None
    security.warning("Sign-in failed.", extra={"event": "login_failed", "address": address})

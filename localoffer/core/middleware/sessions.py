import time

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from ..accounts import SIGNED_IN_AT, used_second_step

LAST_ACTIVE = "last_active_at"
NOTED_EVERY = 60
# The editor asks on its own who else is editing, and whether the session stands; that is no sign of a person.
NOT_ACTIVITY = ("/cms/editing-sessions/", "/cms/signed-in/")


def session_limits(get_response):
    """End a signed-in session after 30 minutes without a request, or 12 hours after signing in.

    An open editor saves drafts by itself while somebody types, and each save counts as activity.
    """

    def middleware(request):
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
            return get_response(request)
        if _has_ended(request.session):
            logout(request)
            messages.info(request, _("You were signed out because nothing happened for a while. Sign in to go on."))
            if request.path_info.startswith(settings.CMS_PREFIX):
                return redirect_to_login(_page_to_return_to(request))
        elif not request.path_info.startswith(NOT_ACTIVITY):
            _note_activity(request.session)
        return get_response(request)

    return middleware


def _has_ended(session) -> bool:
    now = time.time()
    started = session.get(SIGNED_IN_AT, now)
    return (
        now - session.get(LAST_ACTIVE, started) > settings.SESSION_IDLE_SECONDS
        or now - started > settings.SESSION_COOKIE_AGE
    )


def _note_activity(session):
    now = int(time.time())
    session.setdefault(SIGNED_IN_AT, now)
    if now - session.get(LAST_ACTIVE, 0) >= NOTED_EVERY:
        session[LAST_ACTIVE] = now


def _page_to_return_to(request) -> str:
    return request.get_full_path() if request.method == "GET" else settings.CMS_PREFIX


def second_factor(get_response):
    """Open the CMS only to a session in which the second step was used.

    It is not enough that the account has one: a session can come about in another way than by our sign-in
    page, through a sign-in of the council's own or a cookie from before the second step was set up.
    """

    def middleware(request):
        if (
            settings.REQUIRE_SECOND_FACTOR
            and request.path_info.startswith(settings.CMS_PREFIX)
            and request.user.is_authenticated
        ):
            if not Authenticator.objects.filter(user=request.user, type=Authenticator.Type.TOTP).exists():
                messages.info(request, _("Set up a second step for signing in. You need it to use the editing pages."))
                return redirect("mfa_activate_totp")
            if not used_second_step(request):
                return redirect_to_login(_page_to_return_to(request), reverse("mfa_reauthenticate"))
        return get_response(request)

    return middleware

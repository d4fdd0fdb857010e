"""The first mail to somebody for whom a colleague has made an account: a link to choose a password.

Nobody types a password for somebody else: it would be known to two people, and often stay as it is.
"""

from datetime import timedelta

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override


def invite(user) -> None:
    """Send the link. It ends with its first use, and after PASSWORD_RESET_TIMEOUT seconds."""
    with override(settings.LANGUAGE_CODE):
        context = {
            "username": user.get_username(),
            "days": timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT).days,
            "link": settings.BASE_URL + _address(user),
            "again": settings.BASE_URL + reverse("account_reset_password"),
            "sign_in": settings.BASE_URL + reverse("account_login"),
        }
        text = render_to_string("emails/core/invitation.txt", context)
        send_mail(_("Your account on the Local Offer"), text, from_email=None, recipient_list=[user.email])


def _address(user) -> str:
    keys = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return reverse("account_reset_password_from_key", kwargs=keys)

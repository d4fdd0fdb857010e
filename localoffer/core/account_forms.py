"""allauth's forms in our words, with labels instead of texts that vanish while typing."""

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms
from django.utils.translation import gettext_lazy as _


class InOurWords(forms.Form):
    """Takes placeholders away and sets labels and hints."""

    labels: dict = {}
    hints: dict = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, field.help_text)


class LoginForm(InOurWords, account.LoginForm):
    labels = {"login": _("E-mail or user name")}
    hints = {"password": ""}  # the way to a new password stands below the button, after the fields


class ReauthenticateForm(InOurWords, account.ReauthenticateForm):
    hints = {"password": ""}


class ResetPasswordForm(InOurWords, account.ResetPasswordForm):
    labels = {"email": _("Your e-mail address")}


class ResetPasswordKeyForm(InOurWords, account.ResetPasswordKeyForm):
    labels = {"password1": _("New password"), "password2": _("New password again")}


class ChangePasswordForm(InOurWords, account.ChangePasswordForm):
    labels = {
        "oldpassword": _("Present password"),
        "password1": _("New password"),
        "password2": _("New password again"),
    }


class AddEmailForm(InOurWords, account.AddEmailForm):
    labels = {"email": _("New e-mail address")}


class CodeForm(InOurWords, mfa.AuthenticateForm):
    labels = {"code": _("Code from your app, or one of your emergency codes")}


class CodeAgainForm(InOurWords, mfa.ReauthenticateForm):
    labels = CodeForm.labels


class SetUpForm(InOurWords, totp.ActivateTOTPForm):
    labels = {"code": _("Code from your app")}
    hints = {"code": _("6 digits")}

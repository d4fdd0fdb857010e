"""Managing accounts. Wagtail lets whoever may change accounts make themselves an administrator; we do not.

Only administrators (superusers) make, change or stop administrators, and nobody changes their own roles.
"""

from typing import Any

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.users.forms import UserCreationForm
from wagtail.users.views import users

from ..way_back import way_back
from .invitations import invite

User = get_user_model()


class NewAccountForm(UserCreationForm):
    """A new account; an address has one."""

    def clean_email(self):
        email = self.cleaned_data["email"]
        if User.objects.filter(email__iexact=email).exists():
            raise ValidationError(_("Somebody else has an account with this address."))
        return email


class WithoutAdministrators:
    """A view whose form cannot make an administrator, unless an administrator uses it."""

    request: HttpRequest

    def get_form(self, *args: Any, **kwargs: Any) -> Any:
        form = super().get_form(*args, **kwargs)  # type: ignore[misc]  # of the view that it is mixed into
        if not self.request.user.is_superuser:
            form.fields.pop("is_superuser", None)
        return form


class CreateView(WithoutAdministrators, users.CreateView):
    """An account without a password: whoever it is for chooses one, by a link in a mail."""

    def save_instance(self):
        self.form.instance.set_unusable_password()
        with transaction.atomic():
            user = super().save_instance()
            invite(user)
        return user

    def get_success_message(self, instance):
        return _("The account was made. A mail to %(address)s brings a link to choose a password.") % {
            "address": instance.email
        }


class EditView(WithoutAdministrators, users.EditView):
    """An account, its roles and whether it is in use."""

    def dispatch(self, request, *args, **kwargs):
        if self.object.is_superuser and not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form(self, *args, **kwargs):
        form = super().get_form(*args, **kwargs)
        if self.editing_self and not self.request.user.is_superuser:
            form.fields.pop("groups", None)
        return form


class UserViewSet(users.UserViewSet):
    add_view_class = CreateView
    edit_view_class = EditView
    # A copy of an administrator would be one.
    copy_view_enabled = False

    def get_form_class(self, for_update=False):
        return super().get_form_class(for_update) if for_update else NewAccountForm


def refuse_what_is_not_theirs(request: HttpRequest, action_type: str, objects, action) -> HttpResponse | None:
    """Before accounts are changed in bulk by somebody who is no administrator."""
    if User not in action.models or request.user.is_superuser:
        return None
    if any(user.is_superuser for user in objects):
        problem = _("Only an administrator changes the account of an administrator. Nothing was changed.")
    elif request.user in objects:
        problem = _("You cannot change your own account here. Nothing was changed.")
    else:
        return None
    messages.error(request, problem)
    return HttpResponseRedirect(way_back(request, reverse("wagtailusers_users:index")))

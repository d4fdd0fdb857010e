from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.db import models, transaction
from django.db.models import Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils.translation import gettext_lazy as _
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

FORMER = "former-staff-"


class StaffAccountQuerySet(models.QuerySet):
    def named(self):
        """Accounts whose person has not been erased."""
        return self.exclude(username__startswith=FORMER)

    def erasable(self):
        """Accounts that were closed. One in use is closed in the CMS first, so that nobody is locked out by mistake."""
        return self.named().filter(is_active=False)

    def expired(self, now):
        """Closed accounts whose person has not signed in for two years."""
        last_used = Coalesce("last_login", "date_joined")
        return self.erasable().alias(last_used=last_used).filter(last_used__lt=now - StaffAccount.KEPT_CLOSED)

    @transaction.atomic
    def erase(self):
        """Leave a number in place of the person, because the history of every page points at the account."""
        accounts = list(self.values_list("pk", flat=True))
        profiles = UserProfile.objects.filter(user__in=accounts)
        for profile in profiles.exclude(avatar="").exclude(avatar=None):
            profile.avatar.delete(save=False)
        profiles.delete()
        EmailAddress.objects.filter(user__in=accounts).delete()
        Authenticator.objects.filter(user__in=accounts).delete()
        ModelLogEntry.objects.get_for_model(User).filter(object_id__in=map(str, accounts)).update(
            label=Concat(Value(FORMER), "object_id")
        )
        return StaffAccount.objects.filter(pk__in=accounts).update(
            username=Concat(Value(FORMER), Cast("pk", models.CharField())),
            first_name="",
            last_name="",
            email="",
            is_active=False,
            password=make_password(None),
        )


class StaffAccount(User):
    """The account of a member of staff, as personal data: name, e-mail, and who changed what.

    Two years after a closed account was last used, name and e-mail are erased (`purge_expired`); what the person
    changed stays, under a number.
    """

    PURPOSE = _("To let staff sign in, and to show who changed what")
    PERSONAL = ("first_name", "last_name", "username", "email")
    KEPT_CLOSED = timedelta(days=730)

    objects = StaffAccountQuerySet.as_manager()  # type: ignore[assignment, misc]  # nobody is created through it

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("staff account")
        verbose_name_plural = _("staff accounts")

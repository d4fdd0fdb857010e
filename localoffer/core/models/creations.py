import secrets
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.http import QueryDict
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

SALT = "localoffer.creations"
KEY_LENGTH = 32
KEPT = timedelta(days=7)


def new_key() -> str:
    """A key for a form that is shown now."""
    return secrets.token_hex(KEY_LENGTH // 2)


class CreationQuerySet(models.QuerySet):
    def claim(self, user: Any, form_key: str) -> Any:
        """The right to create a record with this form; None where the form has been used already.

        Called in a transaction that creates the record. A second sending waits here until the first is done.
        """
        self.filter(made_at__lt=timezone.now() - KEPT).delete()
        creation, is_new = self.get_or_create(user=user, form_key=form_key)
        return creation if is_new else None


class Creation(models.Model):
    """A form of the CMS that has created a record: sent again, it leads to that record and makes no second one.

    Known for a week, which is longer than a session lasts.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    form_key = models.CharField(max_length=KEY_LENGTH)
    made_at = models.DateTimeField(default=timezone.now)
    address = models.CharField(max_length=200)
    """Where the record is edited."""
    version = models.BigIntegerField(null=True)
    """The first version of the record."""
    field_updates = models.JSONField(default=dict)
    """Fields by name that the form lacks: the numbers of the parts (contacts, steps) that have been created."""
    sent = models.CharField(max_length=64)
    """What was sent last by pressing a button, as a hash; empty while the editor has only saved by itself."""

    objects = CreationQuerySet.as_manager()

    class Meta:
        verbose_name = _("form that created a record")
        verbose_name_plural = _("forms that created a record")
        constraints = [models.UniqueConstraint(name="creation_once", fields=["user", "form_key"])]

    def __str__(self):
        return self.address

    def was_pressed_with(self, data: QueryDict) -> bool:
        """Whether the last press on a button sent exactly this."""
        return self.sent == _hash(data)

    def note_press(self, data: QueryDict) -> None:
        """Remember what a press on a button sent."""
        self.sent = _hash(data)

    def completed(self, data: QueryDict) -> QueryDict:
        """What was sent, with the numbers of the parts that exist: without them there would be two of each."""
        data = data.copy()
        for name, value in self.field_updates.items():
            data[name] = value
        return data


def _hash(data: QueryDict) -> str:
    fields = sorted((name, data.getlist(name)) for name in data if name != "csrfmiddlewaretoken")
    return salted_hmac(SALT, repr(fields), algorithm="sha256").hexdigest()

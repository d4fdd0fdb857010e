from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SetupClosed(models.Model):
    """One row, once the checklist of a new site is done or an officer has put it away."""

    only_one = models.BooleanField(default=True, unique=True, editable=False)
    closed_at = models.DateTimeField(_("put away"), default=timezone.now)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("checklist put away")
        verbose_name_plural = _("checklists put away")
        constraints = [models.CheckConstraint(name="setup_closed_once", condition=Q(only_one=True))]

    def __str__(self):
        return f"{self.closed_at:%Y-%m-%d}"

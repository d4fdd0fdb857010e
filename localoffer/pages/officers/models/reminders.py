from django.db import models
from django.utils.translation import gettext_lazy as _


class ReminderSent(models.Model):
    """What the last reminder to a team told it, so that nobody is told the same twice in a week."""

    team = models.OneToOneField("core.Team", on_delete=models.CASCADE, related_name="+")
    sent_at = models.DateTimeField(_("sent"))
    told = models.JSONField(default=list, help_text="Keys of what stood in the mail.")

    class Meta:
        verbose_name = _("reminder sent")
        verbose_name_plural = _("reminders sent")

    def __str__(self):
        return f"{self.team_id} {self.sent_at:%Y-%m-%d}"

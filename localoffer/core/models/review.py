from datetime import date

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

MOST_YEARS_AHEAD = 5


class ReviewedQuerySet(models.QuerySet):
    def review_overdue(self, today=None):
        """Rows whose next check has passed, or that nobody has ever given a date."""
        today = today or timezone.localdate()
        return self.filter(models.Q(review_due=None) | models.Q(review_due__lt=today))


def day_problem(day: date | None) -> str:
    """Why a next check cannot be on this day, in words; empty where it can, or where there is none yet."""
    today = timezone.localdate()
    if day is None:
        return ""
    if day < today:
        return gettext("This day has passed. Enter the day of the next check, today or later.")
    if (day.year - MOST_YEARS_AHEAD, day.month, day.day) > (today.year, today.month, today.day):
        return gettext("Enter a day in the next five years.")
    return ""


def days_late(day: date | None) -> int:
    """How many days a check is late that was due on this day; 0 where it is not late, or has no day."""
    return max((timezone.localdate() - day).days, 0) if day else 0


class ReviewDates(models.Model):
    """When something public was last checked, and when it is to be checked next.

    These fields are operational: publishing an older draft must never bring old dates back, so models
    with drafts list `OPERATIONAL_FIELDS` in `with_content_json`.
    """

    OPERATIONAL_FIELDS = ("last_confirmed_at", "last_confirmed_by", "last_confirmed_by_id", "review_due")

    last_confirmed_at = models.DateTimeField(_("last checked"), null=True, blank=True, editable=False)
    last_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("last checked by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    review_due = models.DateField(_("next check"), null=True, blank=True, db_index=True)

    class Meta:
        abstract = True


class Reviewed(ReviewDates):
    """Everything public has an owner, a date of the last check and a date of the next one.

    Pages have the same under `owner_team`, because Wagtail calls the account that made a page its owner.
    """

    owner = models.ForeignKey(
        "core.Team",
        verbose_name=_("owner team"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The team that keeps this up to date. Needed before it can be published."),
    )

    class Meta:
        abstract = True

    @property
    def owner_team(self):
        """The owner under the name that pages use too, for templates that show either."""
        return self.owner

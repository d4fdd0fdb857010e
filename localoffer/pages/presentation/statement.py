"""The accessibility statement, worked out from the register of known issues."""

from calendar import monthrange
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import TextChoices


class Compliance(TextChoices):
    """What the model statement calls how far a site meets the guidelines."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month."""
    number = day.year * 12 + day.month - 1 + months
    year, month = number // 12, number % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def statement_context(page) -> dict[str, Any]:
    """Open issues by what the law calls them, and how far the site meets the guidelines."""
    model = apps.get_model("pages", "KnownIssue")
    issues = list(model.objects.open())
    grouped = {reason: [issue for issue in issues if issue.reason == reason] for reason in model.Reason.values}
    return {
        "to_fix": grouped[model.Reason.TO_FIX],
        "burden": grouped[model.Reason.BURDEN],
        "outside": grouped[model.Reason.OUTSIDE],
        "compliance": _compliance(page, grouped[model.Reason.TO_FIX] or grouped[model.Reason.BURDEN]),
        "mended": list(model.objects.exclude(fixed_on=None).order_by("-fixed_on", "-pk")[:5]),
    }


def _compliance(page, counted: list) -> Compliance:
    """What the regulations leave out does not count; that most of it is not met, only people can say."""
    if page.meets_little:
        return Compliance.NONE
    return Compliance.PARTIAL if counted else Compliance.FULL

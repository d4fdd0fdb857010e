"""When something public is to be checked next."""

import calendar
from datetime import date, datetime

from django.utils import timezone

from .models import Team

MONTHS_WITHOUT_AN_OWNER = 6


def next_check(team: Team | None, now: datetime) -> date:
    """The day of the next check, counted from now by the months of the owner team."""
    months = team.review_months if team else MONTHS_WITHOUT_AN_OWNER
    return add_months(timezone.localdate(now), months)


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))

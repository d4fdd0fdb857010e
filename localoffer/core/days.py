"""Days as moments, in the council's own time."""

from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""The end of what may not be shown at all."""


def start_of(day: date) -> datetime:
    """The first moment of a day."""
    return timezone.make_aware(datetime.combine(day, time()))


def end_of(day: date) -> datetime:
    """The first moment after a day."""
    return start_of(day + timedelta(days=1))

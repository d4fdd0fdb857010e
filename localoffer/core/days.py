"""Days as moments, in the council's own time."""

from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""The end of what may not be shown at all."""
# Somebody who writes the last day of Python's calendar means “always”; a day after it cannot be written.
LAST = date.max - timedelta(days=365)


def start_of(day: date) -> datetime:
    """The first moment of a day."""
    return timezone.make_aware(datetime.combine(day, time()))


def end_of(day: date) -> datetime:
    """The first moment after a day; days of the last year that can be written end with the one before."""
    return start_of(min(day, LAST) + timedelta(days=1))

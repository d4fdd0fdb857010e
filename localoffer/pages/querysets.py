"""What is on: questions about many pages in the council's language."""

from datetime import date, datetime

from django.db.models import Q
from wagtail.models import PageQuerySet


class NewsQuerySet(PageQuerySet):
    def current(self, today: date):
        """Published news that has begun and has not ended, the newest first."""
        return self.live().filter(Q(ends=None) | Q(ends__gte=today), day__lte=today).order_by("-day", "-pk")


class EventQuerySet(PageQuerySet):
    def to_come(self, now: datetime):
        """Published events that are not over: the only time, or some time of those that repeat."""
        still = Q(ends__gte=now) | (~Q(repeats="") & (Q(repeats_until=None) | Q(repeats_until__gte=now.date())))
        return self.live().filter(still).order_by("starts", "pk")

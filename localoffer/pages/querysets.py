"""What is on: questions about many pages in the council's language."""

from datetime import date, datetime

from django.db.models import F, Q
from django.utils import timezone
from wagtail.models import PageQuerySet

from .consent import ERASED, erase_from_drafts


class NewsQuerySet(PageQuerySet):
    def current(self, today: date):
        """Published news that has begun and has not ended, the newest first."""
        return self.live().filter(Q(ends=None) | Q(ends__gte=today), day__lte=today).order_by("-day", "-pk")

    def not_ended(self, today: date):
        """Published news as far as search engines should know it."""
        return self.live().filter(Q(ends=None) | Q(ends__gte=today))


class EventQuerySet(PageQuerySet):
    def to_come(self, now: datetime):
        """Published events that are not over; `presentation.events.coming` has them by their next date."""
        still = Q(over_at=None) | Q(over_at__gte=now)
        return self.live().filter(still, starts__isnull=False, ends__isnull=False).order_by("starts", "pk")


class StoryQuerySet(PageQuerySet):
    def agreed(self, today: date):
        """Stories whose family agreed to have them told, today still."""
        return self.filter(consent_on__lte=today, consent_until__gte=today).exclude(consent_by="")

    def told(self, today: date):
        """Published stories that families may read today, the newest first."""
        return self.live().agreed(today).order_by(F("first_published_at").desc(nulls_last=True), "-pk")

    def expired(self, now: datetime):
        """Stories that are not shown any more and whose record of consent has no use any more."""
        long_ago = now - self.model.CONSENT_KEPT
        never_told = Q(consent_until=None, latest_revision_created_at__lt=long_ago)
        over = Q(consent_until__lt=timezone.localdate(long_ago)) | never_told
        return self.filter(over, live=False).exclude(consent_by="", consent_covers="")

    def erase(self) -> int:
        """Forget who agreed and to what, in the pages and in all their drafts; how many stories.

        One that is told is taken down: nothing would show any more that it may be.
        """
        for page in self.filter(live=True):
            page.unpublish()
        pages = list(self.values_list("pk", flat=True))
        erase_from_drafts(pages)
        return self.model.objects.filter(pk__in=pages).update(**dict.fromkeys(ERASED, ""))

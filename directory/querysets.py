"""Questions about many rows, in the council's words."""

from django.db import models
from django.db.models import Case, Exists, F, IntegerField, Min, OuterRef, Q, Sum, When
from django.db.models.functions import Cast
from django.utils import timezone

from .officer_querysets import OfficersQuerySet


class VocabularyQuerySet(models.QuerySet):
    def filters(self):
        """Vocabularies that are filters on the results page, in the officers' order."""
        return self.filter(is_filter=True).order_by("order", "label")


class TermQuerySet(models.QuerySet):
    def public(self):
        """Terms that families may see."""
        return self.filter(public=True)

    def picked_by_hand(self):
        """Terms that officers tick; the others are worked out from facts."""
        return self.filter(rule={})


class ListingQuerySet(OfficersQuerySet):
    def published(self):
        """Listings whose live version families may see."""
        return self.filter(live=True)


class ProviderQuerySet(ListingQuerySet):
    def with_published_services(self):
        """Providers that run at least one service families may see."""
        return self.filter(services__live=True).exclude(services__status="closed").distinct()


class ServiceQuerySet(ListingQuerySet):
    def published(self):
        """Services families may see: live and not closed. A paused one stays, with a note."""
        return self.filter(live=True).exclude(status="closed")

    def pause_is_over(self):
        """Published services that are still paused though the day until which they were has come."""
        return self.published().filter(status="paused", status_until__lte=timezone.localdate())

    def for_age(self, age):
        """Services open to this age in whole years; no limit set means any age."""
        return self.filter(
            Q(min_age__isnull=True) | Q(min_age__lte=age),
            Q(max_age__isnull=True) | Q(max_age__gte=age),
        )

    def recently_changed(self):
        """Published services, the last changed first."""
        return self.published().order_by(F("updated_at").desc(), "pk")


class ScheduleQuerySet(models.QuerySet):
    def with_last_day(self):
        """Times with the last day on which they happen as `ends_on`: of a single date, that date."""
        return self.annotate(ends_on=Case(When(frequency="ONCE", then="valid_from"), default="valid_to"))

    def current(self, today=None):
        """Times that have not ended."""
        today = today or timezone.localdate()
        return self.with_last_day().filter(Q(ends_on=None) | Q(ends_on__gte=today))


class SearchCountQuerySet(models.QuerySet):
    def expired(self, now):
        """Counts of words that nobody has searched for again in time, and counts that no report reaches back to."""
        today = timezone.localdate(now)
        recent = today - self.model.WORDS_KEPT
        again = self.model.objects.filter(words=OuterRef("words"), day__gte=recent)
        return self.filter(Q(day__lt=today - self.model.COUNTS_KEPT) | Q(~Exists(again), day__lt=recent))

    def for_officers(self, since=None):
        """Words searched for, with totals, the most frequent first.

        A word that the directory does not know could be a name, so it is shown only from 5 searches.
        """
        rows = self if since is None else self.filter(day__gte=since)
        return (
            rows.values("words")
            .annotate(total=Sum("searches"), fewest=Min("results"), all_known=Min(Cast("known", IntegerField())))
            .filter(Q(all_known=1) | Q(total__gte=5))
            .order_by("-total", "words")
        )

    def popular(self, since):
        """Words that families may see as examples: searched for 5 times or more, known, and never in vain."""
        return self.for_officers(since).filter(all_known=1, total__gte=5, fewest__gt=0)

    def without_results(self, since=None):
        """Words that found nothing at least once, under the same protection."""
        return self.for_officers(since).filter(fewest=0)

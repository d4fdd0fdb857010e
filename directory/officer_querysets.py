"""Questions that officers ask about many listings: in which state, checked when, found by which words."""

from django.db import models
from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import WorkflowState

from localoffer.core.models.review import ReviewedQuerySet

from .postcodes import normalise_postcode

LONGEST_SEARCH = 200


class State(models.TextChoices):
    """In which state an officer finds a listing. A listing can be in several: live and being checked."""

    LIVE = "live", _("Live")
    CHANGES = "changes", _("Changes waiting")
    CHECKING = "checking", _("Being checked")
    DRAFT = "draft", _("Draft, never published")
    PAUSED = "paused", _("Paused")
    PAUSE_OVER = "pause-over", _("Pause is over")
    ARCHIVED = "archived", _("Archived or closed")


class OfficersQuerySet(ReviewedQuerySet):
    """What the lists of the CMS ask of services, providers and places."""

    def with_check_waiting(self):
        """Each row knows whether a draft of it waits for an officer (`check_waiting`), without a query a row."""
        states = WorkflowState.objects.filter(
            status=WorkflowState.STATUS_IN_PROGRESS,
            base_content_type=self.model.get_base_content_type(),
            object_id=Cast(OuterRef("pk"), CharField()),
        )
        return self.annotate(check_waiting=Exists(states))

    def in_state(self, state):
        """Rows in one `State`; all rows for a state that this kind of record does not know."""
        conditions = {
            State.LIVE: Q(live=True),
            State.CHANGES: Q(live=True, has_unpublished_changes=True),
            State.CHECKING: Q(check_waiting=True),
            State.DRAFT: Q(live=False, first_published_at=None),
            State.ARCHIVED: Q(live=False, first_published_at__isnull=False),
        }
        if hasattr(self.model, "Status"):
            conditions[State.LIVE] &= Q(status="open")
            conditions[State.PAUSED] = Q(live=True, status="paused")
            conditions[State.PAUSE_OVER] = conditions[State.PAUSED] & Q(status_until__lte=timezone.localdate())
            conditions[State.ARCHIVED] |= Q(status="closed")
            conditions[State.DRAFT] &= ~Q(status="closed")
        rows = self.with_check_waiting() if state == State.CHECKING else self
        return rows.filter(conditions.get(state, Q()))

    def not_checked_since(self, moment):
        """Rows that nobody has found right since then, or ever."""
        return self.filter(Q(last_confirmed_at=None) | Q(last_confirmed_at__lt=moment))

    def matching(self, words):
        """Rows whose name or provider holds every word, or that have this short code or postcode."""
        words = words.strip()[:LONGEST_SEARCH]
        if not words:
            return self
        by_words = Q()
        for word in words.split():
            by_words &= self._holds(word)
        return self.filter(pk__in=self.model._base_manager.filter(by_words | self._is_code(words)).values("pk"))

    def _holds(self, word):
        fields = {field.name for field in self.model._meta.get_fields()}
        holds = Q(name__icontains=word)
        return holds | Q(provider__name__icontains=word) if "provider" in fields else holds

    def _is_code(self, words):
        """By short code, postcode or number in a register, as far as this kind of record has them."""
        fields = {field.name for field in self.model._meta.get_fields()}
        postcode = normalise_postcode(words) or words.upper()
        codes = Q()
        if "short_code" in fields:
            codes |= Q(short_code__iexact=words) | Q(service_locations__location__postcode=postcode)
        if "identifiers" in fields:
            codes |= Q(identifiers__value__iexact=words) | Q(address__postcode=postcode)
        if "postcode" in fields:
            codes |= Q(postcode__startswith=postcode) | Q(address_1__icontains=words)
        return codes

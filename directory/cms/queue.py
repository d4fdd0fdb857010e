"""What the directory brings to the officers' Today list: checks that are due, drafts that wait."""

from collections.abc import Iterator
from datetime import date

from django.db.models import F, Q
from django.db.models.functions import Coalesce, TruncDate
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import WorkflowState

from localoffer.core.registries import QueueItem, QueueSource, ReviewItem, ReviewSource

from ..models import Service
from ..models.listings import Listing
from .columns import short_date
from .policies import may_run


def due_listings(model: type[Listing]):
    """Published listings of one kind whose check is due."""
    return model.objects.published().review_overdue()


def list_address(model: type[Listing], query: str = "") -> str:
    return reverse(model.snippet_viewset.get_url_name("list")) + query


def _waiting(model: type[Listing]):
    """Drafts of one kind that wait for an officer, the oldest first."""
    states = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS, base_content_type=model.get_base_content_type()
    )
    return states.select_related("requested_by", "current_task_state__revision").order_by("created_at")


def drafts_waiting(model: type[Listing]) -> QueueSource:
    """A part of the Today list for the drafts of one kind of listing."""

    def count(request: HttpRequest) -> int:
        return _waiting(model).count() if may_run(request.user, model) else 0

    def items(request: HttpRequest, limit: int) -> list[QueueItem]:
        if not may_run(request.user, model):
            return []
        return [_draft(model, state) for state in _waiting(model)[:limit]]

    kinds = model._meta.verbose_name_plural
    return QueueSource(
        name=f"drafts-{model._meta.model_name}",
        label=format_lazy(gettext_lazy("Drafts to check, {kinds}"), kinds=kinds),
        url=lambda: list_address(model, "?state=checking"),
        count=count,
        items=items,
        somebody_waits=True,
    )


def _draft(model: type[Listing], state: WorkflowState) -> QueueItem:
    return QueueItem(
        what=state.current_task_state.revision.object_str,
        why=_("%(who)s asks you to check a draft") % {"who": state.requested_by or _("Somebody")},
        since=timezone.localtime(state.created_at),
        url=_edit_address(model, state.object_id),
        action=_("Look at it"),
    )


def reviews_due(model: type[Listing]) -> QueueSource:
    """A part of the Today list for the checks of one kind of listing, the longest overdue first."""

    def due(request: HttpRequest):
        rows = due_listings(model)
        return rows if may_run(request.user, model) else rows.none()

    def items(request: HttpRequest, limit: int) -> list[QueueItem]:
        # One that was never given a date waits since it was last changed.
        since = Coalesce("review_due", TruncDate("updated_at"))
        return [_check(listing) for listing in due(request).order_by(since, "name", "pk")[:limit]]

    def next_due(request: HttpRequest) -> date | None:
        if not may_run(request.user, model):
            return None
        later = model.objects.published().filter(review_due__gte=timezone.localdate())
        return later.order_by("review_due").values_list("review_due", flat=True).first()

    kinds = model._meta.verbose_name_plural
    return QueueSource(
        name=f"reviews-due-{model._meta.model_name}",
        label=format_lazy(gettext_lazy("Checks of {kinds}"), kinds=kinds),
        url=lambda: list_address(model, "?check=overdue"),
        count=lambda request: due(request).count(),
        items=items,
        next_due=next_due,
    )


def _check(listing: Listing) -> QueueItem:
    due = listing.review_due
    return QueueItem(
        what=listing.name,
        why=_("Check was due on %(date)s") % {"date": short_date(due)} if due else _("Has no date for its next check"),
        since=due or timezone.localtime(listing.updated_at).date(),
        url=_edit_address(type(listing), listing.pk),
        action=_("Check it"),
    )


def _pauses_over(request: HttpRequest):
    return Service.objects.pause_is_over() if may_run(request.user, Service) else Service.objects.none()


def _pauses_over_items(request: HttpRequest, limit: int) -> list[QueueItem]:
    rows = _pauses_over(request).order_by("status_until", "name", "pk")[:limit]
    return [_pause_over(service) for service in rows]


def _pause_over(service: Service) -> QueueItem:
    return QueueItem(
        what=service.name,
        why=_("Was paused until %(date)s; families are told to ask") % {"date": short_date(service.status_until)},
        since=service.status_until,
        url=reverse("directory_cms:status", args=["service", service.pk]),
        action=_("Open it, or pause it for longer"),
    )


PAUSES_OVER = QueueSource(
    name="pauses-over",
    label=gettext_lazy("Pauses that are over"),
    url=lambda: list_address(Service, "?state=pause-over"),
    count=lambda request: _pauses_over(request).count(),
    items=_pauses_over_items,
)
"""Services whose pause has ended: nobody but an officer can say whether they run again."""


def to_check(model: type[Listing]) -> ReviewSource:
    """What the reminders to owner teams say about one kind of listing."""
    kind = model._meta.model_name

    def due(until: date) -> Iterator[ReviewItem]:
        rows = (
            model.objects.published()
            .filter(Q(review_due=None) | Q(review_due__lte=until))
            .order_by(F("review_due").asc(nulls_first=True), "name", "pk")
            .values_list("pk", "name", "review_due", "owner_id")
        )
        for pk, name, day, owner in rows:
            yield ReviewItem(f"{kind}-{pk}", name, day, owner, _edit_address(model, pk))

    return ReviewSource(name=f"{kind}s", label=capfirst(model._meta.verbose_name_plural), due=due)


def _edit_address(model: type[Listing], pk: int) -> str:
    return reverse(model.snippet_viewset.get_url_name("edit"), args=[pk])

"""What the directory brings to the officers' Today list: checks that are due, drafts that wait."""

from collections.abc import Iterator
from datetime import date

from django.db.models import F, Q
from django.db.models.functions import Coalesce, TruncDate
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import WorkflowState

from localoffer.core.registries import QueueItem, QueueSource, ReviewItem, ReviewSource

from ..models import Service
from ..models.listings import Listing
from .columns import short_date
from .policies import may_run


def due_services():
    """Published services whose check is due, the longest overdue first."""
    return Service.objects.published().review_overdue()


def list_address(model: type[Listing], query: str = "") -> str:
    return reverse(model.snippet_viewset.get_url_name("list")) + query


def _count_due(request: HttpRequest) -> int:
    return due_services().count() if may_run(request.user, Service) else 0


def _due(request: HttpRequest, limit: int) -> list[QueueItem]:
    if not may_run(request.user, Service):
        return []
    # One that was never given a date waits since it was last changed.
    since = Coalesce("review_due", TruncDate("updated_at"))
    rows = due_services().order_by(since, "name", "pk")[:limit]
    return [
        QueueItem(
            what=service.name,
            why=_("Check was due on %(date)s") % {"date": short_date(service.review_due)}
            if service.review_due
            else _("Has no date for its next check"),
            since=service.review_due or timezone.localtime(service.updated_at).date(),
            url=reverse(Service.snippet_viewset.get_url_name("edit"), args=[service.pk]),
            action=_("Check it"),
        )
        for service in rows
    ]


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
    )


def _draft(model: type[Listing], state: WorkflowState) -> QueueItem:
    return QueueItem(
        what=state.current_task_state.revision.object_str,
        why=_("%(who)s asks you to check a draft") % {"who": state.requested_by or _("Somebody")},
        since=timezone.localtime(state.created_at),
        url=reverse(model.snippet_viewset.get_url_name("edit"), args=[state.object_id]),
        action=_("Look at it"),
    )


def _next_check(request: HttpRequest) -> date | None:
    if not may_run(request.user, Service):
        return None
    later = Service.objects.published().filter(review_due__gte=timezone.localdate())
    return later.order_by("review_due").values_list("review_due", flat=True).first()


def services_to_check(until: date) -> Iterator[ReviewItem]:
    """Published services whose check is due on this day or before, the longest overdue first."""
    rows = (
        Service.objects.published()
        .filter(Q(review_due=None) | Q(review_due__lte=until))
        .order_by(F("review_due").asc(nulls_first=True), "name", "pk")
        .values_list("pk", "name", "review_due", "owner_id")
    )
    edit = Service.snippet_viewset.get_url_name("edit")
    for pk, name, due, owner in rows:
        yield ReviewItem(f"service-{pk}", name, due, owner, reverse(edit, args=[pk]))


SERVICES_TO_CHECK = ReviewSource(name="services", label=gettext_lazy("Services"), due=services_to_check)
REVIEWS_DUE = QueueSource(
    name="reviews-due",
    label=gettext_lazy("Checks of services"),
    url=lambda: list_address(Service, "?check=overdue"),
    count=_count_due,
    items=_due,
    next_due=_next_check,
)

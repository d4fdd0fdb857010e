"""What the directory brings to the officers' Today list: checks that are due, drafts that wait."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import TaskState

from localoffer.core.registries import QueueItem, QueueSource

from ..models import Service
from ..models.listings import Listing
from .columns import short_date
from .policies import may_run


def due_services():
    """Published services whose check is due, the longest overdue first."""
    return Service.objects.published().review_overdue()


def _services_list(query: str = "") -> str:
    return reverse(Service.snippet_viewset.get_url_name("list")) + query


def _count_due(request: HttpRequest) -> int:
    return due_services().count() if may_run(request.user, Service) else 0


def _due(request: HttpRequest, limit: int) -> list[QueueItem]:
    if not may_run(request.user, Service):
        return []
    rows = due_services().order_by("review_due", "name")[:limit]
    return [
        QueueItem(
            what=service.name,
            why=_("Check was due on %(date)s") % {"date": short_date(service.review_due)}
            if service.review_due
            else _("Has no date for its next check"),
            since=service.review_due or service.updated_at.date(),
            url=reverse(Service.snippet_viewset.get_url_name("edit"), args=[service.pk]),
            action=_("Check it"),
        )
        for service in rows
    ]


def _waiting(user) -> list[TaskState]:
    """Drafts of listings that this person may approve, the oldest first."""
    states = TaskState.objects.reviewable_by(user).select_related("revision", "revision__user")
    states = states.prefetch_related("revision__content_object").order_by("started_at")
    return [state for state in states if isinstance(state.revision.content_object, Listing)]


def _count_waiting(request: HttpRequest) -> int:
    return len(_waiting(request.user))


def _drafts(request: HttpRequest, limit: int) -> list[QueueItem]:
    return [
        QueueItem(
            what=state.revision.object_str,
            why=_("%(who)s asks you to check a draft") % {"who": state.revision.user or _("Somebody")},
            since=timezone.localtime(state.started_at),
            url=reverse(
                state.revision.content_object.snippet_viewset.get_url_name("edit"), args=[state.revision.object_id]
            ),
            action=_("Look at it"),
        )
        for state in _waiting(request.user)[:limit]
    ]


REVIEWS_DUE = QueueSource(
    name="reviews-due",
    label=gettext_lazy("Checks due"),
    url=lambda: _services_list("?check=overdue&state=live"),
    count=_count_due,
    items=_due,
)
DRAFTS_WAITING = QueueSource(
    name="drafts-waiting",
    label=gettext_lazy("Drafts waiting for you"),
    url=lambda: _services_list("?state=checking"),
    count=_count_waiting,
    items=_drafts,
)

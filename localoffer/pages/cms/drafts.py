"""What pages bring to the officers' Today list: drafts that wait for somebody else's eyes."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Page, TaskState, WorkflowState

from localoffer.core.registries import QueueItem, QueueSource


def drafts_for(user) -> QuerySet[WorkflowState]:
    """Checks of pages that this person may decide about, the oldest first, without those that they asked for."""
    states = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS,
        base_content_type=ContentType.objects.get_for_model(Page),
        current_task_state__status=TaskState.STATUS_IN_PROGRESS,
    ).exclude(requested_by=user)
    if not user.is_superuser:
        states = states.filter(current_task_state__task__groupapprovaltask__groups__in=user.groups.all()).distinct()
    return states.select_related("requested_by", "current_task_state__revision").order_by("created_at", "pk")


def _items(request: HttpRequest, limit: int) -> list[QueueItem]:
    return [
        QueueItem(
            what=state.current_task_state.revision.object_str,
            why=_("%(who)s asks you to check a draft") % {"who": _name(state.requested_by)},
            since=timezone.localtime(state.created_at),
            url=reverse("page_review", args=[state.object_id]),
            action=_("Check it"),
        )
        for state in drafts_for(request.user)[:limit]
    ]


def _name(user) -> str:
    return get_user_display_name(user) if user else _("Somebody")


PAGE_DRAFTS = QueueSource(
    name="drafts-page",
    label=gettext_lazy("Drafts to check, pages"),
    url=lambda: f"{reverse('wagtailadmin_reports:workflow')}?status={WorkflowState.STATUS_IN_PROGRESS}",
    count=lambda request: drafts_for(request.user).count(),
    items=_items,
)

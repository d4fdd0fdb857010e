"""What pages bring to the officers' Today list: drafts that wait for somebody else's eyes, and those sent back."""

from django.contrib.admin.utils import quote
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Page, TaskState, WorkflowState

from localoffer.core.registries import QueueItem, QueueSource

MOST_WORDS = 60


# Drafts to check


def drafts_for(user) -> QuerySet[WorkflowState]:
    """Checks of pages that this person may decide about, the oldest first, without those that they asked for."""
    states = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS,
        current_task_state__status=TaskState.STATUS_IN_PROGRESS,
        base_content_type=ContentType.objects.get_for_model(Page),
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
    count=lambda request: drafts_for(request.user).count(),
    items=_items,
    somebody_waits=True,
)


# Drafts that were sent back


def sent_back_to(user) -> QuerySet[WorkflowState]:
    """Checks of pages and listings that this person asked for and that ended with “Ask for changes”, oldest first."""
    states = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_NEEDS_CHANGES, requested_by=user, current_task_state__isnull=False
    )
    related = ("current_task_state__revision", "current_task_state__finished_by")
    return states.select_related(*related).order_by("current_task_state__finished_at", "pk")


def _sent_back(request: HttpRequest, limit: int) -> list[QueueItem]:
    return [
        QueueItem(
            what=state.current_task_state.revision.object_str,
            why=_what_to_change(state.current_task_state),
            since=timezone.localtime(state.current_task_state.finished_at or state.created_at),
            url=_editor_of(state),
            action=_("Change it"),
        )
        for state in sent_back_to(request.user)[:limit]
    ]


def _editor_of(state: WorkflowState) -> str:
    model = ContentType.objects.get_for_id(state.base_content_type_id).model_class()
    if issubclass(model, Page):
        return reverse("wagtailadmin_pages:edit", args=[state.object_id])
    return reverse(model.snippet_viewset.get_url_name("edit"), args=[quote(state.object_id)])


def _what_to_change(task_state: TaskState) -> str:
    who = _name(task_state.finished_by)
    if not task_state.comment:
        return _("%(who)s asks for changes") % {"who": who}
    words = Truncator(task_state.comment).words(MOST_WORDS)
    return _("%(who)s asks for changes: “%(words)s”") % {"who": who, "words": words}


DRAFTS_SENT_BACK = QueueSource(
    name="drafts-sent-back",
    label=gettext_lazy("Drafts of yours that were sent back"),
    count=lambda request: sent_back_to(request.user).count(),
    items=_sent_back,
    somebody_waits=True,
)

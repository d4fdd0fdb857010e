"""A draft that waits for a check: what is new in it, and the decision, on one page."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.views.pages.revisions import RevisionsCompareView

from localoffer.core.second_person import refusal

DECISIONS = ("approve", "reject")


class ReviewView(RevisionsCompareView):
    """The difference between what families see and the draft, with “Approve” and “Ask for changes”."""

    page_title = gettext_lazy("Check a draft")
    template_name = "pages/cms/review.html"

    def setup(self, request, page_id, *args, **kwargs):
        super().setup(request, page_id, "live", "latest", *args, **kwargs)

    def get(self, request, *args, **kwargs):
        if not self.object.workflow_in_progress:
            messages.warning(request, _("Nobody asked for a check of “%(title)s”.") % {"title": self.object.title})
            return redirect("wagtailadmin_pages:edit", self.object.pk)
        self.task_state = self.object.current_workflow_task_state
        self.allowed = {name for name, _label, _modal in self._actions()}
        if not self.allowed.intersection(DECISIONS):
            raise PermissionDenied
        return super().get(request, *args, **kwargs)

    def _actions(self):
        return self.object.current_workflow_task.get_actions(self.object, self.request.user)

    def _get_revision_and_heading(self, revision_id):
        """Beside a page that families never saw, everything is new."""
        if revision_id == "live" and not self.object.live:
            return type(self.object)(), _("Not published yet")
        return super()._get_revision_and_heading(revision_id)

    def get_context_data(self, **kwargs):
        draft = self.task_state.revision.as_object()
        decide = {
            action: reverse("wagtailadmin_pages:workflow_action", args=[self.object.pk, action, self.task_state.pk])
            for action in DECISIONS
            if action in self.allowed
        }
        return super().get_context_data(
            **kwargs,
            page=self.object,
            draft=draft,
            refusal=refusal(draft, self.request.user),
            decide=decide,
            asked=self.task_state.workflow_state,
            edited_by=self.task_state.revision.user,
            after=reverse("wagtailadmin_home"),
            look_url=reverse("wagtailadmin_pages:workflow_preview", args=[self.object.pk, self.task_state.task_id]),
        )

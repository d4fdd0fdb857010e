"""A draft that waits for a check: what is new in it, and the decision, on one page."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.views.pages.revisions import RevisionsCompareView
from wagtail.admin.views.pages.workflow import CollectWorkflowActionDataView

from localoffer.core.second_person import refusal
from localoffer.core.sending_back import REJECT, ChangesForm, WordsNeeded

from ..officers import previews

APPROVE = "approve"


class CollectCommentView(WordsNeeded, CollectWorkflowActionDataView):
    """The question in the editor, before the draft is saved and sent back."""


class ReviewView(RevisionsCompareView):
    """The difference between what families see and the draft, with “Approve” and “Ask for changes”."""

    page_title = gettext_lazy("Check a draft")
    template_name = "pages/cms/review.html"

    def setup(self, request, page_id, *args, **kwargs):
        super().setup(request, page_id, "live", "latest", *args, **kwargs)

    def dispatch(self, request, *args, **kwargs):
        if not self.object.workflow_in_progress:
            messages.warning(request, _("Nobody asked for a check of “%(title)s”.") % {"title": self.object.title})
            return redirect("wagtailadmin_pages:edit", self.object.pk)
        self.task_state = self.object.current_workflow_task_state
        self.allowed = {name for name, _label, _modal in self._actions()}
        if not self.allowed.intersection((APPROVE, REJECT)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        """Send the draft back, with words, or mark a comment. Approving has an address of its own."""
        if REJECT not in self.allowed:
            raise PermissionDenied
        if "dealt_with" in request.POST:
            return self._deal_with(request.POST["dealt_with"])
        form = ChangesForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(changes=form))
        self.task_state.task.specific.on_action(self.task_state, request.user, REJECT, **form.cleaned_data)
        return redirect("wagtailadmin_home")

    def _deal_with(self, number):
        """Mark a comment as dealt with. What is written already for the decision stays in its form."""
        for comment in previews.waiting_on(self.object, self.request.user):
            if str(comment.pk) == number:
                previews.deal_with(comment, user=self.request.user)
                messages.success(self.request, _("Marked as dealt with."))
        written = ChangesForm(initial={"comment": self.request.POST.get("comment", "")})
        return self.render_to_response(self.get_context_data(changes=written))

    def _actions(self):
        return self.object.current_workflow_task.get_actions(self.object, self.request.user)

    def _get_revision_and_heading(self, revision_id):
        """Beside a page that families never saw, everything is new."""
        if revision_id == "live" and not self.object.live:
            return type(self.object)(), _("Not published yet")
        return super()._get_revision_and_heading(revision_id)

    def get_context_data(self, **kwargs):
        draft = self.task_state.revision.as_object()
        kwargs.setdefault("changes", ChangesForm())
        return super().get_context_data(
            **kwargs,
            page=self.object,
            draft=draft,
            refusal=refusal(draft, self.request.user),
            allowed=self.allowed,
            approve_url=reverse(
                "wagtailadmin_pages:workflow_action", args=[self.object.pk, APPROVE, self.task_state.pk]
            ),
            asked=self.task_state.workflow_state,
            edited_by=self.task_state.revision.user,
            after=reverse("wagtailadmin_home"),
            comments=previews.waiting_on(self.object, self.request.user),
            here=self.request.path,
            look_url=reverse("wagtailadmin_pages:workflow_preview", args=[self.object.pk, self.task_state.task_id]),
        )

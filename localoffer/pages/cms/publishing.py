"""Every way to publish a page says what stands against it, in words, instead of failing or letting it through."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.views.pages.workflow import WorkflowActionView

from localoffer.core.models import OfferPage
from localoffer.core.publishing import sentences
from localoffer.core.undo_views import say_approved_for_page
from localoffer.core.way_back import way_back


class PageWorkflowActionView(WorkflowActionView):
    """Approving publishes, so what is missing is said first."""

    def post(self, request, *args, **kwargs):
        if self.action_name == "approve":
            draft = self.task_state.revision.as_object()
            if isinstance(draft, OfferPage) and (problems := sentences(draft)):
                say(request, draft, problems)
                return redirect(self.redirect_url)
        response = super().post(request, *args, **kwargs)
        if self.action_name == "approve":
            say_approved_for_page(request, self.object)
        return response


def refuse_unfinished(request: HttpRequest, action_type: str, pages, action) -> HttpResponse | None:
    """Before pages are published in bulk: all of them, or none and the reasons."""
    if action_type != "publish" or request.method != "POST":
        return None
    refused = False
    for page in pages:
        draft = page.get_latest_revision_as_object() if hasattr(page, "get_latest_revision_as_object") else None
        if isinstance(draft, OfferPage) and (problems := sentences(draft)):
            say(request, draft, problems)
            refused = True
    return HttpResponseRedirect(way_back(request, reverse("wagtailadmin_explore_root"))) if refused else None


def say(request: HttpRequest, draft: OfferPage, problems: list[str]) -> None:
    """One message a page, with all that stands against it."""
    messages.error(
        request,
        _("“%(title)s” was not published. %(problems)s") % {"title": draft.title, "problems": " ".join(problems)},
    )

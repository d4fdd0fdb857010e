"""Every way to publish a page in the CMS asks whether a second person must do it (`core/second_person.py`).

Such a page has one way to the public: it is sent for a check, and somebody other than its writer approves it.
"""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Page

from localoffer.core.second_person import reason, refusal, stands_in_such_a_section
from localoffer.core.sending_back import WordsNeeded
from localoffer.core.undo_views import say_approved_for_page
from localoffer.core.way_back import way_back

from .publishing import PageWorkflowActionView
from .review import APPROVE


def offer_only_what_is_allowed(menu_items: list, request: HttpRequest, context: dict) -> None:
    """Take out of the editor's menu what would be refused: “Publish”, and “Approve” for the writer."""
    page = context.get("page")
    if page is None:
        gone = {"action-publish"} if _is_section(context["parent_page"]) else set()
    elif reason(page):
        gone = {"action-publish"} | ({APPROVE} if refusal(page, request.user) else set())
    else:
        gone = set()
    menu_items[:] = [item for item in menu_items if item.name not in gone]


def _is_section(parent: Page) -> bool:
    return bool(reason(parent.specific)) and stands_in_such_a_section(parent)


def refuse_publishing_alone(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Before a page is published, or scheduled, from its form: the draft is kept and the way on is said."""
    if not (why := reason(page)):
        return None
    messages.error(request, _not_published(page, why))
    return redirect("wagtailadmin_pages:edit", page.pk)


def _not_published(page: Page, why: str) -> str:
    return _(
        "“%(title)s” was not published. %(why)s The draft is kept. Choose “%(submit)s”; then somebody else approves it."
    ) % {"title": page.title, "why": why, "submit": _submit_words(page)}


def _submit_words(page: Page) -> str:
    workflow = page.get_workflow()
    return _("Submit to %(workflow)s") % {"workflow": workflow.name} if workflow else _("Submit for moderation")


def refuse_publishing_many(request: HttpRequest, action_type: str, pages: list, action) -> HttpResponse | None:
    """Before pages are published in bulk: all of them, or none and the reasons."""
    if action_type != "publish" or Page not in action.models:
        return None
    deep = action.cleaned_form.cleaned_data.get("include_descendants")
    refused = {page.pk: (page, why) for page in _drafts(pages, deep) if (why := reason(page))}
    for page, why in refused.values():
        messages.error(request, _not_published(page, why))
    return HttpResponseRedirect(way_back(request, reverse("wagtailadmin_explore_root"))) if refused else None


def _drafts(pages: list[Page], deep: bool) -> Iterable[Page]:
    for page in pages:
        yield page.get_latest_revision_as_object()
        if deep:
            for below in page.get_descendants().not_live().specific():
                yield below.get_latest_revision_as_object()


def refuse_live_copies(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Before a page is copied: a copy is a new page that nobody else has looked at, so it starts as a draft."""
    if request.method != "POST" or not request.POST.get("publish_copies"):
        return None
    copied = page.get_descendants(inclusive=True) if request.POST.get("copy_subpages") else [page]
    for each in Page.objects.filter(pk__in=[each.pk for each in copied]).specific():
        if why := reason(each):
            messages.error(
                request,
                _("Nothing was copied. “%(title)s” can only be copied as a draft. %(why)s")
                % {"title": each.title, "why": why},
            )
            return redirect("wagtailadmin_pages:copy", page.pk)
    return None


class SecondPersonCreateView(CreateView):
    """The form of a new page. Wagtail would put it on the site first and ask afterwards whether it may be there."""

    def publish_action(self):
        self.form.instance.live = False
        return super().publish_action()


class SecondPersonEditView(EditView):
    """The editor: who changes a draft while looking at it does not approve it in the same breath."""

    def perform_workflow_action(self):
        if self.workflow_action == APPROVE and (problem := self._problem()):
            messages.error(self.request, problem)
            return self.save_action()
        response = super().perform_workflow_action()
        if self.workflow_action == APPROVE:
            say_approved_for_page(self.request, self.page)
        return response

    def _problem(self) -> str:
        page = self.form.instance
        why = reason(page)
        if why and self.has_content_changes:
            return _("“%(title)s” was not published. %(why)s You changed it, so now somebody else approves it.") % {
                "title": page.title,
                "why": why,
            }
        return refusal(page, self.request.user)


class SecondPersonActionView(WordsNeeded, PageWorkflowActionView):
    """Approving, asked of somebody else than the writer; sending back, with words."""

    def post(self, request, *args, **kwargs):
        draft = self.task_state.revision.as_object()
        if self.action_name == APPROVE and (problem := refusal(draft, request.user)):
            messages.error(request, problem)
            return redirect(self.redirect_url)
        return super().post(request, *args, **kwargs)


class ReadOnlyPagesAPI(PagesAdminAPIViewSet):
    """What Wagtail's own screens read about pages. Its ways to change them go past every check of ours."""

    actions: dict = {}

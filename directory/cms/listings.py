"""The list, the editor and the other Wagtail views of services, providers and places."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views import snippets

from localoffer.core import undo_views
from localoffer.core.creating_once import CreatingOnce
from localoffer.core.sending_back import WordsNeeded
from localoffer.core.side_help import SideHelp

from ..actions import companions_of
from ..models import Location, Provider, Service
from . import undoing
from .columns import checked_words, next_check_words, state_words
from .export import export_response
from .policies import may_run, was_published

KINDS = {Service: "service", Provider: "provider", Location: "place"}


def running_links(listing, user) -> list[tuple[str, str, str]]:
    """(words, address, icon) of what an officer may do with a listing besides editing it."""
    if not may_run(user, type(listing)):
        return []
    kind = KINDS[type(listing)]

    def address(name):
        return reverse(f"directory_cms:{name}", args=[kind, listing.pk])

    links = [(_("Still right"), address("confirm"), "check")] if listing.live else []
    if isinstance(listing, Service):
        links.append((_("Open, pause or close"), address("status"), "time"))
    links.append((_("Change next check"), address("review-date"), "calendar"))
    if not isinstance(listing, Location):
        if listing.live:
            links.append((_("Archive"), address("archive"), "folder-inverse"))
        links.append((_("Merge with another"), address("merge"), "copy"))
    return links


class ListingIndexView(snippets.IndexView):
    """A list with a fixed number of queries, searched by name, code or postcode, exported safely."""

    is_searchable = True
    related = ("owner", "source", "latest_revision")

    def get_base_queryset(self):
        return super().get_base_queryset().with_check_waiting().select_related(*self.related)

    def search_queryset(self, queryset):
        return queryset.matching(self.search_query) if self.is_searching else queryset

    @property
    def columns(self):
        """Boxes to tick only for those who may do something with what they ticked."""
        columns = super().columns
        return columns if may_run(self.request.user, self.model) else columns[1:]

    @property
    def show_export_buttons(self):
        return self.user_has_permission("change")

    def as_spreadsheet(self, queryset, spreadsheet_format):
        if not self.user_has_permission("change"):
            raise PermissionDenied
        return export_response(queryset, file_format=spreadsheet_format, user=self.request.user)

    def get_delete_url(self, instance):
        return None if was_published(instance) else super().get_delete_url(instance)

    def get_list_more_buttons(self, instance):
        buttons = super().get_list_more_buttons(instance)
        for number, (label, url, icon) in enumerate(running_links(instance, self.request.user)):
            buttons.append(Button(label, url=url, icon_name=icon, priority=40 + number))
        return buttons


class ServiceIndexView(ListingIndexView):
    related = (*ListingIndexView.related, "provider")


class ListingCreateView(SideHelp, CreatingOnce, snippets.CreateView):
    pass


class ListingEditView(SideHelp, snippets.EditView):
    """The editor, with the running of the listing (checks, status) in a strip above the form."""

    def get_context_data(self, **kwargs):
        row = (
            self.model.objects.with_check_waiting().select_related("owner", "last_confirmed_by").get(pk=self.object.pk)
        )
        return super().get_context_data(
            **kwargs,
            row=row,
            companions=companions_of(row) if isinstance(row, Service) else [],
            state=state_words(row),
            checked=checked_words(row),
            next_check=next_check_words(row),
            running_links=running_links(row, self.request.user),
        )

    @cached_property
    def header_more_buttons(self):
        buttons = super().header_more_buttons
        if may_run(self.request.user, self.model):
            buttons += undo_views.button(self.object, undoing.address_of(self.object))
        return buttons

    @property
    def can_delete(self):
        return not was_published(self.object) and self.user_has_permission_for_instance("delete", self.object)


class ListingCopyView(CreatingOnce, snippets.CopyView):
    """A copy starts without the address of the original, and its parts are new ones."""

    def get_initial_form_instance(self):
        original = self.get_object()
        copy = type(original).from_serializable_data(original.serializable_data())
        copy.pk = None
        for relation in get_all_child_relations(type(original)):
            for part in getattr(copy, relation.get_accessor_name()).all():
                part.pk = None
        if hasattr(copy, "slug"):
            copy.slug = ""
        copy.name = _("%(name)s (copy)") % {"name": original.name}
        return copy


class ListingDeleteView(snippets.DeleteView):
    """Only a draft that was never published can be deleted."""

    def dispatch(self, request, *args, **kwargs):
        if not self.user_has_permission_for_instance("delete", self.object):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ListingCollectView(WordsNeeded, snippets.CollectWorkflowActionDataView):
    """The question in the editor, before the draft is saved and sent back."""


class ListingWorkflowActionView(WordsNeeded, snippets.WorkflowActionView):
    """Approving publishes, so what is missing is said first, in words, instead of publishing half a listing."""

    def post(self, request, *args, **kwargs):
        if self.action_name == "approve":
            problems = self.task_state.revision.as_object().publishing_problems()
            if problems:
                for message in say(problems, self.model):
                    messages.error(request, message)
                return redirect(self.redirect_url)
        response = super().post(request, *args, **kwargs)
        if self.action_name == "approve":
            undoing.say_approved(request, self.object)
        return response


class ListingWorkflowPreviewView(snippets.WorkflowPreviewView):
    """The draft as it would look. Places have no page of their own, so there is nothing to see."""

    def get(self, request, *args, **kwargs):
        if not self.object.is_previewable():
            raise Http404
        return super().get(request, *args, **kwargs)


def say(problems, model) -> list[str]:
    """Problems by field as sentences that name the field."""
    sentences = []
    for name, texts in problems.items():
        label = ""
        if name in {field.name for field in model._meta.fields}:
            label = f"{model._meta.get_field(name).verbose_name}: ".capitalize()
        sentences += [_("Not published. %(field)s%(message)s") % {"field": label, "message": text} for text in texts]
    return sentences

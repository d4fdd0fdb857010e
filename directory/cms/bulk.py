"""What officers do to many listings at once: confirm, hand over, archive, export."""

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.functional import classproperty
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from .. import actions
from ..models import Location, Provider, Service
from .export import export_response
from .filters import FILTERS
from .forms import ExportForm, OwnerForm, ReasonForm
from .policies import may_run

SHOWN = 30
MOST_DIGITS = 18


class ListingBulkAction(SnippetBulkAction):
    """An action on ticked rows, or on all rows that the list's search and filters find."""

    listing_models = (Service, Provider, Location)
    template_name = "directory/cms/bulk.html"
    question = gettext_lazy("Do this with these records?")
    button = gettext_lazy("Yes")
    classes = set()

    @classproperty
    def models(cls):
        return list(cls.listing_models)

    @classmethod
    def get_queryset(cls, model, object_ids):
        """The rows of these ids; what is no id counts as a row that is not there."""
        numbers = [key for key in object_ids if str(key).isdecimal() and len(str(key)) <= MOST_DIGITS]
        return super().get_queryset(model, numbers)

    def check_perm(self, listing):
        return may_run(self.request.user, self.model)

    def get_all_objects_in_listing_query(self, parent_id):
        """“All” means all that the officer looks at. Wagtail's own answer would be every row there is."""
        rows = self.model._default_manager.all()
        filters = FILTERS[self.model](self.request.GET, queryset=rows, request=self.request)
        if not filters.is_valid():
            return []
        return filters.qs.matching(self.request.GET.get("q", "")).values_list("pk", flat=True)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "title": self.display_name,
            "question": self.question,
            "button": self.button,
            "shown": context["items"][:SHOWN],
            "more": max(len(context["items"]) - SHOWN, 0),
        }

    def object_context(self, listing):
        return {"item": listing}

    def get_execution_context(self):
        return {"user": self.request.user, "form": self.cleaned_form}

    def prepare_action(self, objects, objects_without_access):
        if not objects:
            raise PermissionDenied

    @classmethod
    def execute_action(cls, objects, user=None, form=None, **kwargs):
        return cls.run(objects, user, form.cleaned_data), 0


class ConfirmBulkAction(ListingBulkAction):
    display_name = gettext_lazy("Still right")
    action_type = "confirm"
    aria_label = gettext_lazy("Confirm that the selected records are still right")
    action_priority = 10
    question = gettext_lazy("Did you look at each of these, and are they still right?")
    button = gettext_lazy("Yes, they are still right")

    @staticmethod
    def run(objects, user, data):
        return actions.confirm_listings(listings=objects, user=user, now=timezone.now())

    def get_success_message(self, count, _children):
        return ngettext(
            "%(count)d record confirmed. Its next check is set.",
            "%(count)d records confirmed. Their next checks are set.",
            count,
        ) % {"count": count}


class OwnerBulkAction(ListingBulkAction):
    display_name = gettext_lazy("Set owner team")
    action_type = "set-owner"
    aria_label = gettext_lazy("Hand the selected records over to a team")
    action_priority = 20
    form_class = OwnerForm
    question = gettext_lazy("Which team keeps these up to date from now on?")
    button = gettext_lazy("Hand over")

    @staticmethod
    def run(objects, user, data):
        return actions.set_owner(listings=objects, owner=data["owner"], user=user)

    def get_success_message(self, count, _children):
        return ngettext("%(count)d record handed over.", "%(count)d records handed over.", count) % {"count": count}


class ExportBulkAction(ListingBulkAction):
    display_name = gettext_lazy("Export")
    action_type = "export"
    aria_label = gettext_lazy("Export the selected records as a spreadsheet")
    action_priority = 25
    form_class = ExportForm
    question = gettext_lazy("Take these out as a spreadsheet?")
    button = gettext_lazy("Download")

    def prepare_action(self, objects, objects_without_access):
        super().prepare_action(objects, objects_without_access)
        rows = self.model._default_manager.filter(pk__in=[listing.pk for listing in objects])
        file_format = self.cleaned_form.cleaned_data["file_format"]
        return export_response(rows, file_format=file_format, user=self.request.user)


class ArchiveBulkAction(ListingBulkAction):
    display_name = gettext_lazy("Archive")
    action_type = "archive"
    aria_label = gettext_lazy("Take the selected records off the site")
    action_priority = 28
    classes = {"serious"}
    listing_models = (Service, Provider)
    form_class = ReasonForm
    question = gettext_lazy(
        "Take these off the site? Nothing is deleted: their history stays, and you can open them again."
    )
    button = gettext_lazy("Archive")

    def form_valid(self, form):
        """A provider that still runs services stops the whole step, and the officer learns which one."""
        try:
            return super().form_valid(form)
        except actions.StillInUse as error:
            messages.error(
                self.request,
                ngettext(
                    "Nothing was archived. “%(name)s” still runs %(count)d published service.",
                    "Nothing was archived. “%(name)s” still runs %(count)d published services.",
                    error.count,
                )
                % {"name": error.listing, "count": error.count},
            )
            return self.form_invalid(form)

    @staticmethod
    def run(objects, user, data):
        if isinstance(objects[0], Service):
            return actions.archive_services(services=objects, reason=data["reason"], user=user)
        return actions.archive_providers(providers=objects, reason=data["reason"], user=user)

    def get_success_message(self, count, _children):
        return ngettext("%(count)d record archived.", "%(count)d records archived.", count) % {"count": count}


BULK_ACTIONS = [ConfirmBulkAction, OwnerBulkAction, ExportBulkAction, ArchiveBulkAction]

"""The directory in the CMS menu: listings with drafts and moderation, and the lists that officers keep."""

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column, NumberColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from .cms import choosers, columns, filters, listings, panels
from .imports.cms.viewset import ImportsViewSet
from .models import (
    Area,
    ImportSource,
    LocalOfferQuestion,
    Location,
    Provider,
    SchoolTerm,
    Service,
    Synonym,
    Term,
    Vocabulary,
)


class ListingViewSet(SnippetViewSet):
    """What services, providers and places share in the CMS."""

    index_view_class = listings.ListingIndexView
    add_view_class = listings.ListingCreateView
    edit_view_class = listings.ListingEditView
    copy_view_class = listings.ListingCopyView
    delete_view_class = listings.ListingDeleteView
    collect_workflow_action_data_view_class = listings.ListingCollectView
    workflow_action_view_class = listings.ListingWorkflowActionView
    workflow_preview_view_class = listings.ListingWorkflowPreviewView
    chooser_viewset_class = choosers.ListingChooserViewSet
    edit_template_name = "directory/cms/edit_listing.html"
    inspect_view_enabled = True
    list_per_page = 50
    ordering = "name"


class ServiceViewSet(ListingViewSet):
    model = Service
    icon = "list-ul"
    index_view_class = listings.ServiceIndexView
    edit_handler = panels.service
    filterset_class = filters.ServiceFilters
    list_display = [
        "name",
        Column("provider", label=_("Provider"), sort_key="provider__name"),
        columns.STATE,
        columns.OWNER,
        columns.CHECKED,
        columns.NEXT_CHECK,
        columns.SOURCE,
    ]
    inspect_view_fields = ["name", "short_code", "provider", "summary", "description", "who_yes", "who_no"]


class ProviderViewSet(ListingViewSet):
    model = Provider
    icon = "group"
    edit_handler = panels.provider
    filterset_class = filters.ProviderFilters
    list_display = [
        "name",
        "kind",
        columns.STATE,
        columns.OWNER,
        columns.CHECKED,
        columns.NEXT_CHECK,
        columns.SOURCE,
    ]
    inspect_view_fields = ["name", "kind", "description", "parent", "address", "sen_report_url", "owner"]


class PlaceViewSet(ListingViewSet):
    model = Location
    icon = "site"
    edit_handler = panels.place
    filterset_class = filters.PlaceFilters
    list_display = [
        "name",
        "town",
        "postcode",
        Column("visibility", label=_("Who sees the address"), accessor="get_visibility_display"),
        columns.STATE,
        columns.OWNER,
        columns.CHECKED,
        columns.SOURCE,
    ]
    inspect_view_fields = ["name", "visibility", "address_1", "town", "postcode", "ward", "owner"]


class VocabularyViewSet(SnippetViewSet):
    model = Vocabulary
    icon = "folder-open-1"
    edit_handler = panels.record(Vocabulary)
    sort_order_field = "order"
    list_display = ["label", "slug", "is_filter", "several", "scope", "order"]
    ordering = "order"
    copy_view_enabled = False


class TermViewSet(SnippetViewSet):
    model = Term
    icon = "tag"
    edit_handler = panels.term
    filterset_class = filters.TermFilters
    list_per_page = 100
    list_display = [
        "label",
        Column("vocabulary", label=_("Vocabulary"), sort_key="vocabulary__label"),
        Column("parent", label=_("Part of")),
        NumberColumn("uses", label=_("Used by"), sort_key="uses"),
        BooleanColumn("public", label=_("Shown to families")),
        BooleanColumn("rule", label=_("Worked out")),
    ]
    ordering = ["vocabulary__order", "order", "label"]
    copy_view_enabled = False

    def get_queryset(self, request):
        return Term.objects.select_related("vocabulary", "parent").annotate(
            uses=_number_of(Service) + _number_of(Location)
        )


def _number_of(model):
    """How many records carry the term, as a subquery, so that two counts do not multiply each other."""
    through = model.terms.through.objects.filter(term=OuterRef("pk")).order_by()
    return Coalesce(Subquery(through.values("term").annotate(number=Count("pk")).values("number")), 0)


class SynonymViewSet(SnippetViewSet):
    model = Synonym
    icon = "openquote"
    edit_handler = panels.record(Synonym)
    list_display = ["words", "same_as", "misspellings", "one_way"]
    list_per_page = 100
    copy_view_enabled = False


class QuestionViewSet(SnippetViewSet):
    model = LocalOfferQuestion
    icon = "help"
    edit_handler = panels.record(LocalOfferQuestion)
    sort_order_field = "order"
    ordering = "order"
    list_display = ["text", "public", "order"]
    copy_view_enabled = False


class SchoolTermViewSet(SnippetViewSet):
    model = SchoolTerm
    icon = "calendar-alt"
    edit_handler = panels.record(SchoolTerm)
    list_display = ["name", "starts", "ends"]
    ordering = "-starts"
    copy_view_enabled = False


class AreaViewSet(SnippetViewSet):
    model = Area
    icon = "globe"
    edit_handler = panels.area
    list_display = ["name", "kind", "code", "authority"]
    list_filter = ["kind"]
    list_per_page = 50
    copy_view_enabled = False

    def get_queryset(self, request):
        return Area.objects.defer("outline").select_related("authority")


class ImportSourceViewSet(SnippetViewSet):
    model = ImportSource
    icon = "upload"
    edit_handler = panels.source
    list_display = ["name", "kind", "owner", "arrives_live"]
    copy_view_enabled = False

    def get_queryset(self, request):
        return ImportSource.objects.select_related("owner")


class DirectoryViewSetGroup(SnippetViewSetGroup):
    menu_label = _("Directory")
    menu_icon = "list-ul"
    menu_order = 110
    items = (
        ServiceViewSet,
        ProviderViewSet,
        PlaceViewSet,
        VocabularyViewSet,
        TermViewSet,
        SynonymViewSet,
        QuestionViewSet,
        SchoolTermViewSet,
        AreaViewSet,
        ImportsViewSet,
        ImportSourceViewSet,
    )

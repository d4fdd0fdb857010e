"""How the CMS shows our pages, alerts, known issues and the glossary."""

import django_filters
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page
from wagtail.snippets.views.snippets import SnippetViewSet

from .cms.editor import PageCreateView, PageEditView
from .cms.review import CollectCommentView
from .cms.second_person import SecondPersonActionView
from .cms.taking_down import PageDeleteView, PageUnpublishView
from .models import Alert, GlossaryTerm, KnownIssue

NOW, PLANNED, OVER = "now", "planned", "over"


class AlertFilters(WagtailFilterSet):
    """Alerts by whether they hold now."""

    state = django_filters.ChoiceFilter(
        label=_("State"),
        method="filter_state",
        empty_label=_("All"),
        choices=[(NOW, _("Now")), (PLANNED, _("Planned")), (OVER, _("Over"))],
    )

    class Meta:
        model = Alert
        fields = ["level"]

    def filter_state(self, queryset, name, value):
        now = timezone.now()
        states = {NOW: Q(starts__lte=now, ends__gt=now), PLANNED: Q(starts__gt=now), OVER: Q(ends__lte=now)}
        return queryset.filter(states[value])


class AlertViewSet(SnippetViewSet):
    model = Alert
    icon = "warning"
    edit_handler = ObjectList(Alert.panels)
    filterset_class = AlertFilters
    add_to_admin_menu = True
    menu_label = _("Alerts")
    menu_order = 250
    list_display = [
        "heading",
        Column("state", label=_("State")),
        Column("level", label=_("Level"), accessor="get_level_display", sort_key="level"),
        DateColumn("starts", label=_("From"), sort_key="starts"),
        DateColumn("ends", label=_("Until"), sort_key="ends"),
    ]
    copy_view_enabled = False


class KnownIssueViewSet(SnippetViewSet):
    """The register behind the accessibility statement."""

    model = KnownIssue
    icon = "tasks"
    edit_handler = ObjectList(KnownIssue.panels)
    add_to_settings_menu = True
    menu_label = _("Known accessibility issues")
    menu_order = 40
    list_display = [
        Column("what", label=_("What does not work"), accessor="__str__"),
        Column("state", label=_("State")),
        Column("reason", label=_("Kind"), accessor="get_reason_display", sort_key="reason"),
        DateColumn("fix_by", label=_("Mended by"), sort_key="fix_by"),
        DateColumn("fixed_on", label=_("Mended on"), sort_key="fixed_on"),
    ]
    copy_view_enabled = False


class GlossaryTermViewSet(SnippetViewSet):
    """The words of the glossary. Who may change them is up to the groups."""

    model = GlossaryTerm
    icon = "openquote"
    edit_handler = ObjectList(GlossaryTerm.panels)
    add_to_admin_menu = True
    menu_label = _("Glossary")
    menu_order = 120
    list_display = [
        "term",
        Column("other_names", label=_("Also called"), accessor=lambda term: ", ".join(term.other_names)),
        "meaning",
        BooleanColumn("is_linked", label=_("Linked on pages")),
    ]
    list_filter = ["is_linked"]
    list_per_page = 100
    ordering = "term"
    copy_view_enabled = False


class OfferPageViewSet(PageViewSet):
    """Every page, whatever its type."""

    model = Page
    add_view_class = PageCreateView
    edit_view_class = PageEditView
    workflow_action_view_class = SecondPersonActionView
    collect_workflow_action_data_view_class = CollectCommentView
    unpublish_view_class = PageUnpublishView
    delete_view_class = PageDeleteView

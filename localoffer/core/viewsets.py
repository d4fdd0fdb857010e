"""Teams and statutory items in the CMS."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import StatutoryItem, Team


class TeamViewSet(SnippetViewSet):
    model = Team
    icon = "group"
    edit_handler = ObjectList(Team.panels)
    add_to_settings_menu = True
    menu_label = _("Teams")
    menu_order = 20
    list_display = ["name", "email", "review_months"]
    copy_view_enabled = False


class StatutoryItemViewSet(SnippetViewSet):
    """What the law says must be published. Officers change it when the law changes."""

    model = StatutoryItem
    icon = "clipboard-list"
    edit_handler = ObjectList(StatutoryItem.panels)
    add_to_settings_menu = True
    menu_label = _("Statutory items")
    menu_order = 30
    list_display = [
        Column("text", label=_("What must be published"), accessor="__str__"),
        "source",
        BooleanColumn("is_advice", label=_("Advice only")),
        "legal_reference",
        "number_confirmed",
        "as_of",
    ]
    list_per_page = 100
    copy_view_enabled = False

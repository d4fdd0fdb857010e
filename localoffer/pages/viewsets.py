"""Lists in the CMS that pages draw from."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import GlossaryTerm


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

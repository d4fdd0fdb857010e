"""What an officer starts most often, on the first page of the CMS."""

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from ..models import Location, Provider, Service


class QuickActionsPanel(Component):
    name = "directory_quick_actions"
    template_name = "directory/cms/quick_actions.html"
    order = 90

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        return {"links": quick_links(user)}


def quick_links(user) -> list[tuple[str, str]]:
    """(words, address) of what this person may start."""
    links = [
        (Service, _("New service")),
        (Provider, _("New provider")),
        (Location, _("New place")),
    ]
    return [
        (words, reverse(model.snippet_viewset.get_url_name("add")))
        for model, words in links
        if user.has_perm(f"directory.add_{model._meta.model_name}")
    ]


def add_quick_actions(request, panels):
    panels.append(QuickActionsPanel())

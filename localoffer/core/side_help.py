"""Help beside the editor: what this kind of record is for, what families need from it, an example.

The words are a template, `<app>/cms/help/<model>.html`, which extends `core/cms/side_help.html`. Wagtail's side panels
open with a key as with a press, and stay as the officer left them.
"""

from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.models import Page


def help_template(model: type[Model]) -> str:
    """The template with the help for a model; empty where there is none."""
    name = f"{model._meta.app_label}/cms/help/{model._meta.model_name}.html"
    try:
        get_template(name)
    except TemplateDoesNotExist:
        return ""
    return name


class HelpSidePanel(BaseSidePanel):
    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Toggle help")
        icon_name = "help"
        has_counter = False

    name = "help"
    title = _("Help")
    order = 150

    @property
    def template_name(self):
        return help_template(self.model)

    def get_context_data(self, parent_context):
        about = self.model.get_page_description() if issubclass(self.model, Page) else ""
        return super().get_context_data(parent_context) | {
            "kind": capfirst(self.model._meta.verbose_name),
            "about": about,
        }


class SideHelp:
    """For the views with a form: help at the side, where there is some for the model."""

    form: Any
    request: HttpRequest
    expects_json_response: bool

    def get_side_panels(self):
        panels = super().get_side_panels()  # type: ignore[misc]  # of the view that this is mixed into
        record = getattr(self, "page", None) or self.form.instance
        # After the first save by itself, the page keeps the panel that it has.
        is_there = self.expects_json_response or getattr(self, "hydrate_create_view", False)
        if is_there or not help_template(type(record)):
            return panels
        return MediaContainer([*panels, HelpSidePanel(record, self.request)])

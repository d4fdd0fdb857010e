"""The tab “Before publishing” of a page's editor: what stops it, and what could be better."""

from django.forms import Media
from django.urls import reverse
from wagtail.admin.panels import Panel
from wagtail.admin.staticfiles import versioned_static

from .publishing import findings, label_of


def panel_context(page) -> dict:
    """What the panel says of a page as it was last saved."""
    if page.pk is None:
        return {"unsaved": True}
    found = [(label_of(page, finding.field), finding) for finding in findings(page)]
    return {
        "blocking": [(label, finding.message) for label, finding in found if finding.blocks],
        "advice": [(label, finding.message) for label, finding in found if not finding.blocks],
        "address": reverse("publish_checks", args=[page.pk]),
    }


class ChecksPanel(Panel):
    """Shows the findings of the draft as it was last saved, and asks again on a press or after a save."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "core/cms/checks_panel.html"

        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | panel_context(self.instance)

        @property
        def media(self):
            return Media(js=[versioned_static("core/checks_panel.js")])

"""Entries of Wagtail's menus that officers do not need, and the name of the Local Offer at the top of the home."""

from django.http import HttpRequest
from wagtail.admin.site_summary import PagesSummaryItem

from .models import CouncilSettings

REPORTS_WE_REPLACE = {"aging-pages", "page-types-usage", "workflow-tasks"}
"""*Checks of pages* and *Today* say more than these."""
REPORTS_FOR_ADMINISTRATORS = {"workflows"}
SETTINGS_FOR_ADMINISTRATORS = {"collections", "locales", "workflow-tasks", "workflows"}
"""How the CMS itself is set up. Only the entries go: who may use a page still may, at its address."""


def shorten_reports(request: HttpRequest, menu_items: list) -> None:
    """Leave reports that an officer works with."""
    _take_out(menu_items, REPORTS_WE_REPLACE)
    if not request.user.is_superuser:
        _take_out(menu_items, REPORTS_FOR_ADMINISTRATORS)


def shorten_settings(request: HttpRequest, menu_items: list) -> None:
    """Leave the technical entries to administrators."""
    if not request.user.is_superuser:
        _take_out(menu_items, SETTINGS_FOR_ADMINISTRATORS)


def _take_out(menu_items: list, names: set[str]) -> None:
    menu_items[:] = [item for item in menu_items if item.name not in names]


class PagesOfTheOffer(PagesSummaryItem):
    """How many pages there are. Wagtail would say the name of the machine where its own site has no name."""

    def get_context_data(self, parent_context):
        name = CouncilSettings.for_request(self.request).product_name
        return super().get_context_data(parent_context) | {"site_name": name}


def name_the_offer(request: HttpRequest, summary_items: list) -> None:
    """At the top of the home: the pages of the Local Offer, not of a machine."""
    summary_items[:] = [PagesOfTheOffer(request) if type(item) is PagesSummaryItem else item for item in summary_items]

"""The CMS face of the pages; the parts are in modules of their own."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import page_permission_policy, register_permission_policy
from wagtail.snippets.models import register_snippet

from .cms.publishing import refuse_unfinished
from .deleting import keep_documents
from .formats.cms import FormatRequestViewSet, NobodyAdds
from .languages import hide_translations_report, to_its_own_language
from .models import FormatRequest
from .reports import ReadingLevelView
from .viewsets import OfferPageViewSet

# After Wagtail's own, whose place it takes.
hooks.register("register_admin_viewset", lambda: OfferPageViewSet("offer_pages"), order=10)
hooks.register("before_bulk_action", refuse_unfinished)
hooks.register("before_delete_page", keep_documents)
hooks.register("before_serve_page", to_its_own_language)
hooks.register("construct_reports_menu", hide_translations_report)

register_permission_policy(FormatRequest, NobodyAdds(FormatRequest))
register_snippet(FormatRequestViewSet)


class PageReportItem(MenuItem):
    """Shown to whoever works on pages."""

    def is_shown(self, request):
        return page_permission_policy.user_has_any_permission(request.user, ["add", "change", "publish"])


@hooks.register("register_admin_urls")
def report_urls():
    return [
        path("reports/reading-level/", ReadingLevelView.as_view(), name="reading_level_report"),
        path(
            "reports/reading-level/results/",
            ReadingLevelView.as_view(results_only=True),
            name="reading_level_report_results",
        ),
    ]


@hooks.register("register_reports_menu_item")
def reading_level_item():
    return PageReportItem(
        _("Reading level"), reverse("reading_level_report"), name="reading-level", icon_name="glasses", order=700
    )

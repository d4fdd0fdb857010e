"""The CMS face of the pages; the parts are in modules of their own."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import page_permission_policy
from wagtail.snippets.models import register_snippet

from .deleting import keep_documents
from .reports import ReadingLevelView
from .viewsets import GlossaryTermViewSet

register_snippet(GlossaryTermViewSet)

hooks.register("before_delete_page", keep_documents)


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

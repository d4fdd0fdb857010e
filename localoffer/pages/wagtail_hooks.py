"""The CMS face of the pages; the parts are in modules of their own."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import page_permission_policy, register_permission_policy
from wagtail.snippets.models import register_snippet

from .cms import addresses, second_person, translations
from .cms.publishing import refuse_unfinished
from .cms.review import ReviewView
from .deleting import refuse_deleting, refuse_deleting_many
from .formats.cms import FormatRequestViewSet, NobodyAdds
from .languages import hide_translations_report, to_its_own_language
from .models import FormatRequest
from .redirects.views import import_redirects
from .reports import ReadingLevelView
from .serving import from_memory
from .viewsets import AlertViewSet, GlossaryTermViewSet, KnownIssueViewSet, OfferPageViewSet

# After Wagtail's own, whose place it takes.
hooks.register("register_admin_viewset", lambda: OfferPageViewSet("offer_pages"), order=10)
hooks.register("before_bulk_action", refuse_unfinished)
hooks.register("before_delete_page", refuse_deleting)
hooks.register("before_bulk_action", refuse_deleting_many)
hooks.register("before_serve_page", to_its_own_language)
hooks.register("on_serve_page", from_memory, order=100)  # within Wagtail's check of who may see the page
hooks.register("construct_reports_menu", hide_translations_report)

register_permission_policy(FormatRequest, NobodyAdds(FormatRequest))
register_snippet(FormatRequestViewSet)

register_snippet(AlertViewSet)
register_snippet(KnownIssueViewSet)
register_snippet(GlossaryTermViewSet)


@hooks.register("register_admin_urls")
def redirect_urls():
    """In place of Wagtail's own import, which takes circles and chains and reports no row."""
    return [
        path("redirects/import/", import_redirects, name="import_redirects"),
        path("redirects/import/process/", import_redirects),  # its second half, which fails without the first
    ]


hooks.register("construct_page_action_menu", second_person.offer_only_what_is_allowed)
hooks.register("before_publish_page", second_person.refuse_publishing_alone)
hooks.register("before_bulk_action", second_person.refuse_publishing_many)
hooks.register("before_copy_page", second_person.refuse_live_copies)
hooks.register("before_copy_page", addresses.refuse_copies)
hooks.register("before_move_page", addresses.refuse_moves)
# Before wagtail-localize's own.
hooks.register("before_edit_page", translations.before_the_editor, order=-10)


@hooks.register("register_admin_urls", order=-10)
def translation_urls():
    """In place of wagtail-localize's own, which ask nobody before they publish and stumble over a wrong file."""
    return [
        path("localize/update/<int:translation_source_id>/", translations.SyncView.as_view()),
        path("localize/page/<int:page_id>/convert_to_alias/", translations.repeat_the_original),
        path("localize/translate/<int:translation_id>/pofile/upload/", translations.take_po_file),
    ]


@hooks.register("construct_admin_api")
def pages_for_reading(router):
    router.register_endpoint("pages", second_person.ReadOnlyPagesAPI)


@hooks.register("register_admin_urls")
def review_urls():
    return [path("pages/<int:page_id>/review/", ReviewView.as_view(), name="page_review")]


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

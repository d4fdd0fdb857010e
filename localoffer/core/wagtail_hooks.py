from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.staticfiles import versioned_static
from wagtail.log_actions import LogFormatter
from wagtail.snippets.models import register_snippet

from .cms_menus import name_the_offer, shorten_reports, shorten_settings
from .cms_users.views import refuse_what_is_not_theirs
from .cms_views import publish_checks, signed_in
from .file_links import FileLinkHandler
from .models.last_publishing import UNDONE
from .page_links import KnownPageLinkHandler
from .queue_views import today
from .today import replace_panels
from .undo_views import button_for_page, offer_for_page, undo_page
from .viewsets import StatutoryItemViewSet, TeamViewSet

register_snippet(TeamViewSet)
register_snippet(StatutoryItemViewSet)

hooks.register("construct_homepage_panels", replace_panels, order=10)
hooks.register("construct_homepage_summary_items", name_the_offer, order=10)
hooks.register("construct_reports_menu", shorten_reports)
hooks.register("construct_settings_menu", shorten_settings)
hooks.register("before_bulk_action", refuse_what_is_not_theirs)
hooks.register("after_publish_page", offer_for_page)
hooks.register("register_page_header_buttons", button_for_page)


@hooks.register("insert_global_admin_css")
def styles():
    return format_html('<link rel="stylesheet" href="{}">', static("core/cms.css"))


@hooks.register("insert_global_admin_js")
def typed_dates():
    return format_html('<script src="{}"></script>', versioned_static("core/typed_dates.js"))


@hooks.register("insert_editor_js")
def tab_errors():
    return format_html('<script src="{}" defer></script>', versioned_static("core/tab_errors.js"))


@hooks.register("insert_editor_js")
def one_save():
    return format_html('<script src="{}" defer></script>', versioned_static("core/one_save.js"))


@hooks.register("register_rich_text_features", order=10)  # after Wagtail's own, whose place they take
def links_in_text(features):
    features.register_link_type(KnownPageLinkHandler)
    features.register_link_type(FileLinkHandler)


@hooks.register("insert_editor_js")
def words_of_an_ended_session():
    """Every editor keeps what was typed when its session ends."""
    context = {
        "ask_url": reverse("core_cms:signed_in"),
        "sign_in_url": f"{reverse(settings.LOGIN_URL)}?next={settings.CMS_PREFIX}",
        "script_url": versioned_static("core/signed_out.js"),
    }
    return render_to_string("core/cms/signed_out.html", context)


@hooks.register("register_admin_urls")
def core_urls():
    ours = [path("today/", today, name="today"), path("signed-in/", signed_in, name="signed_in")]
    return [
        path("", include((ours, "core_cms"))),
        path("pages/<int:page_id>/checks/", publish_checks, name="publish_checks"),
        path("pages/<int:page_id>/undo-publishing/", undo_page, name="undo_publishing"),
    ]


class Undone(LogFormatter):
    """How undoing a publishing reads in the history of a page or listing."""

    label = _("Publishing undone")

    def format_message(self, log_entry):
        if log_entry.revision_id:
            return _("Publishing undone: families read again what stood there before")
        return _("Publishing undone: off the site again")


@hooks.register("register_log_actions")
def log_actions(registry):
    registry.register_action(UNDONE)(Undone)

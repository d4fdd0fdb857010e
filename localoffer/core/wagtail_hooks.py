from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.staticfiles import versioned_static
from wagtail.snippets.models import register_snippet

from .cms_users.views import refuse_what_is_not_theirs
from .cms_views import publish_checks, signed_in
from .file_links import FileLinkHandler
from .page_links import KnownPageLinkHandler
from .queue_views import today
from .today import replace_panels
from .viewsets import StatutoryItemViewSet, TeamViewSet

register_snippet(TeamViewSet)
register_snippet(StatutoryItemViewSet)

hooks.register("construct_homepage_panels", replace_panels, order=10)
hooks.register("before_bulk_action", refuse_what_is_not_theirs)


@hooks.register("insert_global_admin_css")
def styles():
    return format_html('<link rel="stylesheet" href="{}">', static("core/cms.css"))


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
    ]

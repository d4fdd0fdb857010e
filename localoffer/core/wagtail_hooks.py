from django.templatetags.static import static
from django.urls import include, path
from django.utils.html import format_html
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .cms_users.views import refuse_what_is_not_theirs
from .cms_views import publish_checks
from .file_links import FileLinkHandler
from .queue_views import today
from .today import replace_panels
from .viewsets import StatutoryItemViewSet, TeamViewSet

register_snippet(TeamViewSet)
register_snippet(StatutoryItemViewSet)

hooks.register("construct_homepage_panels", replace_panels, order=10)
hooks.register("before_bulk_action", refuse_what_is_not_theirs)
# After Wagtail's own, whose place it takes.
hooks.register("register_rich_text_features", lambda features: features.register_link_type(FileLinkHandler), order=10)


@hooks.register("insert_global_admin_css")
def styles():
    return format_html('<link rel="stylesheet" href="{}">', static("core/cms.css"))


@hooks.register("register_admin_urls")
def core_urls():
    return [
        path("", include(([path("today/", today, name="today")], "core_cms"))),
        path("pages/<int:page_id>/checks/", publish_checks, name="publish_checks"),
    ]

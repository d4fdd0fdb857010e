"""Registers the CMS face of the directory; the parts are in `viewsets.py` and `cms/`."""

from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from .actions.archiving import keep_words_in_a_revision
from .cms import companions, merging, searches, undoing, views
from .cms.audit import FORMATTERS
from .cms.bulk import BULK_ACTIONS
from .cms.deleting import refuse_if_used
from .cms.home import may_see_searches
from .cms.policies import ListingPolicy
from .models import Location, Provider, Service
from .models.listings import Listing
from .viewsets import DirectoryViewSetGroup

for model in (Service, Provider, Location):
    register_permission_policy(model, ListingPolicy(model))

register_snippet(DirectoryViewSetGroup)

for action in BULK_ACTIONS:
    hooks.register("register_bulk_action", action)

hooks.register("before_delete_snippet", refuse_if_used)
hooks.register("after_publish", companions.say_what_is_hidden)
hooks.register("after_publish", undoing.offer_for_listing)


@hooks.register("register_admin_urls")
def directory_urls():
    patterns = [
        path("<slug:kind>/<int:pk>/confirm/", views.confirm, name="confirm"),
        path("<slug:kind>/<int:pk>/status/", views.status, name="status"),
        path("<slug:kind>/<int:pk>/review-date/", views.review_date, name="review-date"),
        path("<slug:kind>/<int:pk>/archive/", views.archive, name="archive"),
        path("<slug:kind>/<int:pk>/needs/", companions.companions, name="companions"),
        path("<slug:kind>/<int:pk>/merge/", merging.merge, name="merge"),
        path("<slug:kind>/<int:pk>/undo-publishing/", undoing.undo_listing, name="undo-publishing"),
    ]
    return [
        path("directory/", include((patterns, "directory_cms"))),
        path("reports/searches/", include(([path("", searches.searches, name="index")], "directory_searches"))),
    ]


class SearchesMenuItem(MenuItem):
    """Shown to those who may read the report."""

    def is_shown(self, request):
        return may_see_searches(request.user)


@hooks.register("register_reports_menu_item")
def searches_menu_item():
    return SearchesMenuItem(
        _("Searches without result"), reverse("directory_searches:index"), icon_name="search", order=1000
    )


@hooks.register("register_log_actions")
def log_actions(registry):
    for name, formatter in FORMATTERS.items():
        registry.register_action(name)(formatter)


@hooks.register("insert_global_admin_css")
def styles():
    return format_html('<link rel="stylesheet" href="{}">', static("directory/cms.css"))


@hooks.register("construct_snippet_action_menu")
def one_way_off_the_site(menu_items, request, context):
    """Listings are archived, with a reason. Wagtail's “Unpublish” would be a second way without one."""
    if issubclass(context["model"], (Service, Provider)):
        menu_items[:] = [item for item in menu_items if item.name != "action-unpublish"]


@hooks.register("before_unpublish")
def unpublish_with_a_reason(request, instance):
    """The address of “Unpublish” still exists: services and providers go on to the page that asks for a reason."""
    if isinstance(instance, Service | Provider):
        kind = "service" if isinstance(instance, Service) else "provider"
        return redirect(reverse("directory_cms:archive", args=[kind, instance.pk]))
    if isinstance(instance, Listing):
        keep_words_in_a_revision(instance, request.user)
    return None

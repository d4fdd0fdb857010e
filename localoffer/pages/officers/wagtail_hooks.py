"""Registers the officers' pages with the CMS."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter

from .cms import link_views, preview_views, setup, views
from .cms.home import may_see_law
from .cms.panels import add_setup

hooks.register("construct_homepage_panels", add_setup, order=20)


@hooks.register("register_admin_urls")
def officers_urls():
    patterns = [
        path("reports/law/", views.law, name="law"),
        path("reports/law/<slug:slug>/", views.law_item, name="law-item"),
        path("reports/page-checks/", views.checks, name="checks"),
        path("reports/page-checks/<int:pk>/", views.confirm, name="confirm"),
        path("reports/links/", link_views.report, name="links"),
        path("reports/links/<int:pk>/check/", link_views.check, name="link-check"),
        path("reports/links/<int:pk>/ignore/", link_views.ignore, name="link-ignore"),
        path("drafts/", views.drafts, name="drafts"),
        path("new-page/", views.new_page, name="new-page"),
        path("share/<int:content_type_id>/<int:pk>/", preview_views.share, name="share"),
        path("share/links/<int:pk>/take-back/", preview_views.take_back, name="take-back"),
        path("draft-comments/", preview_views.comments, name="comments"),
        path("draft-comments/<int:pk>/done/", preview_views.deal_with, name="comment-done"),
        path("setting-up/", views.set_up, name="setup"),
        path("setting-up/close/", views.close_set_up, name="setup-close"),
        path("setting-up/test-mail/", views.test_mail, name="test-mail"),
    ]
    return [path("", include((patterns, "officers")))]


class MenuItemFor(MenuItem):
    """An entry that only those see whom it concerns."""

    def __init__(self, *args, shown_to, **kwargs):
        super().__init__(*args, **kwargs)
        self.shown_to = shown_to

    def is_shown(self, request):
        return self.shown_to(request.user)


def may_see_links(user) -> bool:
    return user.has_perm("officers.view_link")


@hooks.register("register_reports_menu_item")
def links_menu_item():
    return MenuItemFor(_("Links"), reverse("officers:links"), icon_name="link", order=1010, shown_to=may_see_links)


@hooks.register("register_reports_menu_item")
def law_menu_item():
    return MenuItemFor(
        _("What the law asks for"),
        reverse("officers:law"),
        icon_name="clipboard-list",
        order=1020,
        shown_to=may_see_law,
    )


@hooks.register("register_reports_menu_item")
def checks_menu_item():
    return MenuItem(_("Checks of pages"), reverse("officers:checks"), icon_name="check", order=1030)


@hooks.register("register_settings_menu_item")
def setup_menu_item():
    return MenuItemFor(
        _("Setting up"), reverse("officers:setup"), icon_name="tasks", order=900, shown_to=setup.may_set_up
    )


class Confirmed(LogFormatter):
    label = _("Found still right")
    message = _("Found still right")


@hooks.register("register_log_actions")
def log_actions(registry):
    registry.register_action("officers.confirm")(Confirmed)

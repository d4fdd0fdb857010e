from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from . import views
from .columns.views import match_columns


class OfficersMenuItem(MenuItem):
    """An entry that only people who may import see."""

    def is_shown(self, request):
        return request.user.has_perm("directory.change_importsource")


class ImportsViewSet(ViewSet):
    """“Imports” in the directory's menu."""

    name = "directory_imports"
    url_prefix = "directory/imports"
    icon = "upload"
    menu_label = _("Imports")
    menu_item_class = OfficersMenuItem

    def get_urlpatterns(self):
        return [
            path("", views.index, name="index"),
            path("sources/<slug:slug>/new/", views.upload, name="upload"),
            path("sources/<slug:slug>/columns/", match_columns, name="columns"),
            path("sources/<slug:slug>/vanished/", views.vanished, name="vanished"),
            path("sources/<slug:slug>/publish/", views.publish, name="publish"),
            path("runs/<int:pk>/", views.detail, name="run"),
            path("runs/<int:pk>/accept/", views.accept, name="accept"),
            path("runs/<int:pk>/go-on/", views.go_on, name="go-on"),
            path("runs/<int:pk>/discard/", views.discard, name="discard"),
            path("rows/<int:pk>/take/", views.take, name="take"),
        ]

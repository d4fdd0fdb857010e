from django.urls import path
from django.views.generic import RedirectView

from . import feeds, find_export
from .views import about_data, find, lists, providers, services

app_name = "directory"

to_find = RedirectView.as_view(pattern_name="directory:find", permanent=True, query_string=True)

urlpatterns: list = [
    path("find/", find.find, name="find"),
    path("find/pages/", find.pages, name="find-pages"),
    path("find/map/", find.larger_map, name="find-map"),
    path("find/export.<str:file_format>", find_export.find_export, name="find-export"),
    path("about-the-data/", about_data.about_data, name="about-data"),
    # Whoever cuts the address of a listing short looks for others.
    path("services/", to_find, name="services"),
    path("providers/", to_find, name="providers"),
    path("services/changes.atom", feeds.changes_feed, name="changes-feed"),
    path("services/<slug:slug>/", services.service_detail, name="service-detail"),
    path("services/<slug:slug>/refer/", services.service_refer, name="service-refer"),
    path("services/<slug:slug>/calendar.ics", services.service_calendar, name="service-calendar"),
    path("services/<slug:slug>/qr.svg", services.service_qr, name="service-qr"),
    path("s/<str:code>/", services.service_short, name="service-short"),
    path("providers/<slug:slug>/", providers.provider_detail, name="provider-detail"),
    path("list/", lists.list_detail, name="list"),
    path("list/compare/", lists.list_compare, name="list-compare"),
    path("list/print/", lists.list_print, name="list-print"),
    path("list/add/", lists.list_add, name="list-add"),
    path("list/remove/", lists.list_remove, name="list-remove"),
    path("list/move/", lists.list_move, name="list-move"),
    path("list/clear/", lists.list_clear, name="list-clear"),
]

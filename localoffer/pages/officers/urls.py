"""Private links to drafts, outside the CMS."""

from django.urls import path

from . import preview_views

app_name = "previews"
urlpatterns = [
    path("preview/<str:token>/", preview_views.preview, name="preview"),
    path("preview/<str:token>/films/<str:name>", preview_views.film, name="film"),
    path("preview/<str:token>/comment/", preview_views.comment, name="comment"),
    path("preview/<str:token>/thanks/", preview_views.thanks, name="thanks"),
]

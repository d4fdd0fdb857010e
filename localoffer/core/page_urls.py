"""Pages of the frame itself. Their addresses carry the language, unlike those of `urls.py`."""

from django.urls import path

from . import views

urlpatterns = [
    path("display/", views.display, name="display"),
    path("privacy/", views.privacy, name="privacy"),
    path("cookies/", views.cookies, name="cookies"),
    path("help-now/", views.help_now, name="help-now"),
]

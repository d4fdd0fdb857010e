from django.urls import path

from . import views
from .formats import views as formats

urlpatterns = [
    path("", views.home, name="home"),
    path("formats/", formats.formats, name="formats"),
    path("formats/sent/<slug:key>/", formats.formats_sent, name="formats-sent"),
]

from django.urls import path

from . import views
from .campaigns import campaign_code, campaign_short
from .films.serving import film
from .formats import views as formats

urlpatterns = [
    path("", views.home, name="home"),
    path("contact/", views.contact, name="contact"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("formats/", formats.formats, name="formats"),
    path("formats/sent/<slug:key>/", formats.formats_sent, name="formats-sent"),
    # Typed from a poster, so the last / may be missing.
    path("go/<slug:short>", campaign_short, name="campaign-short"),
    path("go/<slug:short>/", campaign_short, name="campaign"),
    path("go/<slug:short>/qr.<str:file_format>", campaign_code, name="campaign-code"),
    path("media/films/<str:name>", film, name="film"),
]

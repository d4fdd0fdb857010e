from django.urls import path, register_converter

from . import health, media, security_txt, sitemaps, views


class ColourConverter:
    """Six lower-case hexadecimal digits."""

    regex = "[0-9a-f]{6}"

    def to_python(self, value):
        return value

    to_url = to_python


register_converter(ColourConverter, "colour")

urlpatterns = [
    path("theme/<int:version>-<colour:brand>-<colour:link>.css", views.council_theme, name="council-theme"),
    path("qr.svg", views.qr, name="qr"),
    path("sitemap.xml", sitemaps.sitemap_index, name="sitemap"),
    path("sitemap-<slug:name>.xml", sitemaps.sitemap_section, name="sitemap-section"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path(".well-known/security.txt", security_txt.security_txt, name="security-txt"),
    path("media/images/<str:name>", media.picture, name="picture"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]

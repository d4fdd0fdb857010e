"""What search engines may find of the directory."""

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from localoffer.core.registries import SitemapSection, sitemap_sections

from .models import Provider, Service

LIMIT = 1_000


class FindPage(Sitemap):
    """The way in, and where what it finds comes from."""

    changefreq = "daily"

    def items(self):
        return ["directory:find", "directory:about-data"]

    def location(self, item):
        return reverse(item)

    def priority(self, item):
        return 1.0 if item == "directory:find" else 0.2


class ServiceSitemap(Sitemap):
    """Every service that families may see. An address on the map says nothing of a place."""

    limit = LIMIT
    changefreq = "weekly"

    def items(self):
        return Service.objects.published().only("slug", "updated_at").order_by("pk")

    def lastmod(self, item):
        return item.updated_at

    def get_latest_lastmod(self):
        """Asked of the database: Django would load every row for it."""
        return Service.objects.published().order_by("-updated_at").values_list("updated_at", flat=True).first()


class ProviderSitemap(Sitemap):
    """Every provider with something to offer."""

    limit = LIMIT
    changefreq = "monthly"

    def items(self):
        return Provider.objects.published().only("slug", "updated_at").order_by("pk")

    def lastmod(self, item):
        return item.updated_at

    def get_latest_lastmod(self):
        """Asked of the database: Django would load every row for it."""
        return Provider.objects.published().order_by("-updated_at").values_list("updated_at", flat=True).first()


sitemap_sections.register(SitemapSection("find", FindPage))
sitemap_sections.register(SitemapSection("services", ServiceSitemap))
sitemap_sections.register(SitemapSection("providers", ProviderSitemap))

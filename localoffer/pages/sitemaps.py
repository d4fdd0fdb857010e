"""What search engines may find of the pages: every public page, and each part of a guide."""

from django.contrib.sitemaps import Sitemap
from wagtail.models import Page, Site

from localoffer.core.models import OfferPage
from localoffer.core.registries import SitemapSection, sitemap_sections

LIMIT = 500


class PageSitemap(Sitemap):
    """Published pages below the home page. A document that a newer version replaced is left out."""

    limit = LIMIT

    def items(self):
        site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
        if site is None:
            return Page.objects.none()
        return site.root_page.get_descendants(inclusive=True).live().public().order_by("path").specific()

    def _urls(self, page, protocol, domain):
        """Pages say themselves at which addresses they stand; they are put under the site's own host."""
        entries = []
        for item in self.paginator.page(page).object_list:
            if not isinstance(item, OfferPage) or getattr(item, "is_superseded", False):
                continue
            for path in sitemap_paths(item):
                entries.append(
                    {
                        "item": item,
                        "location": f"{protocol}://{domain}{path}",
                        "lastmod": item.last_published_at,
                        "changefreq": None,
                        "priority": "",
                        "alternates": [],
                    }
                )
        return entries

    def get_latest_lastmod(self):
        """Asked of the database: Django would load every row for it."""
        return Page.objects.live().order_by("-last_published_at").values_list("last_published_at", flat=True).first()


def sitemap_paths(page: OfferPage) -> list[str]:
    """The addresses of a page on this site: its own, and those of its parts if it has any."""
    own = page.get_url()
    if not own:
        return []
    return [own, *getattr(page, "part_urls", [])]


sitemap_sections.register(SitemapSection("pages", PageSitemap))

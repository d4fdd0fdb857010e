"""What search engines may find of the pages: what is public and holds today, and each part of a guide."""

from django.contrib.sitemaps import Sitemap
from django.db.models import Exists, OuterRef
from django.utils import timezone
from wagtail.models import Page, Site

from localoffer.core.models import OfferPage
from localoffer.core.registries import SitemapSection, sitemap_sections

from .models import AccessibilityPage, ContactPage, EventPage, NewsPage, StoryPage

LIMIT = 500


def pages_to_find():
    """Public pages of the site, without news that has ended, events that are over and stories not told any more.

    The contact page and the accessibility statement stand in the section of the frame, with or without a page
    of the council's own.
    """
    now = timezone.now()
    today = timezone.localdate(now)
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    if site is None:
        return Page.objects.none()
    pages = Page.objects.descendant_of(site.root_page, inclusive=True).live().public()
    stale = (
        NewsPage.objects.exclude(pk__in=NewsPage.objects.not_ended(today).order_by().values("pk")),
        EventPage.objects.exclude(pk__in=EventPage.objects.to_come(now).order_by().values("pk")),
        StoryPage.objects.exclude(pk__in=StoryPage.objects.told(today).order_by().values("pk")),
        ContactPage.objects.all(),
        AccessibilityPage.objects.all(),
    )
    for rows in stale:
        pages = pages.filter(~Exists(rows.filter(pk=OuterRef("pk"))))
    return pages.order_by("path")


class PageSitemap(Sitemap):
    """Published pages below the home page. A document that a newer version replaced is left out."""

    limit = LIMIT

    def items(self):
        return pages_to_find().specific()

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
        changed = pages_to_find().exclude(last_published_at=None).order_by("-last_published_at")
        return changed.values_list("last_published_at", flat=True).first()


def sitemap_paths(page: OfferPage) -> list[str]:
    """The addresses of a page on this site: its own, and those of its parts if it has any."""
    own = page.get_url()
    if not own:
        return []
    return [own, *getattr(page, "part_urls", [])]


sitemap_sections.register(SitemapSection("pages", PageSitemap))

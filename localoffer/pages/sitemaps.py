"""What search engines may find of the pages: what is public and holds today."""

from django.contrib.sitemaps import Sitemap
from django.db.models import Exists, OuterRef
from django.utils import timezone
from wagtail.models import Page, Site

from localoffer.core.registries import SitemapSection, sitemap_sections

from .models import AccessibilityPage, ContactPage, EventPage, NewsPage, StoryPage

LIMIT = 1_000


def pages_to_find():
    """Public pages of the site, without news that has ended, events that are over and stories not told any more.

    The contact page and the accessibility statement stand in the section of the frame, with or without a page
    of the council's own.
    """
    now = timezone.now()
    today = timezone.localdate(now)
    site = Site.objects.select_related("root_page").get(is_default_site=True)
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
    """Every page of the CMS that a family may look for."""

    limit = LIMIT
    changefreq = "weekly"

    def items(self):
        return pages_to_find().only("pk", "url_path", "last_published_at", "path", "depth", "content_type", "locale")

    def location(self, item):
        return item.get_url() or "/"

    def lastmod(self, item):
        return item.last_published_at

    def get_latest_lastmod(self):
        """Asked of the database: Django would load every row for it."""
        changed = pages_to_find().exclude(last_published_at=None).order_by("-last_published_at")
        return changed.values_list("last_published_at", flat=True).first()


sitemap_sections.register(SitemapSection("pages", PageSitemap))

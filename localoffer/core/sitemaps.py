"""The site map for search engines, out of the sections that the apps have registered, and robots.txt."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sites.requests import RequestSite
from django.core.paginator import EmptyPage, PageNotAnInteger
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from .registries import SitemapSection, sitemap_sections

XML = "application/xml"
# Searches have endless addresses, lists belong to their visitors, and the CMS is for staff.
NOT_FOR_ROBOTS = ("/cms/", "/accounts/", "/list/", "/display/", "/find/?", "/find/export", "/find/map")


class FramePages(Sitemap):
    """Pages that every site has."""

    changefreq = "monthly"

    def items(self):
        return ["contact", "accessibility", "privacy", "cookies", "help-now"]

    def location(self, item):
        return reverse(item)


sitemap_sections.register(SitemapSection("frame", FramePages))


@require_safe
def sitemap_index(request):
    """The index: one entry for each section, and one more for each further 1,000 addresses."""
    entries = []
    for section in sitemap_sections:
        sitemap = section.sitemap()
        address = f"{settings.BASE_URL}{reverse('sitemap-section', args=[section.name])}"
        changed = sitemap.get_latest_lastmod()
        for page in sitemap.paginator.page_range:
            entries.append({"location": address if page == 1 else f"{address}?p={page}", "last_mod": changed})
    return render(request, "sitemap_index.xml", {"sitemaps": entries}, content_type=XML)


class OwnSite(RequestSite):
    """The site's own host, whatever host the request names."""

    def __init__(self, domain: str) -> None:
        self.domain = self.name = domain


@require_safe
def sitemap_section(request, name):
    """One section's addresses, always under the site's own address and never the request's."""
    sitemap = next((section.sitemap() for section in sitemap_sections if section.name == name), None)
    if sitemap is None:
        raise Http404
    base = urlsplit(settings.BASE_URL)
    try:
        urlset = sitemap.get_urls(page=request.GET.get("p", 1), site=OwnSite(base.netloc), protocol=base.scheme)
    except (EmptyPage, PageNotAnInteger) as error:
        raise Http404 from error
    response = render(request, "sitemap.xml", {"urlset": urlset}, content_type=XML)
    if changed := getattr(sitemap, "latest_lastmod", None):
        response["Last-Modified"] = http_date(changed.timestamp())
    return response


@require_safe
def robots(request):
    """What robots may read. A demonstration site must not be found in place of the real one."""
    closed = ["/"] if settings.DEMONSTRATION else NOT_FOR_ROBOTS
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    lines += ["", f"Sitemap: {settings.BASE_URL}{reverse('sitemap')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")

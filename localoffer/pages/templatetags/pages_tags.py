"""Small parts of the pages of the CMS."""

from django import template
from django.conf import settings

from localoffer.core.file_links import file_words
from localoffer.core.reading_versions import ReadingVersion, versions_of

register = template.Library()


@register.simple_tag
def full_address(path: str) -> str:
    """An address of ours with the site before it, never made from the request's own host name."""
    return f"{settings.BASE_URL}{path}"


@register.filter
def short_form(address: str) -> str:
    """A whole address as it stands on paper, without what a browser adds by itself."""
    return address.partition("://")[2].rstrip("/") or address


@register.simple_tag
def reading_versions(page) -> list[ReadingVersion]:
    """Other versions of a page: Easy Read, other languages."""
    return versions_of(page)


register.filter(file_words)

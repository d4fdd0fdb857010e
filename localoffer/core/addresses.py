"""What answers at an address of this site: pages of the CMS, or the software itself."""

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.translation import get_language_from_path, override
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page

PAGES_OF_THE_CMS = "wagtail_serve"


def view_at(path: str) -> str | None:
    """The name of what answers at a path, whatever language its reader uses in the CMS; None for nothing."""
    with override(get_language_from_path(path) or settings.LANGUAGE_CODE):
        try:
            return resolve(path).url_name or ""
        except Resolver404:
            return None


def taken_address(parent: Page, slug: str) -> str:
    """The address of a page of this slug below `parent`, if visitors find something else there; else empty."""
    with override(settings.LANGUAGE_CODE):  # pages in other languages see to theirs by themselves
        parts = parent.get_url_parts()
    if parts is None or not parts[2] or not slug:
        return ""
    address = f"{parts[2].rstrip('/')}/{slug}/"
    by_the_software = view_at(address) not in (PAGES_OF_THE_CMS, None)
    return address if by_the_software or _leads_to_part_of(parent, slug) else ""


def _leads_to_part_of(parent: Page, slug: str) -> bool:
    """Whether the page above shows something of its own there, like the print pack of a topic."""
    kind = parent.specific_class
    if kind is None or not issubclass(kind, RoutablePageMixin):
        return False
    try:
        kind.get_resolver().resolve(f"/{slug}/")
    except Resolver404:
        return False
    return True

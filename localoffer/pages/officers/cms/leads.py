"""What leads families to a page: said before somebody takes the page away."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from localoffer.core.models import CouncilSettings, FooterItem, NavigationItem

from ..links.leading import links_to, place_of
from ..models import LinkUse
from .link_words import use_address

MOST = 50


@dataclass(frozen=True)
class Lead:
    """A link to a page: in which record and field it stands, its words, and where it is changed."""

    title: str
    field: str
    text: str
    url: str
    goes_too: bool = False
    """Whether it is left out as soon as the page has gone, and so needs nobody."""


def leads_to(page: Page) -> list[Lead]:
    """Links of the menu, the foot, live pages and listings that lead to a page or a part of it, at most `MOST`."""
    return [*_in_the_frame(page), *_in_records(page)][:MOST]


def _in_the_frame(page: Page) -> Iterator[Lead]:
    """Entries that choose the page. Those that hold its address are among the links of the settings."""
    title = str(CouncilSettings._meta.verbose_name).capitalize()
    url = reverse("wagtailsettings:edit", args=["core", "councilsettings"])
    for model, field in ((NavigationItem, _("Navigation")), (FooterItem, _("Foot of every page"))):
        for item in model.objects.filter(page=page):
            yield Lead(title, field, item.label, url, goes_too=True)


def _in_records(page: Page) -> Iterator[Lead]:
    place = place_of(page)
    uses = LinkUse.objects.filter(link__in=links_to(place)) if place else LinkUse.objects.none()
    own = {"content_type": ContentType.objects.get_for_model(Page), "object_id": page.pk}
    for use in uses.exclude(**own)[:MOST]:
        yield Lead(use.title, use.field, use.text, use_address(use))

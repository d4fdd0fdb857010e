"""Links of pages, alerts and council settings. The directory brings those of its listings."""

from collections.abc import Iterable, Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.models import Page

from localoffer.core.models import CouncilSettings, FooterItem, NavigationItem
from localoffer.core.registries import FoundLink, LinkedRecord, LinkSource

from ...models import Alert
from ..addresses import model_of, snippet_address
from ..page_rows import offer_page_models
from .reading import links_in_record


def page_records(ids: Iterable[int] | None) -> Iterator[LinkedRecord]:
    """Live pages with their links, type by type."""
    kinds: Iterable[type[Page]] = offer_page_models()
    if ids is not None:
        ids = list(ids)
        found = Page.objects.filter(pk__in=ids).values_list("content_type", flat=True).distinct()
        kinds = {kind for number in found if (kind := model_of(number)) in offer_page_models()}
    for model in kinds:
        rows = model.objects.live().order_by("pk")
        if ids is not None:
            rows = rows.filter(pk__in=ids)
        yield from with_addresses([(page, list(links_in_record(page))) for page in rows])


def with_addresses(rows: list[tuple[Page, list[FoundLink]]]) -> Iterator[LinkedRecord]:
    """`page:7` becomes the address of that page, so that an unpublished one is seen to be missing.

    A page or document that does not exist any more keeps its mark, which no address has. Documents that exist
    need no further look.
    """
    urls = [link.url for _page, links in rows for link in links]
    pages = Page.objects.in_bulk(_numbers(urls, "page:"))
    documents = set(
        get_document_model().objects.filter(pk__in=_numbers(urls, "document:")).values_list("pk", flat=True)
    )
    for page, links in rows:
        kept = []
        for link in links:
            kind, _colon, number = link.url.partition(":")
            if kind == "page" and (target := pages.get(int(number))):
                kept.append(FoundLink(target.get_url() or link.url, link.text or target.title, link.field))
            elif kind != "document" or int(number) not in documents:
                kept.append(link)
        yield LinkedRecord(page.pk, page.title, tuple(kept))


def _numbers(urls: Iterable[str], kind: str) -> set[int]:
    return {int(url.removeprefix(kind)) for url in urls if url.startswith(kind)}


def settings_records(ids: Iterable[int] | None) -> Iterator[LinkedRecord]:
    """The council's settings: partners' websites, neighbouring offers, navigation, foot of every page."""
    for council in CouncilSettings.objects.all():
        links = list(links_in_record(council))
        links += [FoundLink(n.url, n.name, _("Neighbouring Local Offer")) for n in council.neighbouring_offers.all()]
        links += _menu_links(council.navigation_items.all(), _("Navigation"))
        links += _menu_links(council.footer_items.all(), _("Foot of every page"))
        if ids is None or council.pk in set(ids):
            yield LinkedRecord(council.pk, str(CouncilSettings._meta.verbose_name).capitalize(), tuple(links))


def _menu_links(items: Iterable[NavigationItem | FooterItem], field: str) -> list[FoundLink]:
    """Those that lead to an address; the others choose a page, and go with it."""
    return [FoundLink(item.address, item.label, field) for item in items if item.address]


def alert_records(ids: Iterable[int] | None) -> Iterator[LinkedRecord]:
    """Alerts that are shown now or will be."""
    for alert in Alert.objects.filter(ends__gt=timezone.now()).exclude(link=""):
        if ids is None or alert.pk in set(ids):
            yield LinkedRecord(alert.pk, alert.heading, (FoundLink(alert.link, "", _("Address of more")),))


PAGE_LINKS = LinkSource(
    name="pages",
    model=Page,
    records=page_records,
    edit_url=lambda pk: reverse("wagtailadmin_pages:edit", args=[pk]),
)
SETTINGS_LINKS = LinkSource(
    name="settings",
    model=CouncilSettings,
    records=settings_records,
    edit_url=lambda pk: reverse("wagtailsettings:edit", args=["core", "councilsettings"]),
)
ALERT_LINKS = LinkSource(
    name="alerts",
    model=Alert,
    records=alert_records,
    edit_url=lambda pk: snippet_address(Alert, "edit", pk),
)

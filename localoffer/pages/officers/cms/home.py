"""Figures and short cuts that pages bring to the officers' home."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from localoffer.core.registries import Figure, QuickActions, Tile

from ...models import Alert, EventIndexPage, EventPage, NewsIndexPage, NewsPage
from ..addresses import snippet_address
from ..evidence import coverage, must_count
from ..page_rows import pages_that_may
from .drafts import drafts_of


def may_see_law(user) -> bool:
    return user.has_perm("core.view_statutoryitem")


def law_figure(request: HttpRequest) -> Figure | None:
    """How many of the items that the law says must be there have live evidence; advice is not counted."""
    if not may_see_law(request.user):
        return None
    must = must_count(coverage())
    if not must.total:
        return None
    value = _("%(covered)d of %(total)d") % {"covered": must.covered, "total": must.total}
    return Figure(value, f"{reverse('officers:law')}?show={'must' if must.is_complete else 'must-missing'}")


def drafts_figure(request: HttpRequest) -> Figure | None:
    """How many drafts this person has begun and not published."""
    number = sum(rows.count() for _kind, rows in drafts_of(request.user))
    return Figure(str(number), reverse("officers:drafts"))


def quick_links(request: HttpRequest) -> list[tuple[str, str]]:
    """(words, address) of the pages that this person may start."""
    user = request.user
    among = pages_that_may(user, "add")
    places = (Page.objects.all() if among is None else among).filter(depth__gt=1)
    links = []
    if places.exists():
        links.append((_("New page"), reverse("officers:new-page")))
    for index, model, words in ((NewsIndexPage, NewsPage, _("News")), (EventIndexPage, EventPage, _("Event"))):
        parent = index.objects.filter(pk__in=places.values("pk")).values_list("pk", flat=True).first()
        if parent:
            links.append((words, add_address(model, parent)))
    if user.has_perm("pages.add_alert"):
        links.append((_("Alert"), snippet_address(Alert, "add")))
    return links


def add_address(model: type[Page], parent: int) -> str:
    return reverse("wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, parent])


LAW = Tile("law", gettext_lazy("What the law says must be there, with evidence"), law_figure)
DRAFTS = Tile("my-drafts", gettext_lazy("My drafts"), drafts_figure)
QUICK_ACTIONS = QuickActions(name="pages", links=quick_links)

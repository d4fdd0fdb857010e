"""What the directory shows on the officers' home: what one may start, and figures that lead to their rows."""

from datetime import timedelta
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from localoffer.core.registries import Figure, QuickActions, Tile

from ..models import Location, Provider, SearchCount, Service
from .policies import may_run
from .queue import due_listings, list_address

SEARCHES_OF_DAYS = 90


def quick_links(request: HttpRequest) -> list[tuple[str, str]]:
    """(words, address) of what this person may start."""
    links = [
        (Service, _("New service")),
        (Provider, _("New provider")),
        (Location, _("New place")),
    ]
    return [
        (words, reverse(model.snippet_viewset.get_url_name("add")))
        for model, words in links
        if request.user.has_perm(f"directory.add_{model._meta.model_name}")
    ]


def may_see_searches(user) -> bool:
    """Who reads the words that search knows may read these: what could be a name is shown only from 5 searches."""
    return user.has_perm("directory.view_synonym")


def searches_without_result(days: int = SEARCHES_OF_DAYS):
    """Words that found nothing in these days, by the rules of `SearchCount.objects.for_officers`."""
    return SearchCount.objects.without_results(timezone.localdate() - timedelta(days=days))


def searches_figure(request: HttpRequest) -> Figure | None:
    """How many different words found nothing."""
    if not may_see_searches(request.user):
        return None
    number = searches_without_result().count()
    days = ngettext("in the last %(days)d day", "in the last %(days)d days", SEARCHES_OF_DAYS)
    query = urlencode({"days": SEARCHES_OF_DAYS})
    url = f"{reverse('directory_searches:index')}?{query}"
    return Figure(str(number), url, days % {"days": SEARCHES_OF_DAYS})


def checks_figure(request: HttpRequest) -> Figure | None:
    """How many of the published services are checked in time. Leads to those that are not."""
    if not may_run(request.user, Service):
        return None
    total = Service.objects.published().count()
    if not total:
        return None
    late = due_listings(Service).count()
    # Rounded down, so that 100 % is said only where nothing is late.
    percent = (total - late) * 100 // total
    note = ngettext("%(late)d of %(total)d is late", "%(late)d of %(total)d are late", late)
    return Figure(f"{percent} %", list_address(Service, "?check=overdue"), note % {"late": late, "total": total})


QUICK_ACTIONS = QuickActions(name="directory", links=quick_links)
SEARCHES = Tile("searches", gettext_lazy("Searches without result"), searches_figure)
CHECKS = Tile("listings-checked", gettext_lazy("Services checked in time"), checks_figure)

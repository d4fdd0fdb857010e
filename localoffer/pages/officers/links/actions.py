"""Looking at links and noting what came of it."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from ..models import Link, LinkUse
from . import external, internal
from .collecting import collect_all
from .outcomes import Outcome, Verdict

SITES_AT_ONCE = 8
A_DAY = timedelta(hours=20)
A_WEEK = timedelta(days=7) - timedelta(hours=4)
"""A little less than a day and a week, so that a daily run that starts a few minutes earlier skips nothing."""


def check_links(*, now: datetime | None = None, everything: bool = False, limit: int | None = None) -> Counter[str]:
    """Note all links, look at those that are due, and count them by what they are now.

    Safe to run twice: what was looked at a moment ago is not due. Each answer is noted as it comes, so a run
    that is broken off loses nothing.
    """
    now = now or timezone.now()
    collect_all()
    links = Link.objects.all() if everything else due(now)
    counts: Counter[str] = Counter()
    for link, outcome in _answers(list(links.order_by("checked_at", "pk")[:limit])):
        note(link, outcome, now=now)
        counts[link.status] += 1
    return counts


def due(now: datetime) -> QuerySet[Link]:
    """Links to look at: those inside the site and those in trouble every day, the others every week."""
    inside = internal.own_starts(internal.own_hosts())
    return Link.objects.due(now, a_day=A_DAY, a_week=A_WEEK, inside=inside)


def check_one(link: Link, *, now: datetime | None = None) -> None:
    """Look at one link here and now."""
    outcome = internal.look(link.url, internal.own_hosts()) or external.look(link.url)
    note(link, outcome, now=now or timezone.now())


def note(link: Link, outcome: Outcome, *, now: datetime) -> None:
    """Write down what came of looking at a link. Failing on a second day, or being gone, makes it broken."""
    link.checked_at, link.answer, link.problem = now, outcome.answer, outcome.problem
    if outcome.verdict in {Verdict.GOOD, Verdict.UNSURE}:
        link.status = Link.Status.GOOD if outcome.verdict == Verdict.GOOD else Link.Status.UNSURE
        link.failing_since = link.ignored_until = link.ignored_by = None
    else:
        link.failing_since = link.failing_since or now
        failed_before = timezone.localdate(link.failing_since) < timezone.localdate(now)
        gone = outcome.verdict == Verdict.GONE
        known = link.status == Link.Status.BROKEN
        link.status = Link.Status.BROKEN if gone or failed_before or known else Link.Status.FAILING
    link.save()


def ignore(link: Link, *, until: date | None, user) -> None:
    """Put a broken link off until a day, or take that back."""
    link.ignored_until, link.ignored_by = until, user if until else None
    link.save(update_fields=["ignored_until", "ignored_by"])


def broken_links() -> QuerySet[Link]:
    """Links to be mended that stand somewhere, those that have failed the longest first."""
    return Link.objects.broken().filter(Exists(LinkUse.objects.filter(link=OuterRef("pk"))))


def _answers(links: list[Link]) -> Iterator[tuple[Link, Outcome]]:
    """Those inside first, then other sites, several at once, but never two requests to one site."""
    hosts = internal.own_hosts()
    by_site: dict[str, list[str]] = defaultdict(list)
    outside = {}
    for link in links:
        outcome = internal.look(link.url, hosts)
        if outcome is not None:
            yield link, outcome
        else:
            outside[link.url] = link
            by_site[_site(link.url)].append(link.url)
    with ThreadPoolExecutor(SITES_AT_ONCE) as pool:
        waiting = [pool.submit(external.look_at_all, urls) for urls in by_site.values()]
        for finished in as_completed(waiting):
            for url, outcome in finished.result():
                yield outside[url], outcome


def _site(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""

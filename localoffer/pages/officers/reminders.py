"""Reminders of checks: one mail a team, with everything that is due."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from localoffer.core.models import Team
from localoffer.core.registries import ReviewItem, ReviewSource, review_sources

from .models import ReminderSent
from .page_rows import to_check

DAYS_AHEAD = 30
QUIET = timedelta(days=7) - timedelta(hours=4)
MOST_LISTED = 40


@dataclass(frozen=True)
class Band:
    """Part of a reminder: things that are late, due today, or due soon."""

    heading: str
    items: list[ReviewItem]
    more: int


def pages_to_check(until: date) -> Iterator[ReviewItem]:
    """Live pages whose check is due on this day or before, the longest overdue first."""
    for row in to_check(until):
        url = reverse("officers:confirm", args=[row["pk"]])
        yield ReviewItem(f"page-{row['pk']}", row["title"], row["review_due"], row["owner_team_id"], url)


PAGES_TO_CHECK = ReviewSource(name="pages", label=gettext_lazy("Pages"), due=pages_to_check)


def send_reminders(*, now: datetime | None = None) -> dict[str, int]:
    """Write a mail to each team that has something due, and count mails and things without a team.

    A team that was told within the last week is told again only where something is due that its last mail
    did not name. Doing it twice sends nothing twice.
    """
    now = now or timezone.now()
    today = timezone.localdate(now)
    due: dict[int | None, list[ReviewItem]] = defaultdict(list)
    for source in review_sources:
        for item in source.due(today + timedelta(days=DAYS_AHEAD)):
            due[item.team_id].append(item)
    ownerless = len(due.pop(None, []))
    teams = Team.objects.filter(pk__in=due).order_by("pk")
    sent = sum(_remind(team, due[team.pk], today, now) for team in teams)
    return {"sent": sent, "teams": len(teams), "without_a_team": ownerless}


@transaction.atomic
def _remind(team: Team, items: list[ReviewItem], today: date, now: datetime) -> bool:
    """Write the mail and remember what it told, both or neither."""
    Team.objects.select_for_update().get(pk=team.pk)  # two runs at once take turns
    last = ReminderSent.objects.filter(team=team).first()
    keys = sorted(item.key for item in items)
    if last and last.sent_at > now - QUIET and set(keys) <= set(last.told):
        return False
    ReminderSent.objects.update_or_create(team=team, defaults={"sent_at": now, "told": keys})
    return bool(EmailMessage(_subject(items, today), _text(team, items, today), to=[team.email]).send())


def _subject(items: list[ReviewItem], today: date) -> str:
    late = sum(is_late(item, today) for item in items)
    words = ngettext("Local Offer: %(n)d thing to check", "Local Offer: %(n)d things to check", len(items))
    words = words % {"n": len(items)}
    return f"{words}, {_('%(late)d overdue') % {'late': late}}" if late else words


def _text(team: Team, items: list[ReviewItem], today: date) -> str:
    context = {
        "team": team,
        "bands": list(bands(items, today)),
        "site": settings.BASE_URL,
        "home": settings.BASE_URL + reverse("wagtailadmin_home"),
        "days": DAYS_AHEAD,
    }
    return render_to_string("emails/pages/review_reminder.txt", context)


def bands(items: Iterable[ReviewItem], today: date) -> Iterator[Band]:
    """The things in order of urgency, each band cut where a mail would get too long to read."""
    items = list(items)
    late = [item for item in items if is_late(item, today)]
    now = [item for item in items if item.due == today]
    soon = [item for item in items if item.due and item.due > today]
    for heading, rows in ((_("Overdue"), late), (_("Due today"), now), (_("Due soon"), soon)):
        if rows:
            rows.sort(key=lambda item: (item.due or date.min, item.title))
            yield Band(heading, rows[:MOST_LISTED], max(len(rows) - MOST_LISTED, 0))


def is_late(item: ReviewItem, today: date) -> bool:
    """Its day has passed, or nobody has ever given it one."""
    return item.due is None or item.due < today

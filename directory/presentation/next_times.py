"""When a family can come next, in words: for a card, the list, the comparison and the service page.

A date is an invitation only where families may come by themselves. A service that they reach through somebody
else has opening hours, not sessions: nobody should put its next Monday into a calendar.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import Service, Term
from .places import one_line
from .session_words import session_words, when_words
from .sessions import Session, current_schedules, next_session

BY_REFERRAL = frozenset({"professional-refers", "assessment-needed", "professionals-only"})
"""Ways in of the vocabulary `route` through somebody else, each with the finer ones below it."""
MOST_HOURS = 2


@dataclass(frozen=True)
class NextTime:
    """One line about times, and the session it is about, if it is about one."""

    words: str = ""
    session: Session | None = None


def families_may_come(routes: Iterable[Term]) -> bool:
    """Whether one of the ways in needs nobody else. Where none is known, the times speak for themselves."""
    ways = list(routes)
    return not ways or any((way.parent or way).slug not in BY_REFERRAL for way in ways)


def session_at_its_place(service: Service, session: Session) -> str:
    """A session on one line, with its place where the service has several: one is not as near as another."""
    words, place = session_words(session), session.schedule.location
    if place is None or not one_line(place) or {at.location_id for at in service.service_locations.all()} == {place.pk}:
        return words
    return _("%(session)s, at %(place)s") % {"session": words, "place": one_line(place)}


def next_time(
    service: Service, routes: Iterable[Term], *, at: int | None = None, now: datetime | None = None
) -> NextTime:
    """“Next: Tuesday 17 March 2026, 9.30am to 11am”, or “Open: Monday to Friday, 9am to 5pm” by referral.

    `at` is the id of the place that is shown beside it: a session somewhere else names its own place.
    """
    now = now or timezone.now()
    if not families_may_come(routes):
        return NextTime(_opening_hours(service, at, now))
    here = next_session(service, now, at)
    if here is not None and at is not None:
        return NextTime(_next(session_words(here)), here)
    session = here or next_session(service, now)
    return NextTime(_next(session_at_its_place(service, session)), session) if session else NextTime()


def _next(session: str) -> str:
    return _("Next: %(session)s") % {"session": session}


def _opening_hours(service: Service, at: int | None, now: datetime) -> str:
    if service.status != Service.Status.OPEN:
        return ""
    running = current_schedules(service, timezone.localdate(now), at)
    hours = list(dict.fromkeys(when_words(each) for each in running))
    if len(hours) > MOST_HOURS:
        return _("Open at several times: see its page")
    return _("Open: %(times)s") % {"times": "; ".join(hours)} if hours else ""

"""Sessions of a service as a calendar file (RFC 5545) for a family's own calendar."""

from datetime import UTC, date, datetime, time

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Event

from localoffer.core.calendars import calendar_bytes, new_event, plain_text

from ..models import Location, Schedule, Service
from ..models.service_parts import WEEKDAYS
from .school_calendar import SchoolCalendar, school_calendar
from .session_words import when_words
from .sessions import Session, day_rules, schedules_at, sessions_of

AHEAD_DAYS = 365


def calendar_file(service: Service, now: datetime, only: date | None = None) -> bytes | None:
    """The sessions that are to come, or those of one day; None if no date is certain.

    Sessions all year round are one event that repeats. Those in term time or in the holidays are events
    of their own as far as the term dates are known, because rules of repetition know no school holidays.
    """
    school = school_calendar()
    events = []
    for schedule in schedules_at(service):
        sessions = _sessions(service, schedule, now, school)
        if only is not None:
            events += [_event(service, session) for session in sessions if session.day == only]
        elif sessions and _repeats_evenly(schedule):
            events.append(_repeating_event(service, sessions[0]))
        else:
            events += [_event(service, session) for session in sessions]
    return calendar_bytes(service.name, "Sessions", events) if events else None


def _sessions(service: Service, schedule: Schedule, now: datetime, school: SchoolCalendar) -> list[Session]:
    """The sessions of the next year while the service is open."""
    if service.status == Service.Status.CLOSED:
        return []
    found = sessions_of(schedule, now, school, days=AHEAD_DAYS)
    if service.status == Service.Status.PAUSED:
        back = service.status_until
        return [session for session in found if back and session.day >= back]
    return list(found)


def _repeats_evenly(schedule: Schedule) -> bool:
    """Whether a rule of RFC 5545 says exactly what the schedule says."""
    if schedule.season != Schedule.Season.ALWAYS or schedule.frequency == Schedule.Frequency.ONCE:
        return False
    return schedule.frequency == Schedule.Frequency.MONTHLY or not any(rule.nth for rule in day_rules(schedule))


def _repeating_event(service: Service, first: Session) -> Event:
    schedule = first.schedule
    event = _event(service, first, uid=f"{service.short_code}-{schedule.pk}")
    rule = {
        "freq": schedule.frequency,
        "interval": schedule.interval,
        "byday": [f"{rule.nth or ''}{WEEKDAYS[rule.weekday]}" for rule in day_rules(schedule)],
    }
    if schedule.valid_to:
        last_moment = timezone.make_aware(datetime.combine(schedule.valid_to, time.max.replace(microsecond=0)))
        rule["until"] = last_moment.astimezone(UTC) if first.starts else schedule.valid_to
    event.add("rrule", rule)
    return event


def _event(service: Service, session: Session, uid: str = "") -> Event:
    schedule = session.schedule
    event = new_event(uid or f"{service.short_code}-{schedule.pk}-{session.day:%Y%m%d}", service.updated_at)
    event.add("summary", plain_text(service.name))
    event.add("dtstart", session.starts or session.day)
    if session.starts and session.ends:
        event.add("dtend", session.ends)
    if place := _where(service, schedule):
        event.add("location", place)
    address = settings.BASE_URL + service.get_absolute_url()
    event.add("url", address)
    event.add("description", plain_text("\n".join(_notes(session, when_words(schedule), address))))
    return event


def _notes(session: Session, when: str, address: str) -> list[str]:
    notes = [when, _("Check before you go: %(address)s") % {"address": address}]
    if session.bank_holiday:
        notes.insert(1, _("This is a bank holiday: %(name)s.") % {"name": session.bank_holiday})
    return notes


def _where(service: Service, schedule: Schedule) -> str:
    """The place in one line, as the public may know it."""
    places = [schedule.location] if schedule.location else [at.location for at in service.service_locations.all()]
    return plain_text(_line(places[0])) if len(places) == 1 else ""


def _line(location: Location) -> str:
    return ", ".join(dict.fromkeys([location.public_name, *location.public_address_lines]))

"""What an event says about itself in short: when, where, for whom, what it costs."""

from datetime import datetime

from django.utils.translation import gettext as _

from directory.presentation.facts import age_words
from localoffer.core.templatetags.lo_tags import lo_date, lo_time

from .event_dates import Occurrence


def when_words(time: Occurrence) -> str:
    """“Saturday 5 December 2026, 10am to midday”, or both days where it goes on overnight."""
    if time.last_day == time.day:
        return _("%(day)s, %(from)s to %(to)s") % {
            "day": lo_date(time.starts),
            "from": lo_time(time.starts),
            "to": lo_time(time.ends),
        }
    return _("%(first)s to %(last)s") % {"first": _moment(time.starts), "last": _moment(time.ends)}


def where_words(page) -> str:
    """The place in one line; “Online” for one without a place."""
    place = ", ".join(filter(None, [page.place_name, page.place_address, page.postcode]))
    if place and page.online:
        return _("%(place)s, and online") % {"place": place}
    return place or (_("Online") if page.online else "")


def ages_of(page) -> str:
    """“Ages 5 to 11”; nothing where no age is given."""
    return age_words(page) if page.min_age is not None or page.max_age is not None else ""


def _moment(moment: datetime) -> str:
    return f"{lo_date(moment)}, {lo_time(moment)}"

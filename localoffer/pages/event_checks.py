"""What cannot be right in an event, in words by field: ages, how to come, and how long it lasts."""

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from directory.imports.cleaning import to_phone
from directory.postcodes import normalise_postcode

from .presentation.event_dates import FORTNIGHTLY, MONTHLY, WEEKLY

if TYPE_CHECKING:
    from .models import EventPage

OLDEST = 25
"""The Local Offer is for children and young people up to this age."""
FEWEST_DIGITS, MOST_DIGITS = 3, 15
"""From 111 and 119 to a number with the code of its country."""
LONGEST = {WEEKLY: timedelta(weeks=1), FORTNIGHTLY: timedelta(weeks=2), MONTHLY: timedelta(weeks=4)}
"""How long each time may last, so that it is over before the next one begins."""

Problems = dict[str, str]


def age_problems(event: "EventPage") -> Problems:
    """Ages that nobody in a Local Offer has, and ages the wrong way round."""
    too_old = _("Enter an age up to %(oldest)d, or leave it empty.") % {"oldest": OLDEST}
    problems = {name: too_old for name in ("min_age", "max_age") if (getattr(event, name) or 0) > OLDEST}
    if event.min_age is not None and event.max_age is not None and event.min_age > event.max_age:
        problems.setdefault("max_age", _("The highest age must not be below the lowest age."))
    return problems


def contact_problems(event: "EventPage") -> Problems:
    """A phone number that nobody can call, and a postcode that no map finds."""
    problems = {}
    if event.contact_phone and not is_phone(event.contact_phone):
        problems["contact_phone"] = _("Enter a phone number, like 01702 960 123.")
    if event.postcode and not normalise_postcode(event.postcode):
        problems["postcode"] = _("Enter a postcode, like SS2 6ER.")
    return problems


def length_problems(event: "EventPage") -> Problems:
    """A time that would still go on when the next one begins."""
    longest = LONGEST.get(event.repeats)
    if longest is None or not event.starts or not event.ends:
        return {}
    # By the council's clock: the night in which it is put back is no hour too long.
    if timezone.make_naive(event.ends) - timezone.make_naive(event.starts) <= longest:
        return {}
    return {"ends": _("It would not be over when it repeats. Enter an earlier end, or let it repeat less often.")}


def is_phone(words: str) -> bool:
    """Whether these words hold one number that can be called; an extension may follow."""
    return to_phone(words) is not None and FEWEST_DIGITS <= len(re.sub(r"\D", "", words)) <= MOST_DIGITS

"""What a card says in a few words: ages, price, where, how far."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from django.utils.text import get_text_list
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from localoffer.core.templatetags.lo_tags import lo_date

from ..models import Service


def ages(service: Service) -> str:
    """“Ages 2 to 11”, “Up to 18”, “16 and over”, “All ages”; nothing where no age is given."""
    low, high = service.min_age, service.max_age
    if low is None and high is None:
        return ""
    if high is None:
        return _("%(age)d and over") % {"age": low} if low else _("All ages")
    if low is None:
        return _("Up to %(age)d") % {"age": high}
    if low == high:
        return _("Age %(age)d") % {"age": low}
    return _("Ages %(low)d to %(high)d") % {"low": low, "high": high}


def price(service: Service) -> str:
    """“From £4.50 a session”, “From £8 for 30 minutes”, “Free”; nothing where no price is known."""
    amount = service.price_from
    if amount is None:
        return ""
    if not amount:
        return _("Free")
    pounds = f"{amount:.0f}" if amount == amount.to_integral_value() else f"{amount:.2f}"
    if service.price_unit[:1].isdigit():
        return _("From £%(pounds)s for %(unit)s") % {"pounds": pounds, "unit": service.price_unit}
    if service.price_unit:
        return _("From £%(pounds)s %(unit)s") % {"pounds": pounds, "unit": service.price_unit}
    return _("From £%(pounds)s") % {"pounds": pounds}


def in_a_row(labels: Sequence[str]) -> str:
    """Labels as one phrase; all but the first begin small, unless they are an abbreviation."""
    phrases = [label if index == 0 else _begin_small(label) for index, label in enumerate(labels)]
    return get_text_list(phrases, _("or"))


def _begin_small(label: str) -> str:
    first = label.split(" ", 1)[0]
    return label if len(first) > 1 and not first[1:].islower() else label[:1].lower() + label[1:]


def pause(service: Service, today: date | None = None) -> str:
    """What families read of a pause: until when it is, or that its end has come and nobody told us more.

    Nothing for a service that runs.
    """
    if service.status != Service.Status.PAUSED:
        return ""
    if service.status_until is None:
        return _("Paused for now")
    words = (
        _("Was paused until %(day)s; ask before you go") if service.pause_is_over(today) else _("Paused until %(day)s")
    )
    return words % {"day": lo_date(service.status_until)}


def pause_and_why(service: Service, today: date | None = None) -> str:
    """“Paused until Monday 20 April 2026. The hall is being painted.”; nothing for a service that runs."""
    words = pause(service, today)
    return f"{words}. {service.status_reason}".strip() if words else ""


def ways_without_place(service: Service) -> list[str]:
    """Ways to get the service without going to a place. Listings do not tell “online” and “by phone” apart."""
    ways = []
    if service.online:
        ways += [_("online"), _("by phone")]
    if service.home_visit:
        ways.append(_("at your home"))
    return ways


def without_place(service: Service) -> str:
    """How to get a service without going to a place: “Online, by phone or at your home”; nothing where unknown."""
    words = in_a_row(ways_without_place(service))
    return words[:1].upper() + words[1:]


def no_place(service: Service) -> str:
    """Where a service is that has no place: “Online or by phone”, “The whole country”."""
    if words := without_place(service):
        return words
    if service.coverage == Service.Coverage.NATIONAL:
        return _("The whole country")
    return _("Ask the service where")


def place(town: str, miles: float | None, others: int, elsewhere: Sequence[str] = ()) -> str:
    """“Leigh-on-Sea, 0.4 miles, and 2 more places, or online or by phone”."""
    parts, language = [town] if town else [], get_language()
    if miles is not None:
        parts.append(distance(miles, language))
    if others or elsewhere:
        parts.extend(_further(others, tuple(elsewhere), language))
    return ", ".join(parts)


@lru_cache(maxsize=500)
def _further(others: int, elsewhere: tuple[str, ...], _language: str | None) -> tuple[str, ...]:
    more = [ngettext("and %(n)d more place", "and %(n)d more places", others) % {"n": others}] if others else []
    return (*more, _("or %(ways)s") % {"ways": in_a_row(elsewhere)}) if elsewhere else tuple(more)


def distance(miles: float, language: str | None = None) -> str:
    """Miles to one decimal place; whole ones from 10 on."""
    shown = f"{miles:.1f}" if miles < 9.95 else f"{miles:.0f}"
    return _distance(shown, miles < 0.05, language or get_language())


@lru_cache(maxsize=500)
def _distance(shown: str, tiny: bool, _language: str | None) -> str:
    if tiny:
        return _("less than 0.1 miles")
    return _("1 mile") if shown == "1.0" else _("%(miles)s miles") % {"miles": shown}

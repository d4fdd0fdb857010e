"""Which days are term time, as far as we know."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import holidays
from django.core.cache import cache
from django.db.models.signals import post_delete, post_save

from ..models import SchoolTerm

CACHE_KEY = "school-terms"
KEEP_SECONDS = 300
# The longest holiday of English schools is the summer's, of six to seven weeks. A longer gap between two
# terms means that nobody has entered the term between them.
LONGEST_HOLIDAY = timedelta(days=60)


@lru_cache(maxsize=64)
def _bank_holidays_in(year: int) -> dict[date, str]:
    return dict(holidays.country_holidays("GB", subdiv="ENG", years=year))


def bank_holiday(day: date) -> str:
    """The name of the bank holiday in England on this day, or an empty string."""
    return _bank_holidays_in(day.year).get(day, "")


@dataclass(frozen=True)
class SchoolCalendar:
    """Stretches of school days in order, first and last day included."""

    terms: tuple[tuple[date, date], ...] = ()

    @classmethod
    def of(cls, terms: Iterable[tuple[date, date]]) -> "SchoolCalendar":
        """A calendar of stretches in any order."""
        return cls(tuple(sorted(terms)))

    def in_term(self, day: date) -> bool | None:
        """Whether schools are in term on this day; None where we do not know."""
        before = None
        for starts, ends in self.terms:
            if day < starts:
                known = before is not None and starts - before <= LONGEST_HOLIDAY
                return False if known else None
            if day <= ends:
                return True
            before = ends
        return None

    def school_is_open(self, day: date) -> bool:
        """In term for certain, and not a bank holiday, when schools are shut."""
        return self.in_term(day) is True and not bank_holiday(day)

    def is_holiday(self, day: date) -> bool:
        """In the school holidays for certain."""
        return self.in_term(day) is False


def school_calendar() -> SchoolCalendar:
    """The calendar from the database, remembered for a few minutes."""
    terms = cache.get(CACHE_KEY)
    if terms is None:
        terms = list(SchoolTerm.objects.values_list("starts", "ends"))
        cache.set(CACHE_KEY, terms, KEEP_SECONDS)
    return SchoolCalendar.of(terms)


def _forget(**_signal: object) -> None:
    cache.delete(CACHE_KEY)


post_save.connect(_forget, sender=SchoolTerm, dispatch_uid="school-terms-saved")
post_delete.connect(_forget, sender=SchoolTerm, dispatch_uid="school-terms-deleted")

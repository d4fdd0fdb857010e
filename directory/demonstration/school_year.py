"""Made-up school terms, so that sessions in term time have dates. They follow the usual pattern in England."""

from datetime import date, timedelta

from ..models import SchoolTerm

MONDAY, TUESDAY, WEDNESDAY, FRIDAY = 0, 1, 2, 4


def load_school_terms(today: date) -> int:
    """Terms of this school year and the next, unless the council has entered that year's; how many are new."""
    this_year = today.year if today.month >= 8 else today.year - 1
    new = 0
    for year in (this_year, this_year + 1):
        if not SchoolTerm.objects.filter(starts__range=(date(year, 8, 1), date(year + 1, 7, 31))).exists():
            new += len(SchoolTerm.objects.bulk_create(terms_of(year)))
    return new


def terms_of(year: int) -> list[SchoolTerm]:
    """The six half terms of the school year that begins in this year."""
    autumn_break = last(MONDAY, date(year, 10, 31))
    spring_break = on_or_after(MONDAY, date(year + 1, 2, 13))
    spring_end = last(FRIDAY, date(year + 1, 3, 31))
    summer_break = last(MONDAY, date(year + 1, 5, 31))
    halves = [
        (f"Autumn {year}, first half", on_or_after(TUESDAY, date(year, 9, 1)), before(autumn_break)),
        (f"Autumn {year}, second half", autumn_break + timedelta(days=7), last(FRIDAY, date(year, 12, 20))),
        (f"Spring {year + 1}, first half", on_or_after(MONDAY, date(year + 1, 1, 3)), before(spring_break)),
        (f"Spring {year + 1}, second half", spring_break + timedelta(days=7), spring_end),
        (f"Summer {year + 1}, first half", spring_end + timedelta(days=17), before(summer_break)),
        (
            f"Summer {year + 1}, second half",
            summer_break + timedelta(days=7),
            on_or_after(WEDNESDAY, date(year + 1, 7, 18)),
        ),
    ]
    return [SchoolTerm(name=f"{name} (sample)", starts=starts, ends=ends) for name, starts, ends in halves]


def on_or_after(weekday: int, day: date) -> date:
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def last(weekday: int, day: date) -> date:
    """The last such weekday on this day or before."""
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def before(monday: date) -> date:
    """The Friday before a week off."""
    return monday - timedelta(days=3)

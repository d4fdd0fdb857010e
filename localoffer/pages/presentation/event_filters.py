"""The filters of the list of events. People bookmark what they chose: names and values stay."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext_lazy as _

from localoffer.core.plain_fields import use_plain_words

MONTHS_AHEAD = 12
OLDEST = 25
LONGEST_PLACE = 60


@dataclass(frozen=True, order=True)
class Month:
    """A month of a year, written 2026-12 in addresses."""

    year: int
    month: int

    @property
    def first(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    @property
    def code(self) -> str:
        return f"{self.year}-{self.month:02d}"

    @property
    def words(self) -> str:
        return format_date(self.first, "F Y")

    def later(self, months: int) -> "Month":
        number = self.year * 12 + self.month - 1 + months
        return Month(number // 12, number % 12 + 1)


def month_of(day: date) -> Month:
    return Month(day.year, day.month)


def months_from(now: datetime) -> list[Month]:
    """The months that a family may look at: this one and the next eleven."""
    this = month_of(timezone.localdate(now))
    return [this.later(number) for number in range(MONTHS_AHEAD)]


class EventFilters(forms.Form):
    """Month, topic, age and place. A value that means nothing is said beside its field; the others still hold."""

    month = forms.ChoiceField(label=_("Month"), required=False)
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    age = forms.IntegerField(
        label=_("Age"),
        required=False,
        min_value=0,
        max_value=OLDEST,
        widget=forms.TextInput({"inputmode": "numeric", "class": "govuk-input--width-3", "maxlength": 2}),
        error_messages={
            "invalid": _("Enter an age in whole years, like 7."),
            "min_value": _("Enter an age from 0 to 25."),
            "max_value": _("Enter an age from 0 to 25."),
        },
    )
    place = forms.CharField(
        label=_("Place"),
        required=False,
        max_length=LONGEST_PLACE,
        help_text=_("A town, a building or “online”"),
    )

    def __init__(self, data, *, now: datetime, topics: Iterable):
        super().__init__(data, auto_id="id_%s")
        self.fields["month"].choices = [
            ("", _("Any month")),
            *((month.code, month.words) for month in months_from(now)),
        ]
        self.fields["topic"].choices = [("", _("Any topic")), *((topic.slug, topic.title) for topic in topics)]
        use_plain_words(self.fields.values())
        self.is_valid()

    @property
    def chosen_month(self) -> Month | None:
        code = self.cleaned_data.get("month")
        return Month(*map(int, code.split("-"))) if code else None

    @property
    def is_narrowed(self) -> bool:
        """Whether any filter holds."""
        return any(value not in (None, "") for value in self.cleaned_data.values())

    def narrowed(self, events):
        """The events that fit, as far as the database can tell; months are worked out from the rules."""
        chosen = self.cleaned_data
        if chosen.get("topic"):
            events = events.filter(topic__slug=chosen["topic"])
        if chosen.get("age") is not None:
            age = chosen["age"]
            events = events.filter(
                Q(min_age=None) | Q(min_age__lte=age),
                Q(max_age=None) | Q(max_age__gte=age),
            )
        if chosen.get("place"):
            events = events.filter(at_place(chosen["place"]))
        return events


def at_place(words: str) -> Q:
    """Events whose place, address or postcode has these words; “online” finds those online."""
    found = Q(place_name__icontains=words) | Q(place_address__icontains=words) | Q(postcode__istartswith=words)
    if words.strip().lower() == str(_("online")).lower():
        found |= Q(online=True)
    return found

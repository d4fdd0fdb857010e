"""Form fields of the public query string. They take what people type and say kindly what they cannot use."""

import copy
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

import django_filters
from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from .catalogue import FilterVocabulary
from .query import SORTS

LONGEST_WORDS = 200
LONGEST_PLACE = 60
MOST_VALUES = 30
MOST_PAGES = 500
OLDEST = 25
FARTHEST = 500
DEAREST = 100_000

_NUMBER = re.compile(r"^[£]?\s*(\d{1,9}(?:[.,]\d{1,2})?)\s*(?:pounds?|gbp|p/?h|miles?|mi)?$", re.I)
_AGE = re.compile(r"^(\d{1,3})\s*(?:(months?)|years?|yrs?|y/?o)?(?:\s*old)?$", re.I)
_AGES = re.compile(r"^(\d{1,3})\s*(?:-|–|to|and)\s*(\d{1,3})\s*(?:years?|yrs?)?(?:\s*old)?$", re.I)


class SharedFields(dict[str, forms.Field]):
    """The fields of a form by name. They hold nothing of one form, and copying them costs as much as a search."""

    def __deepcopy__(self, memo: dict) -> "SharedFields":
        return SharedFields(self)


class AgeField(forms.Field):
    """Whole years from 0 to 25 as the first and last age asked for; “18 months” is 1, “5 to 10” is a band."""

    def to_python(self, value: Any) -> tuple[int, int] | None:
        if not value:
            return None
        text = value.strip()
        if band := _AGES.match(text):
            first, last = sorted((int(band[1]), int(band[2])))
        elif found := _AGE.match(text):
            first = last = int(found[1]) // 12 if found[2] else int(found[1])
        else:
            raise forms.ValidationError(_("Enter the age as a number from 0 to 25, or as two, like 5 to 10."))
        if last > OLDEST:
            raise forms.ValidationError(_("The Local Offer is for ages 0 to 25. Enter an age from 0 to 25."))
        return first, last


class AmountField(forms.Field):
    """A number from `least` to `most`, with or without its unit."""

    def __init__(self, *, least: Decimal, most: Decimal, message: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.least, self.most, self.message = least, most, message

    def to_python(self, value: Any) -> Decimal | None:
        if not value:
            return None
        found = _NUMBER.match(value.strip())
        try:
            amount = Decimal(found[1].replace(",", ".")) if found else None
        except InvalidOperation:
            amount = None
        if amount is None or not self.least <= amount <= self.most:
            raise forms.ValidationError(self.message)
        return amount


class PageField(forms.Field):
    """Any page number leads to a page: too small to the first, too large to the last."""

    def to_python(self, value: Any) -> int:
        digits = (value or "").strip()
        return min(max(1, int(digits)), MOST_PAGES) if digits.isascii() and digits.isdigit() and len(digits) < 9 else 1


class SwitchField(forms.Field):
    def to_python(self, value: Any) -> bool:
        return value == "1"


class SortField(forms.Field):
    """One of the orders; anything else is the best match."""

    def to_python(self, value: Any) -> str:
        return value if value in SORTS else SORTS[0]


class TermsField(forms.Field):
    """Codes of terms of one vocabulary: (known ones in the vocabulary's order, unknown ones)."""

    widget = forms.SelectMultiple

    def __init__(self, *, vocabulary: FilterVocabulary, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.vocabulary = vocabulary

    def clean(self, value: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
        asked = dict.fromkeys(value or ())
        known = tuple(term.slug for term in self.vocabulary.terms if term.slug in asked) if asked else ()
        unknown = tuple(each for each in asked if each and each not in self.vocabulary.ids)
        return known, unknown


class LightFilter(django_filters.Filter):
    """A filter that a FilterSet may share the parts of: copying them deeply would cost as much as the search."""

    def __deepcopy__(self, memo: dict) -> "LightFilter":
        return copy.copy(self)


class TextFilter(LightFilter):
    field_class = forms.CharField


class AgeFilter(LightFilter):
    field_class = AgeField


class AmountFilter(LightFilter):
    field_class = AmountField


class PageFilter(LightFilter):
    field_class = PageField


class SwitchFilter(LightFilter):
    field_class = SwitchField


class SortFilter(LightFilter):
    field_class = SortField


class TermsFilter(LightFilter):
    field_class = TermsField


def lists(data: Mapping[str, Any]) -> Iterable[tuple[str, list[Any]]]:
    """Names with all their values, of a query string or a plain dictionary."""
    if isinstance(data, MultiValueDict):
        return data.lists()
    return [(name, value if isinstance(value, list) else [value]) for name, value in data.items()]


def plain(amount: Decimal) -> str:
    """5 rather than 5.00, but 4.50."""
    return f"{amount:.2f}".removesuffix(".00")

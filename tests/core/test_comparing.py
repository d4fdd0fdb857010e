"""What changed between two versions of a page or listing, as officers read it."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.db import models
from wagtail.admin.compare import comparison_class_registry

from directory.models import Schedule, Service
from localoffer.core.comparing import PlainComparison, in_words
from localoffer.pages.models import EventPage


def difference(field, old, new):
    field.set_attributes_from_name("value")
    comparison = comparison_class_registry.get(field)
    return comparison(field, SimpleNamespace(value=old), SimpleNamespace(value=new)).htmldiff()


@pytest.mark.parametrize(
    ("field", "old", "new", "html"),
    [
        (models.DateField(), None, date(2027, 3, 1), '<span class="addition">1 March 2027</span>'),
        (models.DateField(), date(2027, 3, 1), None, '<span class="deletion">1 March 2027</span>'),
        (
            models.BooleanField(),
            False,
            True,
            '<span class="deletion">No</span> <span class="addition">Yes</span>',
        ),
        (
            models.PositiveSmallIntegerField(),
            4,
            12,
            '<span class="deletion">4</span> <span class="addition">12</span>',
        ),
        (models.DecimalField(), Decimal("2.50"), Decimal("2.50"), "2.50"),
        (models.TimeField(), time(9, 5), time(9, 5), "09:05"),
        (models.DateField(), None, None, ""),
    ],
)
def test_values_are_words_and_nothing_is_nothing(field, old, new, html):
    assert difference(field, old, new) == html


def test_moments_are_in_the_councils_time():
    assert in_words(datetime(2026, 7, 1, 8, 0, tzinfo=UTC)) == "1 July 2026, 09:00"


@pytest.mark.parametrize("model", [Service, Schedule, EventPage])
def test_no_field_of_ours_falls_back_to_python_words(model):
    plain = {
        field.name: comparison_class_registry.get(field)
        for field in model._meta.concrete_fields
        if isinstance(field, models.BooleanField | models.DateField | models.TimeField | models.DecimalField)
    }

    assert plain
    assert set(plain.values()) == {PlainComparison}

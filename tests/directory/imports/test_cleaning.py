from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.imports import cleaning


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("01702960123", "01702 960 123"),
        ("1702960123", "01702 960 123"),
        ("+44 1702 960123", "01702 960 123"),
        ("02079460123", "020 7946 0123"),
        ("01614960123", "0161 496 0123"),
        ("03001234567", "0300 123 4567"),
        ("07700900123", "07700 900 123"),
        ("01702 960123 / 960124", "01702 960123 / 960124"),
        ("n/a", None),
        ("", None),
    ],
)
def test_phone_numbers_are_grouped(typed, stored):
    assert cleaning.to_phone(typed) == stored


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("www.school.example", "http://www.school.example"),
        ("https://school.example/a b", "https://school.example/ab"),
        ("http:/school.example", "http://school.example"),
        ("javascript:alert(1)", None),
        ("NA", None),
        ("ftp://school.example", None),
    ],
)
def test_addresses_are_http_or_https(typed, stored):
    assert cleaning.to_url(typed) == stored


@pytest.mark.parametrize("typed", ["2026-03-01", "01-03-2026", "01/03/2026", "1 March 2026", "2026-03-01T09:00:00Z"])
def test_dates_are_read_in_the_british_order(typed):
    assert cleaning.to_date(typed) == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("typed", "stored"), [("09:00:00", "09:00"), ("9am", "09:00"), ("5.30 PM", "17:30"), ("x", None)]
)
def test_times_are_read(typed, stored):
    assert cleaning.to_time(typed) == stored


@pytest.mark.parametrize(("typed", "stored"), [("£4.5", "4.50"), ("1,200", "1200.00"), ("free", None), ("NaN", None)])
def test_prices_are_read(typed, stored):
    assert cleaning.to_price(typed) == stored


def test_the_first_sentence_is_cut_between_words():
    assert cleaning.first_sentence("One. Two.") == "One."
    assert cleaning.first_sentence("word " * 100, 20) == "word word word…"


@given(st.text())
def test_no_text_breaks_a_reader(text):
    for reader in (
        cleaning.to_age,
        cleaning.to_bool,
        cleaning.to_date,
        cleaning.to_email,
        cleaning.to_float,
        cleaning.to_int,
        cleaning.to_phone,
        cleaning.to_price,
        cleaning.to_time,
        cleaning.to_url,
        cleaning.to_weekday,
        cleaning.first_sentence,
    ):
        reader(text)

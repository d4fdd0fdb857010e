import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.postcodes import normalise_postcode, outward_code


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("SS2 6ER", "SS2 6ER"),
        ("ss26er", "SS2 6ER"),
        (" s s 2 6 e r ", "SS2 6ER"),
        ("SS2-6ER", "SS2 6ER"),
        ("ss9", "SS9"),
        ("SS9 1", "SS9 1"),
        ("SW1A 1AA", "SW1A 1AA"),
        ("sw1a1aa", "SW1A 1AA"),
        ("M1 1AE", "M1 1AE"),
        ("", ""),
        ("Leigh-on-Sea", ""),
        ("12345", ""),
        ("SS2 6E", ""),
        ("🙂", ""),
    ],
)
def test_postcodes_are_read_as_people_type_them(typed, meant):
    assert normalise_postcode(typed) == meant


@given(st.text(max_size=40))
def test_anything_typed_gives_a_postcode_or_nothing_and_is_stable(typed):
    once = normalise_postcode(typed)

    assert normalise_postcode(once) == once


@pytest.mark.parametrize(("postcode", "outward"), [("SS2 6ER", "SS2"), ("SS9 1", "SS9"), ("SS9", "SS9")])
def test_outward_code_is_the_first_half(postcode, outward):
    assert outward_code(postcode) == outward

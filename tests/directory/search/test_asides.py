"""Ages and postcodes among the words: how old a child is, and never how long something takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.search.asides import OLDEST, shortened, take_age

AGES = st.integers(0, OLDEST)
SAID = """
    my son is {}|she's {}|he is only {}|{} year old|{} years old|{}-year-old|{} yr olds|{}yo|{}yr|{} y/o|{} years
    aged {}|age {}|age of {}|{} and a half|he is {} and a half|{}½ years old|my daughter is nearly {}|for {} year olds
    my boy is {}, he waits for camhs|is {} years old and two years behind|for {} years and over
"""
LENGTHS = """
    {} years behind at school|she is {} years behind in reading|waiting {} years for camhs|moved here {} years ago
    {} year wait for a paediatrician|been waiting nearly {} years|on the waiting list for {} years|{} years late
    {} years delay|{} years later|{} years left|since {} years|for {} years|she is {} stone|he is {} grades behind
    he is {} feet tall|she is {} weeks old|they are {} levels below|reading age of {}|mental age {}|{}-year wait
    developmental age of {}|acts like a {} year old|at a {} year old level|he is {} years older|last {} years
"""


def each(texts):
    return st.sampled_from([text.strip() for line in texts.strip().splitlines() for text in line.split("|")])


@given(each(SAID), AGES)
def test_an_age_is_found_however_it_is_said(said, age):
    assert take_age(said.format(age))[1] == str(age)


@given(each(LENGTHS), AGES)
def test_a_length_of_time_or_another_measure_is_no_age(said, number):
    assert take_age(said.format(number)) == (said.format(number), "")


def test_the_age_is_found_beside_a_length_of_time():
    assert take_age("my 9 year old is 2 years behind")[1] == "9"


@pytest.mark.parametrize(
    ("typed", "rest"), [("nursery for 2 year old with send", "nursery with send"), ("club for 7 year olds", "club")]
)
def test_no_small_word_is_left_standing_before_nothing(typed, rest):
    assert take_age(typed)[0] == rest


def test_of_a_full_postcode_no_more_than_the_first_half_is_shown():
    assert shortened("clubs near ss9 2nt") == "clubs near SS9"

"""Usual ways to write a child's name are found, in every alphabet; days, schools and stages are not."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from localoffer.core.personal_patterns import LARGE, personal_words

CHILDREN = [
    "My son Jack likes it.",
    "Jack, 9, loves swimming.",
    "“It was fun”, said Jack, 9.",
    "Then Jack (9) came.",
    "Jack is 9 years old and goes to Earls Hall.",
    "Zoë, aged 6, came.",
    "Zoe\u0308, aged 6, came.",
    "We asked my son Áedán.",
    "My son JACK came.",
    "I took my son O'Neill there.",
    "I took my son O’Neill there.",
    "Anne-Marie (11) came.",
    "My 9 year old son Jack came.",
    "My 9-year-old, youngest daughter Mia came.",
    "We have our twins Max and Leo.",
    "Zoë, our daughter, came.",
    "My daughter May came.",
    "My son Олег came.",
    "Олег, 9, came.",
    "My son محمد came.",
    "Mohammed Ali, age 8",
    "dob: 3rd May 2014",
    "D.O.B. 3/5/14",
    "Born 3 May 2014",
    "Her date of birth is May 3, 2014.",
    "He lives at 12 Acacia Avenue, SS9 4QW.",
    "NHS number 943 476 5919",
]
NO_CHILDREN = [
    "Tuesday (9)",
    "Key Stage 2 (7 to 11)",
    "Key Stage (2)",
    "Autumn, 9 sessions",
    "Autumn (9)",
    "Earls Hall (9)",
    "Leigh-on-Sea (9), Thorpe Bay (12)",
    "Section (3), Regulation (9)",
    "She is 9 years old.",
    "Now he is 9 years old, and I'm glad.",
    "However, my son needs help.",
    "My son I love.",
    "My daughter I'm sure about.",
    "My child SEND",
    "Is your child 9? My children. Jack came.",
    "Children born on or after 1 September 2014 can come.",
    "We moved here in May, 9, or 10 weeks ago.",
    "Children live in 12 homes.",
]


@pytest.mark.parametrize("text", CHILDREN)
def test_a_child_is_found(text):
    assert list(personal_words(text))


@pytest.mark.parametrize("text", NO_CHILDREN)
def test_what_names_no_child_is_left_alone(text):
    assert list(personal_words(text)) == []


@settings(max_examples=20)
@given(st.sampled_from(LARGE), st.text("aéçяβա", min_size=2, max_size=12))
def test_a_name_in_any_letters_is_found(large, small):
    assert list(personal_words(f"We went with my son {large}{small} today."))


@settings(max_examples=30)
@given(st.text(alphabet="Aa-'’ (9),mysonbor.", max_size=300))
@example("A" * 20_000)
@example("A-" * 10_000)
@example("A a " * 6_000)
@example("my son " * 3_000)
@example("born " * 5_000)
@example("9" * 20_000)
@example("a." * 10_000)
def test_no_text_takes_long(text):
    assert all(words for _label, words in personal_words(text))

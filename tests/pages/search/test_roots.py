"""Forms of words that no stemmer joins, and words that only look like forms of others."""

import pytest

from localoffer.pages.search.roots import root


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("said", "says"),
        ("went", "goes"),
        ("got", "get"),
        ("refusal", "refused"),
        ("applications", "apply"),
        ("decisions", "decides"),
        ("complaint", "complaining"),
        ("my", "your"),
        ("an", "a"),
    ],
)
def test_forms_of_a_word_are_one(one, other):
    assert root(one) == root(other)


@pytest.mark.parametrize(("one", "other"), [("news", "new"), ("maths", "math"), ("personal", "person"), ("no", "not")])
def test_other_words_stay_apart(one, other):
    assert root(one) != root(other)

import time

import pytest
from django import forms

from localoffer.core.public_forms import GuardedForm, signed_time


class Letter(GuardedForm):
    texts = ("words",)
    words = forms.CharField(max_length=100)


def sent(**data):
    return Letter({"words": "Hello", "shown": signed_time(time.time() - 10), "website": ""} | data)


def test_a_person_passes():
    assert sent().is_valid()


def test_each_form_has_a_key_of_its_own():
    assert Letter()["key"].value() != Letter()["key"].value()


def test_a_form_sent_without_a_key_gets_one():
    form = sent()
    form.is_valid()

    assert form.cleaned_data["key"]


@pytest.mark.parametrize(
    "data",
    [{"website": "x"}, {"shown": ""}, {"shown": "forged"}, {"shown": signed_time(2**40)}, {"shown": signed_time(1)}],
    ids=["trap", "no time", "forged time", "not shown yet", "years later"],
)
def test_a_machine_does_not(data):
    form = sent(**data)

    assert not form.is_valid()
    assert form["words"].value() == "Hello"
    assert not form["website"].value()


def test_the_form_that_comes_back_after_a_day_may_be_sent_at_once():
    form = sent(shown=signed_time(1))
    form.is_valid()

    assert sent(shown=form["shown"].value()).is_valid()


@pytest.mark.parametrize(("links", "passes"), [(5, True), (6, False)])
def test_few_web_addresses_are_fine(links, passes):
    assert sent(words="www.a " * links).is_valid() is passes


def test_nobody_writes_that_quickly():
    assert not sent(shown=signed_time()).is_valid()

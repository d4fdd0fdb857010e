"""Every form and filter of ours takes any text: it says what is wrong with it, and never breaks.

Forms that editors fill in are made by Wagtail from models, and those for signing in are allauth's;
`test_every_address.py` sends them odd things.
"""

import pytest
from django import forms
from django.urls import get_resolver
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django_filters import FilterSet
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.cms.merging import KeepForm, OtherForm
from directory.imports.cms.columns.forms import ColumnsForm, KindsForm
from directory.imports.cms.forms import UploadForm
from directory.imports.sampling import SampleColumn
from directory.imports.terms import TermFinder
from directory.models import ImportSource, Service
from localoffer.core.account_forms import InOurWords
from localoffer.core.display import DisplayChoices
from localoffer.core.forms import DisplayForm
from localoffer.core.public_forms import PublicForm, new_stamp
from localoffer.pages.presentation.event_filters import EventFilters

OURS = ("localoffer.", "directory.")
ABSTRACT = {PublicForm, InOurWords}
HOW = {
    EventFilters: lambda data: EventFilters(data, now=timezone.now(), topics=[]),
    KeepForm: lambda data: KeepForm(Service(pk=1), Service(pk=2), data),
    OtherForm: lambda data: OtherForm(Service(pk=1), data),
    UploadForm: lambda data: UploadForm(data, source=ImportSource(kind=ImportSource.Kind.GIAS)),
    ColumnsForm: lambda data: ColumnsForm(data, columns=[SampleColumn("a"), SampleColumn("b")], before={}),
    KindsForm: lambda data: KindsForm(data, lists={"a": ["x", "y"]}, finder=TermFinder(ImportSource()), before={}),
    # Its view reads the choices; the form only draws them.
    DisplayForm: lambda data: DisplayForm(DisplayChoices.from_values(data)),
}
"""Forms that are made from more than what was sent."""
MADE_ELSEWHERE = InOurWords, forms.BaseModelForm

values = st.one_of(
    st.text(max_size=40),
    st.integers().map(str),
    st.floats().map(str),
    st.sampled_from(["\x00", "\ud800", "\u202e", "9" * 5_000, "2026-02-30", "0001-01-01", "a@b\r\nBcc: c@d", "on"]),
)


def below(base):
    for each in base.__subclasses__():
        yield from (each, *below(each))


def every(base):
    """The classes of ours below this one that people's words go into."""
    _ = get_resolver().url_patterns  # whatever a view needs is loaded then
    found = {each for each in below(base) if each.__module__.startswith(OURS) and not issubclass(each, MADE_ELSEWHERE)}
    return sorted(found - ABSTRACT, key=lambda each: each.__qualname__)


FORMS = every(forms.Form)
FILTERS = [each for each in every(FilterSet) if each._meta.model]


def test_there_are_forms_and_filters_to_try():
    assert len(FORMS) > 12
    assert len(FILTERS) > 4


@pytest.mark.django_db
@pytest.mark.parametrize("form", FORMS, ids=lambda each: each.__name__)
@settings(max_examples=25)
@given(st.data())
def test_any_words_are_taken_or_told_off(form, data):
    make = HOW.get(form, form)
    sent = {name: data.draw(values) for name in make({}).fields}
    if issubclass(form, PublicForm):
        sent["made"] = data.draw(st.one_of(values, st.builds(new_stamp, st.just(1))))

    made = make(sent)

    assert made.is_valid() or made.errors or not made.is_bound


@pytest.mark.django_db
@pytest.mark.parametrize("filters", FILTERS, ids=lambda each: each.__name__)
@settings(max_examples=25)
@given(st.data())
def test_any_filter_gives_rows(filters, data):
    sent = MultiValueDict({name: data.draw(st.lists(values, max_size=2)) for name in filters.base_filters})

    assert list(filters(sent).qs[:1]) == []

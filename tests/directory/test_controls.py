import re

import pytest
from django.http import QueryDict

from directory.filters import Group, Option, ServiceFilterSet
from directory.presentation import controls
from tests.factories.directory import ServiceFactory, TermFactory, VocabularyFactory


def option(value, *, label="", count=1, checked=False, depth=0, hidden=False):
    return Option(label or value, value, count, checked, depth, hidden)


def choices(*options):
    return controls._choices(Group("needs", "Needs", "", list(options)))


def folded(html):
    return re.findall(r'<details class="lo-filters__all"( open)?><summary[^>]*>(.*?)</summary>(.*?)</details>', html)


def fields(query=""):
    typed = {"age": "", "price": ""}
    return controls.filter_fields(ServiceFilterSet(QueryDict(query)), typed)


class TestChoices:
    def test_a_value_has_its_number_and_belongs_to_the_form_of_the_words(self):
        html = choices(option("autism", label="Autism", count=12))

        assert '<input class="govuk-checkboxes__input" id="needs-autism" name="needs" type="checkbox"' in html
        assert 'value="autism" form="find">' in html
        assert 'for="needs-autism">Autism <span class="lo-filters__count">(12)</span>' in html

    def test_a_chosen_value_is_ticked_even_if_nothing_is_behind_it(self):
        html = choices(option("autism", count=0, checked=True))

        assert 'form="find" checked>' in html
        assert "lo-filters__none" in html

    def test_words_of_officers_are_escaped(self):
        assert "<b>" not in choices(option("x", label="<b>Bold</b>"))

    def test_eight_values_all_show(self):
        assert not folded(choices(*(option(f"v{n}") for n in range(8))))

    def test_of_many_values_the_hidden_ones_fold(self):
        html = choices(*(option(f"v{n}", hidden=n >= 8) for n in range(12)))

        ((is_open, words, inside),) = folded(html)
        assert (is_open, words) == ("", "Show all 12")
        assert 'id="needs-v8"' in inside
        assert 'id="needs-v7"' not in inside

    def test_of_a_tree_all_top_values_show(self):
        tree = [option("health"), *(option(f"h{n}", depth=1) for n in range(9)), option("care")]

        html = choices(*tree)

        ((_is_open, words, inside),) = folded(html)
        assert words == 'Show all 9<span class="govuk-visually-hidden"> in health</span>'
        assert 'id="needs-h0"' in inside
        assert 'id="needs-care"' not in inside

    def test_a_few_values_of_a_branch_are_not_folded(self):
        tree = [option("health"), option("h1", depth=1), option("h2", depth=1), *(option(f"t{n}") for n in range(7))]

        assert not folded(choices(*tree))

    def test_a_branch_with_a_chosen_value_is_open(self):
        tree = [option("health"), *(option(f"h{n}", depth=1, checked=n == 8) for n in range(9))]

        assert folded(choices(*tree))[0][0] == " open"


@pytest.mark.django_db
class TestFilterFields:
    def test_age_comes_first_then_the_officers_order(self):
        service = ServiceFactory()
        for order, slug in enumerate(["cost", "needs", "where"]):
            term = TermFactory(vocabulary=VocabularyFactory(slug=slug, label=slug.title(), order=order))
            service.terms.add(term)
        service.save()

        assert re.findall(r"<legend>(.*?)</legend>", fields()) == ["Age", "Cost", "Needs", "Where"]

    def test_price_and_distance_have_a_place_without_the_usual_filters(self):
        assert re.findall(r"<legend>(.*?)</legend>", fields()) == ["Age", "Distance", "Price"]

    def test_a_distance_from_elsewhere_is_kept(self, db):
        html = controls._distances("Distance", 3.0, "", "en-gb")

        assert '<option value="3" selected>Up to 3 miles</option>' in html
        assert '<option value="1">Up to 1 mile</option>' in html

    def test_a_message_describes_its_field(self):
        html = controls.filter_fields(ServiceFilterSet(QueryDict("age=99")), {"age": "99", "price": ""})

        assert 'id="age-error">' in html
        assert re.search(r'name="age"[^>]*value="99" aria-describedby="age-error"', html)

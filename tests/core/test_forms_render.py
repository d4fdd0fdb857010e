import pytest
from django import forms
from django.template.loader import render_to_string

from localoffer.core.forms import DatePartsField


class ExampleForm(forms.Form):
    name = forms.CharField(label="Your name", help_text="As on letters", max_length=20)
    words = forms.CharField(label="Your words", widget=forms.Textarea, required=False)
    topic = forms.ChoiceField(label="Topic", choices=[("a", "Schools"), ("b", "Clubs")])
    route = forms.ChoiceField(label="Route", choices=[("x", "By phone"), ("y", "By post")], widget=forms.RadioSelect)
    needs = forms.MultipleChoiceField(
        label="Needs", choices=[("s", "Speech"), ("h", "Hearing")], widget=forms.CheckboxSelectMultiple, required=False
    )
    agree = forms.BooleanField(label="I agree")
    born = DatePartsField(label="Date", help_text="Like 24 3 2026", required=False)
    file = forms.FileField(label="File", required=False)


def field(form, name):
    return form[name].as_field_group()


class TestField:
    def test_label_hint_error_and_field_stand_in_this_order(self):
        html = field(ExampleForm({"name": ""}), "name")

        places = [html.index(text) for text in ("Your name", "As on letters", "This field is required.", "<input")]
        assert places == sorted(places)

    def test_hint_and_error_are_tied_to_the_field(self):
        html = field(ExampleForm({"name": ""}), "name")

        assert 'aria-describedby="id_name_helptext id_name_error"' in html
        assert 'id="id_name_helptext"' in html
        assert 'id="id_name_error"' in html
        assert 'aria-invalid="true"' in html

    def test_a_field_without_hint_or_error_points_nowhere(self):
        assert "aria-describedby" not in field(ExampleForm(), "words")

    @pytest.mark.parametrize(
        ("name", "look"),
        [
            ("name", "govuk-input"),
            ("words", "govuk-textarea"),
            ("topic", "govuk-select"),
            ("file", "govuk-file-upload"),
            ("agree", "govuk-checkboxes__input"),
        ],
    )
    def test_each_widget_has_its_class(self, name, look):
        assert f'class="{look}"' in field(ExampleForm(), name)

    def test_what_was_typed_is_kept_and_escaped(self):
        html = field(ExampleForm({"words": "<b>Hello</b>"}), "words")

        assert "&lt;b&gt;Hello&lt;/b&gt;" in html

    @pytest.mark.parametrize(("name", "look"), [("route", "govuk-radios"), ("needs", "govuk-checkboxes")])
    def test_choices_are_one_group_with_a_label_each(self, name, look):
        html = field(ExampleForm(), name)

        assert html.count("<fieldset") == 1
        assert html.count(f'class="{look}__input"') == 2
        assert html.count(f'class="govuk-label {look}__label" for="id_{name}_') == 2

    def test_a_group_is_described_by_its_error(self):
        assert 'aria-describedby="id_route_error"' in field(ExampleForm({"route": ""}), "route")

    def test_a_hint_is_text_not_html(self):
        form = ExampleForm()
        form.fields["name"].help_text = "<script>"

        assert "<script>" not in field(form, "name")


class TestDateParts:
    def test_three_named_boxes(self):
        html = field(ExampleForm(), "born")

        for part in ("day", "month", "year"):
            assert f'name="born_{part}"' in html
            assert f'id="id_born_{part}"' in html
            assert f'for="id_born_{part}"' in html

    @pytest.mark.parametrize("month", ["3", "03", "March", "mar"])
    def test_a_month_may_be_a_number_or_a_name(self, month):
        value = DatePartsField().clean(["24", month, "2026"])

        assert value.isoformat() == "2026-03-24"

    @pytest.mark.parametrize(
        "parts", [["31", "2", "2026"], ["1", "13", "2026"], ["", "3", "2026"], ["x", "y", "z"], ["1", "1", "99999"]]
    )
    def test_a_date_that_does_not_exist_gets_an_example(self, parts):
        with pytest.raises(forms.ValidationError, match="like 24 3 2026"):
            DatePartsField(required=False).clean(parts)

    def test_no_date_is_allowed_where_none_is_needed(self):
        assert DatePartsField(required=False).clean(["", "", ""]) is None


class TestErrorSummary:
    def test_it_links_to_each_field(self):
        form = ExampleForm({"name": "", "route": "", "born_day": "31", "born_month": "2", "born_year": "2026"})

        html = render_to_string("components/error_summary.html", {"form": form})

        assert 'href="#id_name"' in html
        assert 'href="#id_route_0"' in html
        assert 'href="#id_born_day"' in html

    def test_a_form_nobody_sent_has_none(self):
        assert render_to_string("components/error_summary.html", {"form": ExampleForm()}).strip() == ""


class TestWholeForm:
    def test_every_field_is_drawn_once(self):
        html = str(ExampleForm())

        assert html.count("govuk-form-group") == len(ExampleForm.base_fields) + 3  # and the three boxes of the date

import pytest
from django.core.files.base import ContentFile
from django.template import Context, Template
from wagtail.documents.models import Document

from localoffer.core.templatetags.text_tags import below, beside


def shown(html, **context):
    return Template("{% load text_tags %}{% rich_text value %}").render(Context({"value": html} | context))


class TestRichText:
    def test_headings_stay_where_nothing_says_otherwise(self):
        assert shown("<h2>One</h2><h3>Two</h3>") == "<h2>One</h2><h3>Two</h3>"

    @pytest.mark.parametrize("level", [3, "3"])
    def test_headings_go_on_from_the_level_of_their_place(self, level):
        html = shown('<h2 data-block-key="a">One</h2><h3>Two</h3><p>h2</p><hr>', level=level)

        assert html == '<h3 data-block-key="a">One</h3><h4>Two</h4><p>h2</p><hr>'

    def test_no_heading_falls_below_the_lowest(self):
        assert shown("<h3>Two</h3>", level=6) == "<h6>Two</h6>"

    def test_words_that_look_like_a_tag_stay_words(self):
        assert shown("<p>&lt;h2&gt;</p>", level=4) == "<p>&lt;h2&gt;</p>"

    @pytest.mark.parametrize("value", ["", None])
    def test_nothing_is_shown_as_nothing(self, value):
        assert shown(value) == ""


@pytest.mark.django_db
class TestLinksToFiles:
    @pytest.fixture
    def document(self):
        return Document.objects.create(title="Plan", file=ContentFile(b"x" * 2048, "plan.pdf"), file_size=2048)

    def test_each_says_type_and_size_inside_the_link(self, document):
        html = shown(f'<p>See <a id="{document.pk}" linktype="document">our <b>plan</b></a>, or call.</p>')

        assert html == f'<p>See <a href="{document.url}">our <b>plan</b> (PDF, 2.0\xa0KB)</a>, or call.</p>'

    def test_other_links_and_lost_files_stay_as_they_are(self):
        html = '<p><a href="https://www.nhs.uk">NHS</a> <a>Lost</a></p>'

        assert shown(html.replace("<a>", '<a id="7" linktype="document">')) == html

    def test_many_cost_as_much_as_one(self, document, django_assert_num_queries):
        link = f'<a id="{document.pk}" linktype="document">Plan</a>'

        with django_assert_num_queries(1):
            shown(f"<p>{link * 5}</p>")


def test_the_level_below():
    assert [below(None), below(2), below("3"), below(6)] == [3, 3, 4, 6]


class TestBeside:
    def test_each_cell_has_the_heading_of_its_column(self):
        assert beside(["Day", "Time"], ["Monday", "9am"]) == [("Day", "Monday"), ("Time", "9am")]

    def test_a_row_of_a_draft_may_have_too_few_or_too_many_cells(self):
        assert beside(["Day", "Time"], ["Monday"]) == [("Day", "Monday")]
        assert beside(["Day"], ["Monday", "9am"]) == [("Day", "Monday"), ("", "9am")]

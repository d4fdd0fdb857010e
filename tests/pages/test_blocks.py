"""Every block: what it shows, what it refuses, and how the editor offers it."""

import pytest
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.urls import reverse
from wagtail.blocks import StreamBlock
from wagtail.rich_text import RichText

from localoffer.pages.blocks import BodyBlock, EasyReadRowBlock, LinkBlock, PartBlock, QuestionBlock, TaskBlock
from tests.factories.directory import ServiceFactory
from tests.factories.pages import InformationPageFactory
from tests.pages.every_block import every_block, picture

# Wagtail leaves the temporary file of a new rendition to the garbage collector.
UNCLOSED = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
pytestmark = [pytest.mark.django_db, UNCLOSED]


def rendered(kind, value, **context):
    block = BodyBlock().child_blocks[kind]
    return block.render(block.to_python(value) if not hasattr(value, "source") else value, context=context)


def body_block(kind):
    return BodyBlock().child_blocks[kind]


class TestEveryBlock:
    def test_each_one_is_tested_here(self):
        kinds = {kind for kind, _value in every_block(image=picture())}

        assert kinds == set(BodyBlock().child_blocks)

    @pytest.mark.parametrize("kind", list(BodyBlock().child_blocks))
    def test_the_editor_says_what_it_is_for(self, kind):
        block = body_block(kind)

        assert str(block.label) != kind
        assert len(str(block.get_description())) > 10

    @pytest.mark.parametrize("block", [QuestionBlock, EasyReadRowBlock, LinkBlock, PartBlock], ids=lambda b: b.__name__)
    def test_so_do_blocks_of_single_page_types(self, block):
        assert str(block().get_description())

    @pytest.mark.parametrize("kind", list(BodyBlock().child_blocks))
    def test_the_editor_can_show_an_example(self, admin_client, kind):
        block = body_block(kind)
        assert block.is_previewable

        response = admin_client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})

        assert response.status_code == 200
        assert "css/site.css" in response.content.decode()
        assert "lo-" in response.content.decode().split("<main", 1)[1]

    def test_boxes_have_a_heading(self, site_tree):
        for kind, value in every_block(image=picture()):
            html = (
                BodyBlock()
                .child_blocks[kind]
                .render(RichText(value) if kind == "text" else BodyBlock().child_blocks[kind].normalize(value))
            )
            if 'class="lo-box' in html:
                assert "<h2" in html, kind


class TestPicture:
    def clean(self, image):
        block = body_block("picture")
        return block.clean(block.normalize({"image": image, "caption": ""}))

    def test_words_for_who_cannot_see_it_are_needed(self):
        with pytest.raises(ValidationError):
            self.clean(picture(""))

    def test_or_it_is_decoration(self):
        assert self.clean(picture("", decorative=True))

    def test_a_draft_may_wait_for_its_words(self):
        block = body_block("picture")

        assert block.clean_deferred(block.normalize({"image": picture(""), "caption": ""}))

    def test_its_words_are_read_out(self):
        block = body_block("picture")

        html = block.render(block.normalize({"image": picture("The way in"), "caption": "Come in here"}))

        assert 'alt="The way in"' in html
        assert "<figcaption>Come in here</figcaption>" in html


class TestTable:
    def test_each_cell_says_its_column_for_phones(self):
        block = body_block("table")

        html = block.render(block.normalize({"caption": "Times", "head": ["Day", "Time"], "rows": [["Monday", "9am"]]}))

        assert '<th scope="row">Monday</th>' in html
        assert '<td data-label="Time">9am</td>' in html

    def test_a_row_with_a_cell_too_many_is_named(self):
        block = body_block("table")

        with pytest.raises(ValidationError, match="Row 2 has 3 cells, but the table has 2 columns"):
            block.clean(block.normalize({"caption": "T", "head": ["A", "B"], "rows": [["1", "2"], ["1", "2", "3"]]}))


class TestDetails:
    def test_it_is_open_until_a_script_closes_it(self):
        block = body_block("details")

        html = block.render(block.normalize({"summary": "More", "text": "<p>Extra.</p>"}))

        assert "<details" in html
        assert " open data-lo-closed" in html


class TestText:
    def test_links_to_pages_are_written_out(self, site_tree):
        page = InformationPageFactory(slug="there")

        html = body_block("text").render(RichText(f'<p><a linktype="page" id="{page.pk}">There</a></p>'))

        assert f'href="{page.get_url()}"' in html

    def test_other_sites_too(self):
        html = body_block("text").render(RichText('<p><a href="https://www.nhs.uk/">The NHS</a></p>'))

        assert '<a href="https://www.nhs.uk/">The NHS</a>' in html


class TestServices:
    def test_a_search_that_is_not_understood_is_refused(self):
        block = body_block("services")

        with pytest.raises(ValidationError):
            block.clean(block.normalize({"heading": "Clubs", "search": "colour=green"}))

    def test_its_heading_fits_its_place(self):
        ServiceFactory(name="Club")
        block = body_block("services")

        html = block.render(block.normalize({"heading": "Clubs", "search": "q=club"}), context={"level": 4})

        assert '<h4 class="lo-h2">Clubs</h4>' in html


class TestLink:
    @pytest.mark.parametrize("address", ["/education/", "/find/?q=a", "#help", "https://www.nhs.uk/", " /here/ "])
    def test_addresses_here_and_elsewhere(self, address):
        block = TaskBlock()

        value = block.clean(block.normalize({"label": "Go", "about": "", "address": address}))

        assert value["address"] == address.strip()

    @pytest.mark.parametrize(
        "address",
        ["javascript:alert(1)", "//evil.example", "education", "/\\evil.example", "data:,x", "http:x"],
    )
    def test_anything_else_is_refused(self, address):
        block = LinkBlock()

        with pytest.raises(ValidationError) as refused:
            block.clean(block.normalize({"label": "Go", "about": "", "address": address}))
        assert "address" in refused.value.block_errors


class TestEasyReadRow:
    def test_a_row_needs_a_sign_or_a_picture(self):
        block = EasyReadRowBlock()

        with pytest.raises(ValidationError):
            block.clean(block.normalize({"icon": "", "picture": None, "text": RichText("<p>Call.</p>")}))
        assert block.clean(block.normalize({"icon": "phone", "text": RichText("<p>Call.</p>")}))
        assert block.clean(block.normalize({"icon": "", "picture": picture(), "text": RichText("<p>Call.</p>")}))


def test_the_law_stands_in_small_print():
    html = render_to_string("blocks/law.html", {"value": {"text": "A rule.", "reference": "Act", "url": ""}})

    assert '<span class="lo-law">Law: Act</span>' in html


def test_a_body_is_a_stream_of_them():
    assert isinstance(BodyBlock(), StreamBlock)

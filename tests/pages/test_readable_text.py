import pytest
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from tests.factories.pages import GuidePageFactory, HubPageFactory, InformationPageFactory

pytestmark = pytest.mark.django_db


def lines(page):
    return page.readable_text().splitlines()


def test_paragraphs_headings_and_points_are_lines_of_their_own():
    page = InformationPageFactory(
        title="Help before school",
        summary="What there is.",
        answer="Ask us.\nWe help.",
        body=[("text", "<h2>Who helps</h2><p>A <b>nurse</b> &amp; a teacher.</p><ul><li>One</li><li>Two</li></ul>")],
    )

    assert lines(page) == [
        "Help before school",
        "What there is.",
        "Ask us.",
        "We help.",
        "Who helps",
        "A nurse & a teacher.",
        "One",
        "Two",
    ]


def test_every_block_gives_its_words():
    page = InformationPageFactory(
        body=[
            ("callout", {"heading": "Call-out heading", "text": "<p>Call-out text.</p>"}),
            ("steps", {"heading": "Steps", "steps": [{"title": "You ask", "text": "In writing."}]}),
            ("yes_no", {"heading": "Who", "yes": ["You live here"], "no": ["You are 26"]}),
            ("contact", {"name": "The team", "about": "Plans", "phone": "01632 960100"}),
            ("law", {"text": "The council must decide.", "reference": "Act 2014", "url": "https://law.example.org/"}),
            ("table", {"caption": "Times", "head": ["Day", "Time"], "rows": [["Monday", "9am"]]}),
            ("details", {"summary": "More", "text": "<p>Extra.</p>"}),
        ]
    )  # fmt: skip

    text = page.readable_text()

    words = (
        "Call-out heading", "Call-out text.", "You ask", "In writing.", "You live here", "You are 26", "The team",
        "The council must decide.", "Act 2014", "Times", "Monday", "9am", "More", "Extra.",
    )  # fmt: skip
    assert [word for word in words if word not in text] == []


def test_addresses_queries_and_words_for_pictures_are_no_text():
    image = get_image_model().objects.create(title="Map", file=get_test_image_file())
    image.contextual_alt_text, image.decorative = "Words for a picture", False
    page = InformationPageFactory(
        body=[
            ("services", {"heading": "Near you", "search": "type=health"}),
            ("law", {"text": "A rule.", "reference": "An act", "url": "https://law.example.org/"}),
            ("picture", {"image": image, "caption": "Where to go"}),
        ]
    )
    hub = HubPageFactory(tasks=[("task", {"label": "Ask for help", "about": "", "address": "/go-there/"})])

    text = page.readable_text() + hub.readable_text()

    assert [word for word in ("type=health", "law.example", "Words for a picture", "go-there") if word in text] == []
    assert all(word in text for word in ("Near you", "Where to go", "Ask for help"))


def test_all_parts_of_a_guide_count():
    text = GuidePageFactory(answer="Yes.").readable_text()

    assert all(words in text for words in ("Yes.", "What it is", "First.", "How to ask", "Second."))
    assert "what-it-is" not in text

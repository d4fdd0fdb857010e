"""A body with every kind of block, for pages, pictures of them, and levels of headings."""

from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file


def picture(alt: str = "The way in", *, decorative: bool = False, size: tuple[int, int] = (640, 480)):
    """A picture as a block holds it."""
    image = get_image_model().objects.create(title="Way in", file=get_test_image_file(size=size))
    image.contextual_alt_text, image.decorative = alt, decorative
    return image


def every_block(search: str = "q=club", image=None) -> list[tuple]:
    """One of each, with headings where a block may have some."""
    blocks = [
        ("text", "<h2>Who decides</h2><p>The council.</p><h3>By when</h3><ul><li>Soon</li></ul>"),
        ("callout", {"heading": "Do not miss this", "text": "<p>A date.</p><ul><li>One</li></ul>"}),
        ("steps", {"heading": "Next", "steps": [{"title": "You ask", "text": "Write."}, {"title": "We answer"}]}),
        ("steps", {"heading": "", "steps": [{"title": "They come", "text": ""}]}),
        ("yes_no", {"heading": "Who it is for", "yes": ["You live here"], "no": ["You are 26"]}),
        ("services", {"heading": "Clubs near you", "search": search}),
        ("contact", {"name": "The plan team", "about": "Plans", "phone": "01632 960100", "url": "https://example.org/"}),
        ("law", {"text": "The council must decide.", "reference": "Act 2014, section 36", "url": "https://example.org/"}),
        ("table", {"caption": "Times", "head": ["Day", "Time"], "rows": [["Monday", "9am"], ["Friday", "3pm"]]}),
        ("details", {"summary": "If you live elsewhere", "text": "<p>Ask there.</p>"}),
    ]  # fmt: skip
    return [*blocks, ("picture", {"image": image, "caption": "Come in here"})] if image else blocks

"""The words of a page as its readers see them, one paragraph, heading or point of a list a line.

For the reading level, the checks before publishing, the search and the count of words. What is no text
(addresses, signs, dates, the query of a saved search) is left out.
"""

import re
from collections.abc import Iterator
from html import unescape

from django.db.models import Field, Model
from django.utils.html import strip_tags
from wagtail.blocks import (
    Block,
    CharBlock,
    ListBlock,
    RichTextBlock,
    StreamBlock,
    StreamValue,
    StructBlock,
    TextBlock,
)
from wagtail.fields import RichTextField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page
from wagtail.search.index import SearchField

BLOCK_END = re.compile(r"</(?:p|h[1-6]|li|td|th|tr|div|blockquote)>|<br\s*/?>", re.IGNORECASE)
HEADING = re.compile(r"<h[1-6][\s>]", re.IGNORECASE)
# Parts of blocks that say what stands below them.
HEADING_NAMES = frozenset({"caption", "heading", "question", "summary", "title"})


class Heading(str):
    """A line that says what stands below it; it tells the search more than the text does."""

    __slots__ = ()


def lines_of_html(html: str) -> Iterator[str]:
    """The text of rich text, one block a line."""
    for piece in BLOCK_END.split(html or ""):
        if line := " ".join(unescape(strip_tags(piece)).split()):
            yield Heading(line) if HEADING.search(piece) else line


def lines_of_text(text: str) -> Iterator[str]:
    """Plain text without its empty lines."""
    return (line for line in (piece.strip() for piece in str(text or "").splitlines()) if line)


def lines_of_block(block: Block, value) -> Iterator[str]:
    """The text of a value of a block, with that of all blocks in it."""
    if value is None or isinstance(block, ImageBlock):
        return
    if isinstance(block, RichTextBlock):
        yield from lines_of_html(value.source)
    elif isinstance(block, StreamBlock):
        for child in value:
            yield from lines_of_block(child.block, child.value)
    elif isinstance(block, StructBlock):
        for name, child in block.child_blocks.items():
            lines = lines_of_block(child, value.get(name))
            yield from map(Heading, lines) if name in HEADING_NAMES else lines
    elif isinstance(block, ListBlock):
        for item in value:
            yield from lines_of_block(block.child_block, item)
    elif isinstance(block, CharBlock | TextBlock) and block.get_searchable_content(value):
        yield from lines_of_text(value)


def lines_of_field(page: Model, field: Field) -> Iterator[str]:
    """The text of one field of a page."""
    value = field.value_from_object(page)
    if isinstance(value, StreamValue):
        yield from lines_of_block(value.stream_block, value)
    elif isinstance(field, RichTextField):
        yield from lines_of_html(value)
    else:
        yield from lines_of_text(value)


def word_fields(page: Page) -> Iterator[Field]:
    """The fields that a page declares as words for the search, the title first."""
    names = dict.fromkeys(field.field_name for field in page.get_search_fields() if isinstance(field, SearchField))
    fields = {field.name: field for field in page._meta.concrete_fields}
    for name in sorted(names, key=lambda name: name != "title"):
        if name in fields:
            yield fields[name]


def lines_of_page(page: Model) -> Iterator[str]:
    """The words of a page, the title first."""
    for field in word_fields(page):
        yield from lines_of_field(page, field)

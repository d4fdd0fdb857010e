"""Links as they stand in rich text, blocks and fields of a page."""

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import Any

from django.db.models import Model, URLField
from wagtail.blocks import (
    CharBlock,
    ListBlock,
    PageChooserBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
    URLBlock,
)
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock

from localoffer.core.registries import FoundLink

LONGEST_TEXT = 200
# A field of plain text that holds an address and nothing else: some blocks take "/find/" as well as a whole address.
ADDRESS = re.compile(r"(?:https?://|/(?!/))\S*\Z")
NOT_WEB = ("mailto:", "tel:", "sms:", "#")

Pair = tuple[str, str]
"""Address and words of a link."""


class AnchorReader(HTMLParser):
    """The links of rich text as the editor stores it: `page:7` and `document:3` for links inside."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Pair] = []
        self._url: str | None = None
        self._text: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self._url, self._text = _stored_url(dict(attrs)), []

    def handle_data(self, data):
        self._text.append(data)

    def handle_endtag(self, tag):
        if tag == "a" and self._url:
            self.found.append((self._url, " ".join("".join(self._text).split())))
        if tag == "a":
            self._url = None


def _stored_url(attributes: dict[str, str | None]) -> str:
    kind, number = attributes.get("linktype"), attributes.get("id") or ""
    if kind in {"page", "document"} and number.isdecimal():
        return f"{kind}:{number}"
    return (attributes.get("href") or "").strip()


def links_in_html(html: str) -> list[Pair]:
    """Addresses and words of the links in rich text."""
    reader = AnchorReader()
    reader.feed(html)
    reader.close()
    return reader.found


def links_in_block(block: Any, value: Any) -> Iterator[Pair]:
    """The links in the value of a block, however deep they stand."""
    if value is None or isinstance(block, ImageBlock):  # a picture, not the parts that its block is made of
        return
    if isinstance(block, StreamBlock | ListBlock | StructBlock):
        for child in _children(block, value):
            yield from links_in_block(child.block, child.value)
    elif isinstance(block, RichTextBlock):
        yield from links_in_html(value.source)
    elif isinstance(block, PageChooserBlock):
        yield f"page:{value.pk}", str(value)
    elif isinstance(block, URLBlock) or (isinstance(block, CharBlock) and ADDRESS.match(str(value))):
        yield str(value), ""


def _children(block: Any, value: Any) -> Iterable[Any]:
    if isinstance(block, StructBlock):
        return value.bound_blocks.values()
    return value.bound_blocks if isinstance(block, ListBlock) else value


def links_in_record(record: Model) -> Iterator[FoundLink]:
    """The links in all fields of a page or another record; those to mailboxes and phones are left out."""
    for field in record._meta.concrete_fields:
        for url, text in _links_in_field(field, getattr(record, field.attname)):
            if url and not url.lower().startswith(NOT_WEB):
                yield FoundLink(url, text[:LONGEST_TEXT], str(field.verbose_name))


def _links_in_field(field: Any, value: Any) -> Iterator[Pair]:
    if not value:
        return
    if isinstance(field, RichTextField):
        yield from links_in_html(value)
    elif isinstance(field, StreamField):
        yield from links_in_block(field.stream_block, value)
    elif isinstance(field, URLField):
        yield value, ""

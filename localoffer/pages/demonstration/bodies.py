"""Blocks of the content files as values of StreamFields."""

from collections.abc import Iterable, Mapping
from typing import Any

from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.rich_text import RichText

from .links import Addresses

Raw = Mapping[str, Any]
WORDS = (
    blocks.CharBlock,
    blocks.TextBlock,
    blocks.RichTextBlock,
    blocks.URLBlock,
    blocks.EmailBlock,
    blocks.ChoiceBlock,
)


def fill_in(page: Page) -> None:
    """Give every block the empty words that the editor would save; translating a page stumbles over None."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            _fill_in(field.stream_block, getattr(page, field.name))


def _fill_in(block: blocks.Block, value: Any) -> None:
    if value is None:
        return
    if isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            value.setdefault(name, None)
            if value[name] is None and isinstance(child, WORDS):
                value[name] = child.normalize("")
            _fill_in(child, value[name])
    elif isinstance(block, blocks.StreamBlock):
        for bound in value:
            _fill_in(bound.block, bound.value)
    elif isinstance(block, blocks.ListBlock):
        for bound in value.bound_blocks:
            _fill_in(bound.block, bound.value)


class Bodies:
    """Turns what a file says into what a field holds."""

    def __init__(self, addresses: Addresses) -> None:
        self.addresses = addresses

    def html(self, text: str) -> str:
        return self.addresses.linked(text.strip())

    def rich(self, text: str) -> RichText:
        return RichText(self.html(text))

    def body(self, blocks: Iterable[Raw]) -> list[tuple[str, Any]]:
        """The blocks of a page or of a part."""
        return [(block["kind"].replace("-", "_"), self._value(block)) for block in blocks]

    def parts(self, parts: Iterable[Raw]) -> list[tuple[str, Any]]:
        return [
            (
                "part",
                {
                    "title": part["title"],
                    "address": "",
                    "answer": part.get("answer", ""),
                    "body": self.body(part.get("block", ())),
                },
            )
            for part in parts
        ]

    def links(self, name: str, links: Iterable[Raw]) -> list[tuple[str, Any]]:
        return [
            (
                name,
                {
                    "label": link["label"],
                    "about": link.get("about", ""),
                    "address": link.get("link") or link.get("url") or "",
                },
            )
            for link in links
        ]

    def tasks(self, name: str, links: Iterable[Raw]) -> list[tuple[str, Any]]:
        """Links with a sign."""
        found = self.links(name, links)
        return [
            (kind, value | {"icon": link.get("icon", "")}) for (kind, value), link in zip(found, links, strict=True)
        ]

    def sources(self, sources: Iterable[Raw]) -> list[tuple[str, Any]]:
        return [
            ("source", {"label": source["label"], "url": source.get("url", ""), "as_of": source.get("as_of")})
            for source in sources
        ]

    def questions(self, questions: Iterable[Raw]) -> list[tuple[str, Any]]:
        return [
            (
                "question",
                {"question": row["question"], "answer": row["answer"], "more": self.rich(row.get("more", ""))},
            )
            for row in questions
        ]

    def rows(self, rows: Iterable[Raw]) -> list[tuple[str, Any]]:
        return [("row", {"icon": row.get("icon", ""), "text": self.rich(row["text"])}) for row in rows]

    def _value(self, block: Raw) -> Any:
        kind = block["kind"]
        if kind == "text":
            return self.rich(block["html"])
        if kind == "callout":
            return {"heading": block["heading"], "text": self.rich(block["html"])}
        if kind == "details":
            return {"summary": block["summary"], "text": self.rich(block["html"])}
        if kind == "steps":
            steps = [{"title": step["title"], "text": step.get("text", "")} for step in block["step"]]
            return {"heading": block.get("heading", ""), "steps": steps}
        return {name: value for name, value in block.items() if name != "kind"}

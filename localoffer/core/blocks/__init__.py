"""Blocks that any app's pages may use. An app gathers the ones that it wants in a StreamBlock of its own."""

from .law import LawBlock, SourceBlock
from .media import PictureBlock
from .people import ContactBlock
from .text import CalloutBlock, DetailsBlock, StepsBlock, TableBlock, TextBlock, YesNoBlock

__all__ = [
    "CalloutBlock",
    "ContactBlock",
    "DetailsBlock",
    "LawBlock",
    "PictureBlock",
    "SourceBlock",
    "StepsBlock",
    "TableBlock",
    "TextBlock",
    "YesNoBlock",
]

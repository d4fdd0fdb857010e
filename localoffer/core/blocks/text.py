"""Words in their usual forms: text, call-out, steps, yes and no, table, extras."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, RichTextBlock, StructBlock
from wagtail.blocks import TextBlock as LongTextBlock

FEATURES = settings.RICH_TEXT_FEATURES
SMALL_FEATURES = settings.SMALL_RICH_TEXT_FEATURES


class TextBlock(RichTextBlock):
    """Running text with headings, lists and links."""

    def __init__(self, **kwargs):
        super().__init__(features=FEATURES, **kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Running text with headings, lists and links")
        template = "blocks/text.html"
        preview_value = "<p>Write short sentences. Say “you” and “we”.</p>"


class CalloutBlock(StructBlock):
    """A boxed note for something families must not miss."""

    heading = CharBlock(label=_("heading"), max_length=80)
    text = RichTextBlock(label=_("text"), features=SMALL_FEATURES)

    class Meta:
        icon = "warning"
        label = _("Call-out")
        description = _("A boxed note for something families must not miss. One a page at most.")
        template = "blocks/callout.html"
        preview_value = {
            "heading": "You do not need a diagnosis",
            "text": "<p>Help depends on what your child needs.</p>",
        }


class StepBlock(StructBlock):
    title = CharBlock(
        label=_("what happens"), max_length=100, help_text=_("Say who acts: “You ask”, “The council decides”.")
    )
    text = LongTextBlock(label=_("in more words"), required=False, max_length=800)

    class Meta:
        icon = "order"
        label = _("Step")


class StepsBlock(StructBlock):
    """What happens, in order."""

    heading = CharBlock(label=_("heading"), required=False, max_length=80)
    steps = ListBlock(StepBlock(), label=_("steps"), min_num=2, max_num=12)

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        description = _("Numbered steps: who does what, in order")
        template = "blocks/steps.html"
        preview_value = {
            "heading": "How to ask",
            "steps": [{"title": "You ask", "text": ""}, {"title": "We answer", "text": ""}],
        }


class YesNoBlock(StructBlock):
    """Who it is for and who it is not for, point by point."""

    heading = CharBlock(label=_("heading"), required=False, max_length=80)
    yes = ListBlock(CharBlock(max_length=200), label=_("yes, if"))
    no = ListBlock(CharBlock(max_length=200), label=_("no, if"), default=[])

    class Meta:
        icon = "tick"
        label = _("Yes and no")
        description = _("Who it is for and who it is not for")
        template = "blocks/yes_no.html"
        preview_value = {"heading": "Who it is for", "yes": ["You live in the area"], "no": ["You are over 25"]}


class TableBlock(StructBlock):
    """A small table; on a phone each row stacks. The first cell names the row."""

    caption = CharBlock(label=_("what the table shows"), max_length=120)
    head = ListBlock(CharBlock(max_length=80), label=_("headings of the columns"), min_num=2, max_num=5)
    rows = ListBlock(ListBlock(CharBlock(max_length=300)), label=_("rows"), min_num=1, max_num=40)

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("A small table of facts, like days and times")
        template = "blocks/table.html"
        preview_value = {"caption": "Times", "head": ["Day", "Time"], "rows": [["Monday", "9am"]]}

    def clean(self, value):
        value = super().clean(value)
        columns = len(value["head"])
        for number, row in enumerate(value["rows"], start=1):
            if len(row) != columns:
                raise ValidationError(
                    _("Row %(row)d has %(cells)d cells, but the table has %(columns)d columns."),
                    params={"row": number, "cells": len(row), "columns": columns},
                )
        return value


class DetailsBlock(StructBlock):
    """An optional extra that opens on a press. Never something that everybody needs."""

    summary = CharBlock(label=_("words to press"), max_length=100)
    text = RichTextBlock(label=_("text"), features=SMALL_FEATURES)

    class Meta:
        icon = "arrow-down-big"
        label = _("Optional extra")
        description = _("Opens on a press; only for what most readers do not need")
        template = "blocks/details.html"
        preview_value = {"summary": "If you live outside the area", "text": "<p>Ask your own council.</p>"}

"""The blocks of our pages, in the order in which the editor offers them."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, RichTextBlock, StreamBlock, StructBlock

from directory.blocks import ServicesBlock
from localoffer.core.blocks import (
    CalloutBlock,
    ContactBlock,
    DetailsBlock,
    LawBlock,
    PictureBlock,
    StepsBlock,
    TableBlock,
    TextBlock,
    YesNoBlock,
)

from .icons import IconBlock


class QuestionBlock(StructBlock):
    """A real question, its answer in one sentence, and more for who wants it."""

    question = CharBlock(label=_("question"), max_length=160, help_text=_("As a family would ask it."))
    answer = CharBlock(label=_("answer in one sentence"), max_length=300)
    more = RichTextBlock(label=_("more"), required=False, features=settings.SMALL_RICH_TEXT_FEATURES)

    class Meta:
        icon = "help"
        label = _("Question")
        template = "blocks/question.html"


class EasyReadRowBlock(StructBlock):
    """One idea: a picture on the left, a short text on the right."""

    icon = IconBlock(label=_("sign"), required=False)
    picture = PictureBlock(label=_("or a picture"), required=False)
    text = RichTextBlock(
        label=_("text"), features=["bold"], help_text=_("One idea. Hard words in bold, with what they mean.")
    )

    class Meta:
        icon = "list-ul"
        label = _("Row")
        template = "blocks/easy_read_row.html"


class LinkBlock(StructBlock):
    """A way on, with the words that a reader looks for."""

    label = CharBlock(label=_("words"), max_length=100)
    about = CharBlock(label=_("one line about it"), required=False, max_length=200)
    address = CharBlock(
        label=_("address"),
        max_length=500,
        help_text=_("An address on this site that begins with /, or a whole address."),
    )

    class Meta:
        icon = "link"
        label = _("Link")


class BodyBlock(StreamBlock):
    """Everything that a page or a part of a guide may hold."""

    text = TextBlock()
    callout = CalloutBlock()
    steps = StepsBlock()
    yes_no = YesNoBlock()
    services = ServicesBlock()
    contact = ContactBlock()
    law = LawBlock()
    table = TableBlock()
    picture = PictureBlock()
    details = DetailsBlock()


class PartBlock(StructBlock):
    """One part of a guide, with a page of its own."""

    title = CharBlock(label=_("title"), max_length=100, help_text=_("A question or a short name."))
    address = CharBlock(
        label=_("address of this part"),
        required=False,
        max_length=60,
        help_text=_("Leave empty: it is made from the title. Once families have the link, do not change it."),
    )
    answer = CharBlock(label=_("short answer"), required=False, max_length=400)
    body = BodyBlock(label=_("content"))

    class Meta:
        icon = "doc-full"
        label = _("Part")

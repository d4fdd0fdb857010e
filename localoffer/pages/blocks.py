"""The blocks of our pages, in the order in which the editor offers them."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, RichTextBlock, StreamBlock, StructBlock, StructBlockValidationError
from wagtail.images.blocks import ImageBlock

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

# One slash: two would be another site.
OWN_ADDRESS = re.compile(r"/(?![/\\])\S*\Z|#\S+\Z")
check_web_address = URLValidator(schemes=["https", "http"])


def is_web_address(address: str) -> bool:
    """Whether this is a whole address of a website."""
    try:
        check_web_address(address)
    except ValidationError:
        return False
    return True


class QuestionBlock(StructBlock):
    """A real question, its answer in one sentence, and more for who wants it."""

    question = CharBlock(label=_("question"), max_length=160, help_text=_("As a family would ask it."))
    answer = CharBlock(label=_("answer in one sentence"), max_length=300)
    more = RichTextBlock(label=_("more"), required=False, features=settings.SMALL_RICH_TEXT_FEATURES)

    class Meta:
        icon = "help"
        label = _("Question")
        description = _("A question and its answer; the first sentence answers it")
        template = "blocks/question.html"
        preview_value = {
            "question": "Does my child need a diagnosis?",
            "answer": "No. Help depends on what your child needs.",
        }


class EasyReadRowBlock(StructBlock):
    """One idea: a picture on the left, a short text on the right."""

    icon = IconBlock(label=_("sign"), required=False)
    picture = ImageBlock(label=_("or a picture"), required=False)
    text = RichTextBlock(
        label=_("text"), features=["bold"], help_text=_("One idea. Hard words in bold, with what they mean.")
    )

    class Meta:
        icon = "list-ul"
        label = _("Row")
        description = _("One idea: a sign or a picture, and a short text")
        template = "blocks/easy_read_row.html"
        preview_value = {"icon": "phone", "text": "<p>You can call us. The call is free.</p>"}

    def clean(self, value):
        value = super().clean(value)
        if not self.is_deferred_validation and not (value["icon"] or value["picture"]):
            raise StructBlockValidationError(
                block_errors={"icon": ValidationError(_("Choose a sign or a picture. Each row needs one."))}
            )
        return value


class LinkBlock(StructBlock):
    """A way on, with the words that a reader looks for."""

    label = CharBlock(label=_("words"), max_length=100)
    about = CharBlock(label=_("one line about it"), required=False, max_length=200)
    address = CharBlock(
        label=_("address"),
        max_length=500,
        search_index=False,
        help_text=_("An address on this site that begins with /, or a whole address."),
    )

    class Meta:
        icon = "link"
        label = _("Link")
        description = _("A way on: words, one line about it, and an address")

    def clean(self, value):
        value = super().clean(value)
        address = value["address"].strip()
        if address and not (OWN_ADDRESS.match(address) or is_web_address(address)):
            raise StructBlockValidationError(
                block_errors={
                    "address": ValidationError(
                        _("Enter an address on this site, like /education/, or a whole one, like https://www.nhs.uk.")
                    )
                }
            )
        value["address"] = address
        return value


class TaskBlock(LinkBlock):
    """A top task: a way on with a sign."""

    icon = IconBlock(label=_("sign"), required=False)

    class Meta:
        icon = "pick"
        label = _("Top task")


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
        search_index=False,
        help_text=_("Leave empty: it is made from the title. Once families have the link, do not change it."),
    )
    answer = CharBlock(label=_("short answer"), required=False, max_length=400)
    body = BodyBlock(label=_("content"))

    class Meta:
        icon = "doc-full"
        label = _("Part")
        description = _("One part of a guide, with a page of its own")

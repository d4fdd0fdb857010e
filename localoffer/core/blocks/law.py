"""Where a fact or a rule comes from. Legal references stand in small print, never inside a sentence."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, DateBlock, StructBlock, URLBlock


class SourceBlock(StructBlock):
    """One source of a page, with the day on which it said so."""

    label = CharBlock(
        label=_("source"), max_length=200, help_text=_("Like “Children and Families Act 2014, section 36”.")
    )
    url = URLBlock(label=_("address"), required=False, max_length=300)
    as_of = DateBlock(label=_("looked at on"), required=False)

    class Meta:
        icon = "link"
        label = _("Source")
        template = "blocks/source.html"


class LawBlock(StructBlock):
    """A rule in plain words, with its legal reference in small print."""

    text = CharBlock(label=_("the rule in plain words"), max_length=300)
    reference = CharBlock(label=_("legal reference"), max_length=200)
    url = URLBlock(label=_("address"), required=False, max_length=300)

    class Meta:
        icon = "clipboard-list"
        label = _("What the law says")
        description = _("One rule, with the law in small print")
        template = "blocks/law.html"
        preview_value = {
            "text": _("The council must decide within the time that the law sets."),
            "reference": "SEND Regulations 2014",
        }

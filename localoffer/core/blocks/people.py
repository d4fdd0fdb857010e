"""Whom to ask."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, EmailBlock, StructBlock, URLBlock


class ContactBlock(StructBlock):
    """A team or an organisation to ask, with at least one way to reach it."""

    name = CharBlock(label=_("team or organisation"), max_length=120)
    about = CharBlock(label=_("what they help with"), required=False, max_length=200)
    phone = CharBlock(label=_("phone"), required=False, max_length=30)
    hours = CharBlock(label=_("phone hours"), required=False, max_length=80)
    email = EmailBlock(label=_("e-mail"), required=False)
    url = URLBlock(label=_("website"), required=False, max_length=300)

    class Meta:
        icon = "user"
        label = _("Whom to ask")
        description = _("A team, with its phone, e-mail or website")
        template = "blocks/contact.html"
        preview_value = {"name": _("SEND Local Offer team"), "phone": "01632 960100"}

    def clean(self, value):
        value = super().clean(value)
        if not (value["phone"] or value["email"] or value["url"]):
            raise ValidationError(_("Give a phone number, an e-mail or a website, so that families can reach them."))
        return value

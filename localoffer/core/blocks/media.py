"""Pictures. A picture says what it shows, or that it is decoration."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock
from wagtail.images.blocks import ImageBlock


class PictureBlock(StructBlock):
    """A picture with a caption."""

    image = ImageBlock(label=_("picture"))
    caption = CharBlock(label=_("caption"), required=False, max_length=200)

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("A picture with words for people who cannot see it")
        template = "blocks/picture.html"
        preview_template = "blocks/picture_example.html"  # a site may have no picture yet

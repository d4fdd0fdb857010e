"""Small parts of the directory's pages."""

from django import template
from django.utils.safestring import SafeString

from ..presentation import controls

register = template.Library()

register.simple_tag(controls.sort_options)


@register.simple_tag(takes_context=True)
def same_for_all(context, name: str) -> SafeString:
    """A part of a page that shows nothing but the council's settings, made once in each process.

    Like `frame_piece`, for the directory's own templates; it is forgotten when the settings change.
    """
    return context["frame"].filled(name, {})

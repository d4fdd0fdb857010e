"""Parts of the CMS that apps fill."""

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from ..registries import editor_notes

register = template.Library()


@register.simple_tag(takes_context=True, name="editor_notes")
def notes(context, record) -> SafeString:
    """What apps have to say above the form of a record that exists."""
    if not record.pk:
        return SafeString("")
    request = context["request"]
    return format_html_join("", "{}", ((note.render(request, record),) for note in editor_notes))

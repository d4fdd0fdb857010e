"""Text of the CMS in the right place of a page: its headings go on from the heading above it."""

import re
from itertools import zip_longest

from django import template
from django.utils.html import conditional_escape, linebreaks
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import RichText
from wagtail.templatetags.wagtailcore_tags import richtext

from ..file_links import with_file_words
from ..registries import text_filters

register = template.Library()

# Editors write h2 and h3; a part of a longer page needs its headings one or two levels lower.
WRITTEN_FROM = 2
LOWEST = 6
HEADING = re.compile(r"(</?h)([1-6])(?=[\s>])", re.IGNORECASE)


@register.simple_tag(takes_context=True)
def rich_text(context, value: RichText | str) -> SafeString:
    """Rich text whose headings begin at the context's `level`, which is 2 where nothing says otherwise."""
    down = int(context.get("level") or WRITTEN_FROM) - WRITTEN_FROM
    html = with_file_words(str(richtext(value or "")))
    if down:
        html = HEADING.sub(lambda found: f"{found[1]}{min(LOWEST, int(found[2]) + down)}", html)
    return _filtered(context, html)


@register.simple_tag(takes_context=True)
def plain_text(context, value: str, paragraphs: bool = False) -> SafeString:
    """Words without markup as they stand in a page, escaped; with `paragraphs`, an empty line begins a new one."""
    return _filtered(context, linebreaks(value, autoescape=True) if paragraphs else conditional_escape(value))


def _filtered(context, html: str) -> SafeString:
    """Safe HTML with what other apps do to the text of pages."""
    for each in text_filters:
        html = each.apply(context, html)
    return mark_safe(html)  # noqa: S308 escaped, or made by Wagtail from what its editor lets through


@register.filter
def below(level: int | str | None) -> int:
    """The level of the headings under a heading of this level."""
    return min(LOWEST, int(level or WRITTEN_FROM) + 1)


@register.filter
def beside(heads, row) -> list[tuple[str, str]]:
    """The cells of a row, each with the heading of its column; a draft may have more or fewer cells."""
    return list(zip_longest(heads, row, fillvalue=""))[: max(len(row), 1)]

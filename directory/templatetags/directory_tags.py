"""Small parts of the directory's pages."""

from collections.abc import Iterable, Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()

BRANCH = " lo-filters__branch"
CHECKBOX = (
    '<div class="govuk-checkboxes__item{}">'
    '<input class="govuk-checkboxes__input" id="{}-{}" name="{}" type="checkbox" value="{}" form="find"{}>'
    '<label class="govuk-label govuk-checkboxes__label" for="{}-{}">{} '
    '<span class="lo-filters__count">({})</span></label></div>'
)


@register.simple_tag
def filter_options(group) -> SafeString:
    """The checkboxes of a filter. One flat join: nested template loops would cost more than the search."""
    first = _checkboxes(group.name, [option for option in group.options if not option.hidden])
    rest = [option for option in group.options if option.hidden]
    if rest:
        more = format_html(
            '<details class="lo-filters__all"><summary class="lo-filters__more">{}</summary>{}</details>',
            _("Show all %(n)d") % {"n": len(group.options)},
            _checkboxes(group.name, rest),
        )
    else:
        more = SafeString("")
    return format_html('<div class="govuk-checkboxes govuk-checkboxes--small">{}{}</div>', first, more)


def _checkboxes(name: str, options: Sequence) -> SafeString:
    return format_html_join("", CHECKBOX, _fields(name, options))


def _fields(name: str, options: Iterable) -> Iterable[tuple]:
    checked = SafeString(" checked")
    for option in options:
        value = option.value
        yield (
            BRANCH if option.depth else "",
            name,
            value,
            name,
            value,
            checked if option.checked else "",
            name,
            value,
            option.label,
            option.count,
        )

"""Small parts of the directory's pages."""

from collections.abc import Iterable, Iterator, Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()

SHOWN = 8
"""Values of a filter that show at once."""
CHECKBOX = (
    '<div class="govuk-checkboxes__item{}">'
    '<input class="govuk-checkboxes__input" id="{}-{}" name="{}" type="checkbox" value="{}" form="find"{}>'
    '<label class="govuk-label govuk-checkboxes__label" for="{}-{}">{} '
    '<span class="lo-filters__count">({})</span></label></div>'
)
FOLDED = '<details class="lo-filters__all"{}><summary class="lo-filters__more">{}</summary>{}</details>'
CHECKED, OPEN = SafeString(" checked"), SafeString(" open")


@register.simple_tag
def filter_options(group) -> SafeString:
    """The checkboxes of a filter. Flat joins: nested template loops would cost more than the search itself."""
    options = group.options
    if len(options) <= SHOWN:
        parts = [_checkboxes(group.name, options)]
    elif any(option.depth for option in options):
        parts = list(_tree(group.name, options))
    else:
        rest = [option for option in options if option.hidden]
        parts = [
            _checkboxes(group.name, [option for option in options if not option.hidden]),
            _folded(group.name, rest, _("Show all %(n)d") % {"n": len(options)}) if rest else "",
        ]
    inner = format_html_join("", "{}", ((part,) for part in parts))
    return format_html('<div class="govuk-checkboxes govuk-checkboxes--small">{}</div>', inner)


def _tree(name: str, options: Sequence) -> Iterator[SafeString]:
    """All top values, each followed by its own values, folded until one of them is chosen."""
    for branch in _branches(options):
        yield _checkboxes(name, branch[:1])
        if rest := branch[1:]:
            words = _("Show all %(n)d in %(topic)s") % {"n": len(rest), "topic": branch[0].label}
            yield _folded(name, rest, words)


def _branches(options: Iterable) -> list[list]:
    branches: list[list] = []
    for option in options:
        if option.depth == 0 or not branches:
            branches.append([])
        branches[-1].append(option)
    return branches


def _folded(name: str, options: Sequence, words: str) -> SafeString:
    is_open = any(option.checked for option in options)
    return format_html(FOLDED, OPEN if is_open else "", words, _checkboxes(name, options))


def _checkboxes(name: str, options: Iterable) -> SafeString:
    return format_html_join("", CHECKBOX, _fields(name, options))


def _fields(name: str, options: Iterable) -> Iterator[tuple]:
    for option in options:
        value = option.value
        look = " lo-filters__branch" if option.depth else ""
        if not option.count:
            look += " lo-filters__none"
        checked = CHECKED if option.checked else ""
        yield look, name, value, name, value, checked, name, value, option.label, option.count

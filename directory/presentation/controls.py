"""The controls of the filters as HTML.

A page has some hundred of them. Templates with nested loops would cost more than the search itself, so they
are put together here: `format_html` makes each part once, and what is remembered is only joined.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from ..filters import Group, Option, ServiceFilterSet

SHOWN = 8
"""Values of a filter that show at once."""
FEW = 3
"""Values of one branch of a tree that are not worth folding."""
MILES = (1, 2, 5, 10, 20)
WITH_DISTANCE, WITH_PRICE = "where", "cost"
"""The filters that distance and price stand in, where a council has them."""

BEFORE_CHECKED = (
    '<div class="govuk-checkboxes__item{look}"><input class="govuk-checkboxes__input" id="{name}-{value}" '
    'name="{name}" type="checkbox" value="{value}" form="find"'
)
AFTER_CHECKED = (
    '><label class="govuk-label govuk-checkboxes__label" for="{name}-{value}">{label} <span class="lo-filters__count">('
)
END = ")</span></label></div>"
FIELD = (
    '<div class="govuk-form-group{problem_look}"><label class="govuk-label" for="{name}">{label}</label>'
    "{message}{control}</div>"
)
NUMBER = (
    '<input class="govuk-input" id="{name}" name="{name}" form="find" type="text" inputmode="decimal" maxlength="12" '
    'value="{value}"{described}>'
)
SELECT = '<select class="govuk-select lo-full" id="{name}" name="{name}" form="find"{described}>{options}</select>'
MESSAGE = '<p class="govuk-error-message" id="{}-error">{}</p>'
DESCRIBED = ' aria-describedby="{}-error"'
OF_TOPIC = '{}<span class="govuk-visually-hidden"> {}</span>'
OPTION = '<option value="{}"{}>{}</option>'
SELECTED = SafeString(" selected")


def filter_fields(filterset: ServiceFilterSet, typed: dict[str, str]) -> SafeString:
    """All filters in the officers' order, age first, each value with its number of services."""
    problems, words = filterset.problems, _words(get_language())
    age = _number("age", words.age_in_years, typed["age"], problems.get("age", ""))
    price = _number("price", words.price_up_to, typed["price"], problems.get("price", ""))
    distance = _distance(filterset)
    groups = {group.name: group for group in filterset.groups}
    made = [_fieldset(words.age, age)]
    if WITH_DISTANCE not in groups:
        made.append(_fieldset(words.distance, distance))
    if WITH_PRICE not in groups:
        made.append(_fieldset(words.price, price))
    extras = {WITH_DISTANCE: distance, WITH_PRICE: price}
    made += (
        _fieldset(group.label, extras.get(group.name, ""), _choices(group), group.hint) for group in groups.values()
    )
    return _joined(made)


class Words(NamedTuple):
    """Words of the controls in one language."""

    age: str
    age_in_years: str
    distance: str
    price: str
    price_up_to: str


@lru_cache(maxsize=20)
def _words(_language: str | None) -> Words:
    return Words(
        age=_("Age"),
        age_in_years=_("Age in years, 0 to 25"),
        distance=_("Distance"),
        price=_("Price"),
        price_up_to=_("Up to how many pounds"),
    )


def sort_options(chosen: str) -> SafeString:
    """The orders that results can have."""
    return _sort_options(chosen, get_language())


@lru_cache(maxsize=200)
def _sort_options(chosen: str, _language: str | None) -> SafeString:
    orders = {
        "best": _("Best match"),
        "nearest": _("Nearest"),
        "name": _("Name"),
        "checked": _("Recently checked"),
    }
    return _options(orders.items(), chosen)


def _options(options: Iterable[tuple[str, str]], chosen: str) -> SafeString:
    return _joined(format_html(OPTION, value, SELECTED if value == chosen else "", words) for value, words in options)


def _fieldset(legend: str, control: str, choices: str = "", hint: str = "") -> SafeString:
    return _joined((_begun(legend, hint), control, choices, "</fieldset>"))


@lru_cache(maxsize=200)
def _begun(legend: str, hint: str) -> SafeString:
    explained = format_html('<p class="govuk-hint">{}</p>', hint) if hint else ""
    return format_html("<fieldset><legend>{}</legend>{}", legend, explained)


@lru_cache(maxsize=200)
def _number(name: str, label: str, value: str, problem: str) -> SafeString:
    described = format_html(DESCRIBED, name) if problem else ""
    return _field(name, label, format_html(NUMBER, name=name, value=value, described=described), problem)


def _distance(filterset: ServiceFilterSet) -> SafeString:
    place = filterset.place
    label = _("Distance from %(place)s") % {"place": place.label} if place else _("Distance from your postcode")
    return _distances(label, filterset.query.within, filterset.problems.get("within", ""), get_language())


@lru_cache(maxsize=200)
def _distances(label: str, chosen: float | None, problem: str, _language: str | None) -> SafeString:
    described = format_html(DESCRIBED, "within") if problem else ""
    options = _options(_miles(chosen), f"{chosen:g}" if chosen else "")
    control = format_html(SELECT, name="within", described=described, options=options)
    return _field("within", label, control, problem)


def _miles(chosen: float | None) -> Iterator[tuple[str, str]]:
    """Our distances, and one from elsewhere that is not among them."""
    yield "", _("Any distance")
    for miles in sorted({*MILES, chosen}) if chosen else MILES:
        yield f"{miles:g}", ngettext("Up to %(n)g mile", "Up to %(n)g miles", int(miles)) % {"n": miles}


def _field(name: str, label: str, control: str, problem: str) -> SafeString:
    return format_html(
        FIELD,
        problem_look=" govuk-form-group--error" if problem else "",
        name=name,
        label=label,
        message=format_html(MESSAGE, name, problem) if problem else "",
        control=control,
    )


def _choices(group: Group) -> SafeString:
    """The checkboxes of a filter: all of few, the first of many, the top ones of a tree with the rest folded."""
    options = group.options
    if len(options) <= SHOWN:
        made = _checkboxes(group.name, options)
    elif any(option.depth for option in options):
        made = _tree(group.name, options)
    else:
        made = _checkboxes(group.name, [option for option in options if not option.hidden])
        if rest := [option for option in options if option.hidden]:
            made = chain(made, _folded(group.name, rest, _show_all(len(options), "", get_language())))
    return _joined(('<div class="govuk-checkboxes govuk-checkboxes--small">', *made, "</div>"))


def _tree(name: str, options: Sequence[Option]) -> Iterator[str]:
    """All top values, each followed by its own values; more than a few fold until one of them is chosen."""
    language = get_language()
    branches: list[list[Option]] = []
    for option in options:
        if option.depth == 0 or not branches:
            branches.append([])
        branches[-1].append(option)
    for top, *rest in branches:
        if len(rest) <= FEW:
            yield from _checkboxes(name, [top, *rest])
        else:
            yield from _checkboxes(name, [top])
            yield from _folded(name, rest, _show_all(len(rest), top.label, language))


@lru_cache(maxsize=1_000)
def _show_all(count: int, topic: str, _language: str | None) -> SafeString:
    words = _("Show all %(n)d") % {"n": count}
    return format_html(OF_TOPIC, words, _("in %(topic)s") % {"topic": topic}) if topic else format_html("{}", words)


def _folded(name: str, options: Sequence[Option], words: SafeString) -> Iterator[str]:
    is_open = " open" if any(option.checked for option in options) else ""
    yield f'<details class="lo-filters__all"{is_open}><summary class="lo-filters__more">{words}</summary>'
    yield from _checkboxes(name, options)
    yield "</details>"


def _checkboxes(name: str, options: Iterable[Option]) -> Iterator[str]:
    for option in options:
        before, after = _checkbox(name, option.value, option.label, option.depth, not option.count)
        yield f"{before}{' checked' if option.checked else ''}{after}{option.count}{END}"


@lru_cache(maxsize=5_000)
def _checkbox(name: str, value: str, label: str, depth: int, empty: bool) -> tuple[str, str]:
    """What stands before and after “checked”."""
    look = (" lo-filters__branch" if depth else "") + (" lo-filters__none" if empty else "")
    before = format_html(BEFORE_CHECKED, look=look, name=name, value=value)
    return before, format_html(AFTER_CHECKED, name=name, value=value, label=label)


def _joined(parts: Iterable[str]) -> SafeString:
    """Parts that `format_html` has made, and numbers."""
    return SafeString("".join(parts))

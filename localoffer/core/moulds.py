"""HTML that is rendered once and filled for every visitor.

Most of a page is the same for everybody, and rendering it costs more than everything else that a page does.
A mould is such a part with gaps in it, where the visitor's own values go: the template writes a gap like any
variable, `value="{{ words }}"`, and filling escapes the value just as the template would.

What changes more than a value is a shape: whether there is a message beside a field, which entry of a list is
chosen. Each shape is rendered on its own, so a shape holds few values; what visitors type is never part of it.
"""

import re
import secrets
from collections.abc import Hashable, Iterable, Mapping
from html import escape
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

MOST_KEPT = 1_000
# Nobody can guess it, so no words of a visitor or a provider can make a gap.
SECRET = secrets.token_hex(8)
GAP = re.compile(f"<!--{SECRET}:([a-z_]+)-->")


def gaps(*names: str) -> dict[str, SafeString]:
    """Gaps as values for a template's context."""
    return {name: SafeString(f"<!--{SECRET}:{name}-->") for name in names}


class Mould:
    """A part of a page with gaps."""

    __slots__ = ("_gaps", "_names", "_pieces")

    def __init__(self, html: str) -> None:
        self._pieces = GAP.split(html)
        self._gaps = self._pieces[1::2]
        self._names = frozenset(self._gaps)

    def filled(self, values: Mapping[str, Any]) -> SafeString:
        """The HTML with its gaps filled; a value that is not HTML already is escaped."""
        pieces = self._pieces.copy()
        escaped = {gap: _escaped(values[gap]) for gap in self._names}
        pieces[1::2] = [escaped[gap] for gap in self._gaps]
        return SafeString("".join(pieces))


def _escaped(value: Any) -> str:
    """What `conditional_escape` gives, without its detour for text that is plainly text."""
    return escape(value) if type(value) is str else conditional_escape(value)


class Moulds:
    """The moulds of one process, as long as the council's settings stay as they are."""

    def __init__(self) -> None:
        self._made: dict[tuple[Hashable, ...], Mould] = {}

    def of(
        self, template: str, names: Iterable[str], shape: Mapping[str, Hashable], language: str, **context: object
    ) -> Mould:
        """The template with gaps of these names. It is rendered once for each language and shape."""
        key = (template, language, *shape.values())
        mould = self._made.get(key)
        if mould is None:
            mould = Mould(render_to_string(template, {**context, **shape, **gaps(*names)}))
            if len(self._made) >= MOST_KEPT:
                self._made = {}
            self._made[key] = mould
        return mould

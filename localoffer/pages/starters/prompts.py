"""Prompts like “⟦Write here: what happens next.⟧”, which must not reach families.

The brackets are signs that nobody types and no language uses: half a prompt is still known by one of them.
"""

import re
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup
from django.utils.translation import ngettext
from wagtail.fields import StreamField

from localoffer.core.registries import Finding

OPEN, CLOSE = "⟦", "⟧"
PROMPT = re.compile(rf"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}?|[^{OPEN}{CLOSE}]*{CLOSE}")
LONGEST = 80


def left_prompts(page) -> Iterator[Finding]:
    """Every field in which a prompt, or a piece of one, was left: it blocks."""
    for field in page._meta.concrete_fields:
        value = field.value_from_object(page)
        if isinstance(field, StreamField):
            value = value.get_prep_value() if value else ""
        if found := [prompt for text in _texts(value) for prompt in prompts_in(text)]:
            yield Finding(_words(found), blocks=True, field=field.name)


def prompts_in(text: str) -> list[str]:
    """Each prompt in a text or in rich text, with its brackets."""
    if OPEN not in text and CLOSE not in text:
        return []
    plain = BeautifulSoup(text, "html.parser").get_text()
    return [" ".join(prompt.split()) for prompt in PROMPT.findall(plain)]


def _texts(value: Any) -> Iterator[str]:
    """Every text in a value, however deep; what is in no text holds no prompt."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)


def _words(found: list[str]) -> str:
    first = found[0] if len(found[0]) <= LONGEST else f"{found[0][: LONGEST - 1]}…"
    return ngettext(
        "“%(first)s” is still there. Write over it, or take it out.",
        "%(number)d prompts are still there. The first is “%(first)s”. Write over them, or take them out.",
        len(found),
    ) % {"first": first, "number": len(found)}

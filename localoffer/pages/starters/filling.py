"""The texts in `texts/<language>/<page type>.toml`: each names fields of the page with what they begin with.

A StreamField is written as Wagtail keeps it: a list of blocks, each with `type` and `value`.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from wagtail.fields import StreamField
from wagtail.models import Page

TEXTS = Path(__file__).resolve().parent / "texts"


def has_starter(page: Page) -> bool:
    """Whether there is a text for this type of page in its language. English headings help no Polish page."""
    return bool(_starter(page))


def fill(page: Page) -> None:
    """Give a new page the text that its type begins with, where there is one; it is not saved."""
    for name, value in _starter(page).items():
        field = page._meta.get_field(name)
        setattr(page, name, field.stream_block.to_python(value) if isinstance(field, StreamField) else value)


def _starter(page: Page) -> dict[str, Any]:
    code = page.locale.language_code
    name = page._meta.model_name or ""
    return _read(code, name) or _read(code.partition("-")[0], name)


@cache
def _read(language: str, model_name: str) -> dict[str, Any]:
    path = TEXTS / language / f"{model_name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}

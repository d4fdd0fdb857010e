"""Content of the database in wide letters (Ｈｅａｌｔｈ), so that a test can tell it from words of our own."""

from django.apps import apps
from django.db import models
from wagtail.blocks import CharBlock, ListBlock, RichTextBlock, StreamBlock, StructBlock, TextBlock
from wagtail.fields import StreamField
from wagtail.models import Page

from tests.languages.pseudo import ENGLISH, changed

WIDE = str.maketrans(ENGLISH, "".join(chr(ord(letter) - 0x21 + 0xFF01) for letter in ENGLISH))
APPS = ("core", "directory", "pages")
# Text that is no words: codes, addresses, what a machine reads.
NO_WORDS = frozenset(
    "code short_code slug postcode days dtstart path url_path address search short authority_code phone text_phone"
    " brand_colour link_colour uprn source_ref external_id number content_json".split()
)


def widen(text: str) -> str:
    return changed(text, WIDE)


def widen_content() -> None:
    """Rewrite every text of ours in the database. Rows are written directly, so nothing else changes."""
    for name in APPS:
        for model in apps.get_app_config(name).get_models():
            _widen_rows(model)
    for page in Page.objects.filter(depth__gt=1):
        Page.objects.filter(pk=page.pk).update(title=widen(page.title))


def _widen_rows(model: type[models.Model]) -> None:
    fields = [field for field in model._meta.local_concrete_fields if _holds_words(field)]
    for row in model._base_manager.all() if fields else ():
        values = {field.name: _widened(field, getattr(row, field.name)) for field in fields}
        model._base_manager.filter(pk=row.pk).update(**values)


def _holds_words(field: models.Field) -> bool:
    if isinstance(field, models.EmailField | models.URLField | models.SlugField | models.FileField) or field.choices:
        return False
    return isinstance(field, StreamField | models.CharField | models.TextField) and field.name not in NO_WORDS


def _widened(field: models.Field, value):
    if isinstance(field, StreamField):
        return [
            {**part, "value": _in_block(field.stream_block.child_blocks[part["type"]], part["value"])}
            for part in (value.get_prep_value() if value else [])
        ]
    return widen(value) if isinstance(value, str) else value


def _in_block(block, value):
    if isinstance(block, CharBlock | TextBlock | RichTextBlock) and isinstance(value, str):
        return widen(value)
    if isinstance(block, StructBlock):
        return {
            name: part if name in NO_WORDS else _in_block(block.child_blocks[name], part)
            for name, part in value.items()
        }
    if isinstance(block, StreamBlock):
        return [{**part, "value": _in_block(block.child_blocks[part["type"]], part["value"])} for part in value]
    if isinstance(block, ListBlock):
        return [{**part, "value": _in_block(block.child_block, part["value"])} for part in value]
    return value

"""A page of any type with something in every field, so that its template shows all it can show."""

from datetime import time, timedelta

from django.core.files.base import ContentFile
from django.db import models
from django.utils import timezone
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from localoffer.core.models import OfferPage
from tests.factories.core import TeamFactory

LATER = timedelta(days=30)
AGREED = {"consent_on"}


def page_types() -> list[type[OfferPage]]:
    return sorted(
        (model for model in OfferPage.__subclasses__() if not model._meta.abstract), key=lambda model: model.__name__
    ) + [model for parent in OfferPage.__subclasses__() if parent._meta.abstract for model in parent.__subclasses__()]


def sample_page(model: type[OfferPage], parent: Page) -> OfferPage:
    """A live page with every field filled in, saved without the checks of the editor."""
    values = {}
    for field in model._meta.get_fields():
        if field.concrete and not field.many_to_many and field.model is not Page and not field.auto_created:
            values[field.name] = _value(field)
    values = {name: value for name, value in values.items() if value is not None}
    page = model(
        title="Words of a title", slug=f"sample-{model.__name__.lower()}", live=True, locale=parent.locale, **values
    )
    page.draft_title = page.title
    page.full_clean = lambda *args, **kwargs: None  # sample words need not make sense
    parent.refresh_from_db()
    parent.add_child(instance=page)
    return page


# The first kind that fits counts: a URLField is a CharField too.
BY_KIND = [
    (models.DateTimeField, lambda field: timezone.now() + LATER),
    (models.DateField, lambda field: timezone.localdate() + (timedelta() if field.name in AGREED else LATER)),
    (models.TimeField, lambda field: time(10, 30)),
    (models.FileField, lambda field: ContentFile(b"WEBVTT\n", name="file.vtt")),
    (models.SlugField, lambda field: "words"),
    (models.URLField, lambda field: "https://example.org/"),
    (models.EmailField, lambda field: "sample@example.org"),
    (models.BooleanField, lambda field: None),
    (models.IntegerField, lambda field: 12),
    (models.CharField, lambda field: "Words of a field"[: field.max_length]),
    (models.TextField, lambda field: "Words of a field"),
]
BY_NAME = {"short": "words", "search": "type=health", "postcode": "SS9 1AB"}


def _value(field):
    """Something that fits, or None where the default does."""
    if isinstance(field, StreamField):
        return _stream(field.stream_block)
    if isinstance(field, models.ForeignKey):
        return _related(field)
    if field.choices:
        return next(value for value, _label in field.flatchoices if value)
    if field.name in BY_NAME:
        return BY_NAME[field.name]
    return next((make(field) for kind, make in BY_KIND if isinstance(field, kind)), None)


def _related(field):
    if field.name == "owner_team":
        return TeamFactory()
    if field.related_model is get_image_model():
        return _image()
    return None


def _image():
    """The same everywhere: each other one would be made smaller anew for every place where it stands."""
    title = "Words of a picture"
    images = get_image_model().objects
    return images.filter(title=title).first() or images.create(title=title, file=get_test_image_file())


def _stream(block) -> list[dict]:
    return [
        {"type": name, "value": _in_block(child), "id": f"0b0f4d2c-6f5f-4f9c-8a53-{number:012d}"}
        for number, (name, child) in enumerate(block.child_blocks.items())
    ] * max(1, -(-(block.meta.min_num or 1) // len(block.child_blocks)))


def _in_block(block):
    if isinstance(block, blocks.StreamBlock):
        return _stream(block)
    if isinstance(block, blocks.StructBlock):
        return {name: _in_block(child) for name, child in block.child_blocks.items()}
    if isinstance(block, blocks.ListBlock):
        return [{"type": "item", "value": _in_block(block.child_block), "id": f"id-{n}"} for n in range(2)]
    if isinstance(block, blocks.RichTextBlock):
        return "<p>Words of <b>a text</b>.</p>"
    if isinstance(block, blocks.ChoiceBlock):
        return next((value for value, _label in block.field.choices if value and not isinstance(_label, list)), "")
    return _simple(block)


BLOCKS_BY_KIND = [
    (blocks.URLBlock, "https://example.org/"),
    (blocks.EmailBlock, "sample@example.org"),
    (blocks.IntegerBlock, 2),
    (blocks.BooleanBlock, True),
    (blocks.CharBlock, "Words of a block"),
    (blocks.TextBlock, "Words of a block"),
]
BLOCKS_BY_NAME = {"search": "type=health", "address": "/find/", "phone": "01632 960 001"}


def _simple(block):
    if isinstance(block, blocks.ChooserBlock):
        return _image().pk if block.target_model is get_image_model() else None
    if isinstance(block, blocks.DateBlock):
        return timezone.localdate().isoformat()
    fitting = (value for kind, value in BLOCKS_BY_KIND if isinstance(block, kind))
    return BLOCKS_BY_NAME.get(block.name) or next(fitting, None)

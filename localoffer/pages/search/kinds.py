"""Kinds of pages in words. A kind that is not named here is called what its page type is called."""

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from localoffer.core.models import OfferPage

LABELS = {
    "guide": _("Guide"),
    "page": _("Page"),
    "question": _("Question"),
    "event": _("Event"),
    "news": _("News"),
    "story": _("Story"),
    "document": _("Document"),
    "video": _("Film"),
    "young": _("For young people"),
    "easy-read": _("Easy Read"),
    "glossary": _("What a word means"),
}


def label_of(page: OfferPage) -> str | Promise:
    """The kind of a page as families read it."""
    return LABELS.get(page.search_kind) or capfirst(page._meta.verbose_name)


def kinds_of_pages() -> list[type[OfferPage]]:
    """Every page type that stands in the search: those that name a kind."""
    return [model for model in _below(OfferPage) if model.search_kind and not model._meta.abstract]


def _below(model: type[OfferPage]) -> list[type[OfferPage]]:
    return [each for child in model.__subclasses__() for each in (child, *_below(child))]

"""Which pages somebody may start, and where they would stand."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from wagtail.models import Page

from ..page_rows import offer_page_models, pages_that_may
from .home import add_address


@dataclass(frozen=True)
class Choice:
    """A type of page, and the pages below which one may be started (title, address of the form)."""

    name: str
    label: str
    about: str
    places: list[tuple[str, str]]

    @property
    def address(self) -> str:
        """The second step; where there is but one place, the form itself."""
        if len(self.places) == 1:
            return self.places[0][1]
        return f"{reverse('officers:new-page')}?{urlencode({'kind': self.name})}"


def choices_for(user) -> list[Choice]:
    """Types of page that this person may start now. A type of which the site may have only one is left out once it
    is there."""
    among = pages_that_may(user, "add")
    pages = (Page.objects.all() if among is None else among).filter(depth__gt=1).order_by("path")
    by_type: dict[int, list[tuple[int, str]]] = {}
    for pk, title, kind in pages.values_list("pk", "title", "content_type_id"):
        by_type.setdefault(kind, []).append((pk, title))
    there = dict(Page.objects.order_by().values_list("content_type_id").annotate(number=Count("pk")))
    types = ContentType.objects.get_for_models(*offer_page_models())
    choices = []
    for model in offer_page_models():
        if not model.is_creatable or (model.max_count and there.get(types[model].pk, 0) >= model.max_count):
            continue
        parents = [
            (title, add_address(model, pk))
            for parent in model.allowed_parent_page_models()
            for pk, title in by_type.get(types[parent].pk if parent in types else 0, [])
        ]
        if parents:
            label = capfirst(str(model._meta.verbose_name))
            choices.append(Choice(model._meta.model_name, label, model.get_page_description(), parents))
    return sorted(choices, key=lambda choice: choice.label)

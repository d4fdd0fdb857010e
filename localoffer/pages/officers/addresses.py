"""Addresses of the CMS for records whose kind is known only at run time."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.urls import reverse
from wagtail.models import Page


def snippet_address(model: type[Model], view: str, *args: object) -> str:
    """The address of a snippet's list, form or editor; the CMS home for a model that has none."""
    viewset = getattr(model, "snippet_viewset", None)
    return reverse(viewset.get_url_name(view), args=args) if viewset else reverse("wagtailadmin_home")


def edit_address(model: type[Model], pk: int) -> str:
    """Where a page or a snippet is edited."""
    if issubclass(model, Page):
        return reverse("wagtailadmin_pages:edit", args=[pk])
    return snippet_address(model, "edit", pk)


def model_of(content_type_id: int) -> type[Model] | None:
    """The model of a content type, from memory; None where its app has gone."""
    return ContentType.objects.get_for_id(content_type_id).model_class()

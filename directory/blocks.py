"""Blocks with which pages show what is in the directory."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock

from .presentation.saved_search import clean_query, saved_search


class SearchBlock(CharBlock):
    """A search of the directory, as it stands in the address of the results page."""

    def __init__(self, **kwargs):
        kwargs.setdefault("max_length", 500)
        kwargs.setdefault("label", _("search"))
        kwargs.setdefault(
            "help_text",
            _("Make the search on “Find support”, then paste what stands after the ? there, like type=health."),
        )
        super().__init__(**kwargs)

    def clean(self, value):
        return clean_query(super().clean(value))

    def get_searchable_content(self, value):
        """Nothing: a query string is no text that anybody looks for or reads."""
        return []


class ServicesBlock(StructBlock):
    """Live services of a saved search: a few of them, and the way to all."""

    heading = CharBlock(label=_("heading"), max_length=80)
    search = SearchBlock()

    class Meta:
        icon = "search"
        label = _("Services")
        description = _("Services that match a search; always up to date")
        template = "blocks/directory/services.html"
        preview_value = {"heading": "Therapies near you", "search": "type=health"}

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        return context | {"found": saved_search(value["search"])}

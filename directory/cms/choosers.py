"""Choosing a provider, a place or a service in the editor: found by the same words as in the lists.

The table itself is searched and not Wagtail's index: it knows postcodes, short codes and register numbers,
finds what was imported a second ago, and an import does not have to write every row a second time.
"""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views import chooser

from ..models import Location
from . import columns


class FilterForm(BaseFilterForm):
    q = forms.CharField(
        label=_("Search term"), required=False, widget=forms.TextInput(attrs={"placeholder": _("Search")})
    )

    def filter(self, objects):
        objects = super().filter(objects)
        if words := self.cleaned_data["q"]:
            self.is_searching, self.search_query = True, words
            return objects.matching(words)
        return objects


class ListingChoice:
    """What both views of a chooser share. A fixed number of queries, however many rows."""

    filter_form_class = FilterForm

    def get_object_list(self):
        return super().get_object_list().with_check_waiting()

    @property
    def columns(self):
        where = [Column("address", label=_("Address"), accessor=address)] if self.model_class is Location else []
        return [self.title_column, *where, Column("state", label=_("Status"), accessor=columns.state_words)]


def address(place: Location) -> str:
    """Where a place is, for officers: two halls can have the same name."""
    return ", ".join(filter(None, [place.address_1, place.town, place.postcode]))


class ChooseView(ListingChoice, chooser.ChooseView):
    pass


class ChooseResultsView(ListingChoice, chooser.ChooseResultsView):
    pass


class ListingChooserViewSet(chooser.SnippetChooserViewSet):
    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView

"""Filters of the officers' lists."""

from datetime import timedelta

import django_filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from localoffer.core.models import Team

from ..models import ImportSource, Location, Provider, Service, Term, Vocabulary
from ..officer_querysets import State

YEAR = timedelta(days=365)


class ListingFilters(WagtailFilterSet):
    """What all three kinds of listing share."""

    state = django_filters.ChoiceFilter(
        label=_("Status"), choices=State, method="in_state", widget=forms.RadioSelect, empty_label=_("All")
    )
    check = django_filters.ChoiceFilter(
        label=_("Checks"),
        choices=[("overdue", _("Overdue")), ("year", _("Not checked for 12 months"))],
        method="by_check",
        widget=forms.RadioSelect,
        empty_label=_("All"),
    )
    owner = django_filters.ModelMultipleChoiceFilter(
        label=_("Owner team"), queryset=Team.objects.all(), widget=forms.CheckboxSelectMultiple
    )
    source = django_filters.ModelMultipleChoiceFilter(
        label=_("Comes from"), queryset=ImportSource.objects.all(), widget=forms.CheckboxSelectMultiple
    )

    def in_state(self, queryset, name, value):
        return queryset.in_state(value)

    def by_check(self, queryset, name, value):
        if value == "overdue":
            return queryset.published().review_overdue()
        return queryset.not_checked_since(timezone.now() - YEAR)


def terms_of(slug):
    return Term.objects.picked_by_hand().filter(vocabulary__slug=slug).select_related("vocabulary")


class ServiceFilters(ListingFilters):
    provider_kind = django_filters.MultipleChoiceFilter(
        label=_("Kind of provider"),
        field_name="provider__kind",
        choices=Provider.Kind,
        widget=forms.CheckboxSelectMultiple,
    )
    type = django_filters.ModelMultipleChoiceFilter(
        label=_("Type of help"), method="with_terms", queryset=terms_of("type"), widget=forms.CheckboxSelectMultiple
    )
    level = django_filters.ModelMultipleChoiceFilter(
        label=_("Level"), method="with_terms", queryset=terms_of("level"), widget=forms.CheckboxSelectMultiple
    )
    term = django_filters.ModelChoiceFilter(
        label=_("Any other term"),
        method="with_term",
        queryset=Term.objects.picked_by_hand()
        .filter(vocabulary__scope=Vocabulary.Scope.SERVICE)
        .order_by("vocabulary__order", "label"),
    )

    class Meta:
        model = Service
        fields = []

    def with_terms(self, queryset, name, value):
        return queryset.filter(pk__in=Service.objects.filter(terms__in=value).values("pk")) if value else queryset

    def with_term(self, queryset, name, value):
        return self.with_terms(queryset, name, [value])


class ProviderFilters(ListingFilters):
    kind = django_filters.MultipleChoiceFilter(
        label=_("Kind"), choices=Provider.Kind, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Provider
        fields = []


class PlaceFilters(ListingFilters):
    visibility = django_filters.ChoiceFilter(
        label=_("Who sees the address"), choices=Location.Visibility, widget=forms.RadioSelect, empty_label=_("All")
    )

    class Meta:
        model = Location
        fields = []


class TermFilters(WagtailFilterSet):
    vocabulary = django_filters.ModelChoiceFilter(label=_("Vocabulary"), queryset=Vocabulary.objects.all())

    class Meta:
        model = Term
        fields = []


FILTERS = {Service: ServiceFilters, Provider: ProviderFilters, Location: PlaceFilters}

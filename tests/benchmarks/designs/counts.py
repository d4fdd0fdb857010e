"""(a) What most directories do: django-filter, `icontains`, and one COUNT per facet value."""

import math

import django_filters
from django.db.models import Q

from directory.models import Service, Term, Vocabulary

from ..queries import Query

MILES_PER_DEGREE = 69.05


class NaiveFilterSet(django_filters.FilterSet):
    q = django_filters.CharFilter(method="filter_words")
    age = django_filters.NumberFilter(method="filter_age")

    class Meta:
        model = Service
        fields = []

    def filter_words(self, queryset, name, value):
        for word in value.split():
            queryset = queryset.filter(
                Q(name__icontains=word) | Q(summary__icontains=word) | Q(description__icontains=word)
            )
        return queryset

    def filter_age(self, queryset, name, value):
        return queryset.for_age(int(value))


class PlainCounts:
    name = "(a) django-filter, icontains, COUNT per value"

    def setup(self):
        self.terms = {
            vocabulary.slug: list(Term.objects.filter(vocabulary=vocabulary, rule={}))
            for vocabulary in Vocabulary.objects.filters()
        }

    def base(self, query: Query):
        data = {"q": query.words, "age": query.age if query.age is not None else ""}
        return within(NaiveFilterSet(data, Service.objects.published()).qs, query)

    def run(self, query: Query):
        base = self.base(query)
        everything = with_terms(base, query, self.terms, leave_out=None)
        list(everything.distinct().order_by("name")[:20])
        facets = {}
        for vocabulary, terms in self.terms.items():
            rows = with_terms(base, query, self.terms, leave_out=vocabulary)
            field = place_or_service(vocabulary)
            facets[vocabulary] = {term.slug: rows.filter(**{field: term}).distinct().count() for term in terms}
        return everything.distinct().count(), facets


def within(rows, query: Query):
    """Rows in the box around the point; the usual shortcut instead of a true distance."""
    if not query.within:
        return rows
    latitude, longitude = query.point
    high = query.within / MILES_PER_DEGREE
    wide = high / math.cos(math.radians(latitude))
    return rows.filter(
        service_locations__location__latitude__range=(latitude - high, latitude + high),
        service_locations__location__longitude__range=(longitude - wide, longitude + wide),
    )


def place_or_service(vocabulary: str) -> str:
    return "service_locations__location__terms" if vocabulary == "access" else "terms"


def with_terms(rows, query: Query, terms, leave_out: str | None):
    for vocabulary, slugs in query.terms.items():
        if vocabulary != leave_out:
            chosen = [
                term for term in terms[vocabulary] if term.slug in slugs or (term.parent and term.parent.slug in slugs)
            ]
            rows = rows.filter(**{f"{place_or_service(vocabulary)}__in": chosen})
    return rows

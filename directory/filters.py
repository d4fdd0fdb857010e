"""The public query string of the results page. People bookmark it: a name or value that changes breaks a link."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, partial
from math import ceil
from typing import Any
from urllib.parse import urlencode

import django_filters
from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .models import Service
from .search.asides import shortened, take_age, take_postcode
from .search.asked_place import ResolvedPlace, UnknownPlace, is_outward, resolve
from .search.catalogue import FilterVocabulary
from .search.engine import current_index, search
from .search.fields import (
    DEAREST,
    FARTHEST,
    LONGEST_PLACE,
    LONGEST_WORDS,
    MOST_VALUES,
    AgeFilter,
    AmountFilter,
    PageFilter,
    SharedFields,
    SortFilter,
    SwitchFilter,
    TermsFilter,
    TextFilter,
    lists,
    plain,
)
from .search.groups import Group, Option, group_of
from .search.index import Index
from .search.keeper import keeper
from .search.query import NEAREST, SORTS, SearchQuery, SearchResults
from .search.text import clean

__all__ = ["Chosen", "Group", "Option", "ResolvedPlace", "ServiceFilterSet"]

PUBLISHED = Service.objects.published()


@dataclass(frozen=True)
class Chosen:
    """A filter that is on, with the query string that takes it off."""

    name: str
    value: str
    label: str
    remove_query: str


class ServiceFilterSet(django_filters.FilterSet):
    """Services by words, place, age, price and the terms of every vocabulary that is a filter.

    A value that cannot be used is put aside with a message (`problems` beside a field, `notes` above the
    results); all others stay on. The filters of vocabularies are made from data.
    """

    q = TextFilter(label=gettext_lazy("What do you need help with?"))
    exact = SwitchFilter(label=gettext_lazy("Take the words as they are"))
    postcode = TextFilter(label=gettext_lazy("Postcode or town"))
    within = AmountFilter(
        label=gettext_lazy("Distance in miles"),
        least=Decimal("0.1"),
        most=Decimal(FARTHEST),
        message=gettext_lazy("Enter the distance as a number of miles, like 5."),
    )
    age = AgeFilter(label=gettext_lazy("Age of the child or young person"))
    price = AmountFilter(
        label=gettext_lazy("Price up to, in pounds"),
        least=Decimal(0),
        most=Decimal(DEAREST),
        message=gettext_lazy("Enter the price as a number of pounds, like 5 or 4.50."),
    )
    sort = SortFilter(label=gettext_lazy("Order"))
    page = PageFilter(label=gettext_lazy("Page"))
    map = SwitchFilter(label=gettext_lazy("Show the map"))

    filters: dict[str, django_filters.Filter]

    class Meta:
        model = Service
        fields: list[str] = []

    def __init__(self, data: Mapping[str, Any] | None = None, queryset: Any = None, **kwargs: Any) -> None:
        self.index: Index = keeper.last() or current_index()
        self.notes: list[str] = []
        self.words_as_typed = ""
        """With what was moved to other fields, but never more of a postcode than its first half."""
        self.read_from_words: set[str] = set()
        """Fields that were filled from the words."""
        super().__init__(self._tidied(data or {}), PUBLISHED if queryset is None else queryset, **kwargs)
        self.filters.update(term_filters(self.index))
        self._notes_on_words = list(self.notes)

    def get_form_class(self) -> type[forms.Form]:
        """One form class for each index: making it anew for each request would cost more than the search."""
        remembered = self.index.remembered
        if "form" not in remembered:
            remembered["form"] = super().get_form_class()
            remembered["form"].base_fields = SharedFields(remembered["form"].base_fields)
        form: type[forms.Form] = remembered["form"]
        return form

    def filter_queryset(self, queryset: Any) -> Any:
        """The services found, as a queryset without order. Pages take `results.ids`, which has one."""
        return queryset.filter(pk__in=list(self.results.ids))

    def _tidied(self, data: Mapping[str, Any]) -> MultiValueDict:
        """What was sent, without control characters, cut to size, with asides moved to their own fields."""
        tidy = MultiValueDict({name: [clean(str(value)) for value in values] for name, values in lists(data)})
        words = tidy.get("q", "")
        if len(words) > LONGEST_WORDS:
            self.notes.append(_("We used the first %(n)d characters of your words.") % {"n": LONGEST_WORDS})
            words = words[:LONGEST_WORDS]
        self.words_as_typed = shortened(words)
        if not tidy.get("postcode"):
            words, postcode = take_postcode(words, partial(is_outward, index=self.index))
            if postcode:
                tidy["postcode"] = postcode
                self.read_from_words.add("postcode")
                self.notes.append(_("We read “%(text)s” as your postcode.") % {"text": postcode})
        if not tidy.get("age") and tidy.get("exact") != "1":
            words, age = take_age(words)
            if age:
                tidy["age"] = age
                self.read_from_words.add("age")
                self.notes.append(age_note(age))
        tidy["q"] = words
        tidy["postcode"] = tidy.get("postcode", "")[:LONGEST_PLACE]
        for name, values in tidy.lists():
            if len(values) > MOST_VALUES:
                tidy.setlist(name, values[:MOST_VALUES])
                self.notes.append(_("We used the first %(n)d values of one filter.") % {"n": MOST_VALUES})
        return tidy

    @cached_property
    def values(self) -> dict[str, Any]:
        """What could be used, by name."""
        self.form.is_valid()
        values = dict(self.form.cleaned_data)
        for vocabulary in vocabularies(self.index):
            known, unknown = values[vocabulary.slug]
            values[vocabulary.slug] = known
            if unknown:
                names = ", ".join(value[:40] for value in unknown[:3])
                self.notes.append(
                    _("“%(filter)s” has no value “%(values)s”, so we left it out.")
                    % {"filter": vocabulary.label, "values": names}
                )
        return values

    @cached_property
    def problems(self) -> dict[str, str]:
        """Messages beside the fields whose values could not be used."""
        self.values  # noqa: B018 - validates
        problems = {name: str(errors[0]) for name, errors in self.form.errors.items()}
        if self._place_problem:
            problems["postcode"] = self._place_problem
        elif self.values.get("within") and not self.place:
            problems["within"] = _("Enter a postcode or a town, so that we can measure the distance.")
        if self.values.get("sort") == NEAREST and not self.place and "postcode" not in problems:
            problems["sort"] = _("Enter a postcode or a town to see the nearest first.")
        return problems

    @cached_property
    def _place_and_problem(self) -> tuple[ResolvedPlace | None, str]:
        text = self.values.get("postcode", "")
        if not text:
            return None, ""
        try:
            place = resolve(text, self.index)
        except UnknownPlace as unknown:
            return None, str(unknown)
        if place.rough:
            self.notes.append(_("We do not have that postcode, so we measure from the middle of its area."))
        return place, ""

    @property
    def place(self) -> ResolvedPlace | None:
        """Where the visitor is, if they said and we know it."""
        return self._place_and_problem[0]

    @property
    def _place_problem(self) -> str:
        return self._place_and_problem[1]

    @cached_property
    def query(self) -> SearchQuery:
        """The search that is asked for."""
        values, place = self.values, self.place
        within, (age, age_to) = values.get("within"), values.get("age") or (None, None)
        return SearchQuery(
            words=values.get("q", ""),
            exact=values.get("exact", False),
            point=place.point if place else None,
            within=float(within) if within and place else None,
            age=age,
            age_to=age_to if age_to != age else None,
            price=values.get("price"),
            terms={v.slug: values[v.slug] for v in vocabularies(self.index) if values[v.slug]},
            sort=values.get("sort", SORTS[0]),
            ward=place.ward if place else "",
            authority=place.authority if place else "",
        )

    @cached_property
    def results(self) -> SearchResults:
        """The services found, counted."""
        results = search(self.query)
        if results.version != self.index.version:
            # The directory has changed since this process last looked: its filters may be others now.
            self._read_again()
            results = search(self.query)
        if "age" in self.read_from_words and any(each.name == "age" and each.count for each in results.removals):
            # Nothing fits this age, and nobody chose it: it may be no age at all.
            self._leave_out_age()
            results = search(self.query)
        return results

    def _read_again(self) -> None:
        """Understand the query string anew, with the vocabularies of today."""
        self.index = current_index()
        self.filters = {**self.base_filters, **term_filters(self.index)}
        self._forget()

    def _leave_out_age(self) -> None:
        """Take the age that we read among the words off again, and say so."""
        age, self.data["age"] = self.data["age"], ""
        self.read_from_words.discard("age")
        instead = _("No service matched the age %(age)s, so here are services for any age.") % {"age": age}
        self._notes_on_words = [instead if note == age_note(age) else note for note in self._notes_on_words]
        self._forget()

    def _forget(self) -> None:
        """What was made of the query string is made anew."""
        self.notes[:] = self._notes_on_words
        for kept in ("_form", "values", "problems", "query", "_place_and_problem", "chosen", "_encoded"):
            self.__dict__.pop(kept, None)

    @property
    def typed(self) -> dict[str, str]:
        """What stands in the fields again: as it was typed, with asides moved to their own fields."""
        return {name: self.data.get(name, "") for name in ("q", "postcode", "within", "age", "price")}

    @property
    def page_number(self) -> int:
        """The page asked for, from 1 to 500; a page beyond the last one shows the last."""
        number: int = self.values.get("page", 1)
        return number

    @cached_property
    def groups(self) -> list[Group]:
        """The filters of the page, with counts, in the officers' order."""
        facets = self.results.facets
        groups = [group_of(v, facets.get(v.slug, {}), self.values[v.slug]) for v in vocabularies(self.index)]
        return [group for group in groups if group.options]

    @cached_property
    def chosen(self) -> list[Chosen]:
        """Filters that are on; words and place are not among them."""
        return list(self._chosen())

    def _chosen(self) -> Iterator[Chosen]:
        query = self.query
        if query.age is not None:
            yield self._single("age", query.age_value, ages_label(query))
        if query.within is not None:
            miles = f"{query.within:g}"
            yield self._single("within", miles, _("Within %(distance)s") % {"distance": miles_words(query.within)})
        if query.price is not None:
            price = plain(query.price)
            yield self._single("price", price, _("Up to £%(price)s") % {"price": price})
        for vocabulary in vocabularies(self.index):
            values = self.values[vocabulary.slug]
            for term in vocabulary.terms:
                if term.slug in values:
                    rest = [value for value in values if value != term.slug]
                    remove = self.cleaned_query(**{vocabulary.slug: rest}, page=None)
                    yield Chosen(vocabulary.slug, term.slug, term.label, remove)

    def _single(self, name: str, value: str, label: str) -> Chosen:
        return Chosen(name, value, label, self.cleaned_query(**{name: None}, page=None))

    def cleaned_query(self, **changes: Any) -> str:
        """The query string of this search, always in the same order, with these changes; None takes a name out."""
        pairs = self._encoded | {name: encoded(name, value) for name, value in changes.items()}
        return "&".join(pair for pair in pairs.values() if pair)

    @cached_property
    def _encoded(self) -> dict[str, str]:
        """The parts of the query string by name, in their order."""
        return {name: encoded(name, value) for name, value in self._parts().items()}

    def _parts(self) -> Mapping[str, Any]:
        values, query = self.values, self.query
        return {
            "q": query.words,
            "exact": "1" if query.exact and query.words else None,
            "postcode": values.get("postcode"),
            "within": f"{float(values['within']):g}" if values.get("within") else None,
            "age": query.age_value,
            "price": plain(query.price) if query.price is not None else None,
            **{vocabulary.slug: query.terms.get(vocabulary.slug, ()) for vocabulary in vocabularies(self.index)},
            "sort": query.sort if query.sort != SORTS[0] else None,
            "page": self.page_number if self.page_number > 1 else None,
            "map": "1" if values.get("map") else None,
        }


def encoded(name: str, value: Any) -> str:
    """One name of a query string with its value or values; an empty string for nothing."""
    values = value if isinstance(value, list | tuple) else [value]
    pairs = [(name, each) for each in values if each not in (None, "")]
    return urlencode(pairs) if pairs else ""


def age_note(age: str) -> str:
    return _("We read “%(text)s” as the age.") % {"text": age}


def ages_label(query: SearchQuery) -> str:
    """“Age 4”, or “Ages 5 to 10”."""
    if len(query.ages) > 1:
        return _("Ages %(first)d to %(last)d") % {"first": query.ages[0], "last": query.ages[-1]}
    return _("Age %(age)d") % {"age": query.ages[0]}


def miles_words(miles: float) -> str:
    """“1 mile”, “0.5 miles”."""
    number = 1 if miles == 1 else max(2, ceil(miles))
    return ngettext("%(miles)s mile", "%(miles)s miles", number) % {"miles": f"{miles:g}"}


def vocabularies(index: Index) -> list[FilterVocabulary]:
    """Vocabularies whose code is not a name that the query string needs for something else."""
    return [each for each in index.catalogue.vocabularies if each.slug not in ServiceFilterSet.base_filters]


def term_filters(index: Index) -> dict[str, TermsFilter]:
    """A filter for each vocabulary, made once for each index."""
    if "filters" not in index.remembered:
        index.remembered["filters"] = {
            vocabulary.slug: TermsFilter(label=vocabulary.label, vocabulary=vocabulary, required=False)
            for vocabulary in vocabularies(index)
        }
    filters: dict[str, TermsFilter] = index.remembered["filters"]
    return filters

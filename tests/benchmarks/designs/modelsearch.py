"""(b) Wagtail's own search for the words, its `facet()` where it can, counting in SQL for the rest."""

import inspect

from django.db.models import Count
from wagtail.search.backends import get_search_backend

from directory.models import Service, Term, Vocabulary

from ..queries import Query
from .counts import place_or_service, with_terms, within


class WagtailSearch:
    name = "(b) Wagtail's modelsearch, COUNT for the rest"

    def setup(self):
        self.backend = get_search_backend()
        self.terms = {
            vocabulary.slug: list(Term.objects.filter(vocabulary=vocabulary, rule={}))
            for vocabulary in Vocabulary.objects.filters()
        }

    def run(self, query: Query):
        base = within(self.matching(query), query)
        everything = with_terms(base, query, self.terms, leave_out=None).distinct()
        list(everything.order_by("name")[:20])
        facets = {}
        for vocabulary in self.terms:
            rows = with_terms(base, query, self.terms, leave_out=vocabulary).order_by()
            field = place_or_service(vocabulary)
            counted = rows.filter(**{f"{field}__vocabulary__slug": vocabulary}).values_list(f"{field}__slug")
            facets[vocabulary] = dict(counted.annotate(n=Count("pk", distinct=True)))
        return everything.count(), facets

    def matching(self, query: Query):
        """Services with the words. The ids alone are fetched, which is faster than whole objects."""
        rows = Service.objects.published()
        if query.words:
            found = self.backend.search(query.words, rows, operator="and")
            found.facet("status")
            rows = rows.filter(pk__in=list(_as_queryset(found).values_list("pk", flat=True)))
        return rows if query.age is None else rows.for_age(query.age)


def _as_queryset(found):
    """The queryset behind a result; the two backends take different arguments for it."""
    compiler = found.query_compiler
    extra = {"backend": found.backend} if "backend" in inspect.signature(compiler.search).parameters else {}
    return compiler.search(compiler.get_config(found.backend), None, None, **extra)

"""Our search: the bare function, and the whole way through the public query string."""

from django.http import QueryDict

from directory.filters import ServiceFilterSet
from directory.models import Postcode
from directory.search import SearchQuery, search

from ..queries import Query


class OurSearch:
    name = "our search function"

    def setup(self):
        pass

    def run(self, query: Query):
        results = search(
            SearchQuery(words=query.words, terms=query.terms, age=query.age, point=query.point, within=query.within)
        )
        return results.total, results.facets


class OurFilterSet:
    name = "our search through the FilterSet"

    def setup(self):
        self.codes = {(row.latitude, row.longitude): row.code for row in Postcode.objects.all()}

    def run(self, query: Query):
        filterset = ServiceFilterSet(QueryDict(query.as_query_string(self.codes.get(query.point, ""))))
        return filterset.results.total, filterset.results.facets

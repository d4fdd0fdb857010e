"""Our search, and plain full text of the same database to compare it with."""

from collections.abc import Callable

from django.db import connection

from directory.models import Service
from directory.search import SearchQuery, search
from directory.search.text import tokens

from .measures import PAGE, Engine

POSTGRES = (
    "SELECT service_id FROM directory_searchdocument, (SELECT {query} AS asked) AS typed"
    " WHERE words_vector @@ asked ORDER BY ts_rank(words_vector, asked) DESC, service_id LIMIT %s"
)
POSTGRES_ALL = "websearch_to_tsquery('english', %s)"
POSTGRES_ANY = f"replace({POSTGRES_ALL}::text, '&', '|')::tsquery"
SQLITE = (
    "SELECT rowid FROM directory_searchwords WHERE directory_searchwords MATCH %s"
    " ORDER BY bm25(directory_searchwords), rowid LIMIT %s"
)


def engines() -> dict[str, Engine]:
    """Named engines. All read the same documents, so what they find differs by how they understand the words."""
    slugs = dict(Service.objects.values_list("pk", "slug"))

    def ours(words: str) -> list[str]:
        return [slugs[pk] for pk in search(SearchQuery(words=words)).ids[:PAGE]]

    def plain(ask: Callable[[str], list[int]]) -> Engine:
        return lambda words: [slugs[pk] for pk in ask(words)]

    return {"ours": ours, "plain, all words": plain(all_words), "plain, any word": plain(any_word)}


def all_words(words: str) -> list[int]:
    if connection.vendor == "postgresql":
        return _rows(POSTGRES.format(query=POSTGRES_ALL), words)
    return _rows(SQLITE, " ".join(_quoted(words)))


def any_word(words: str) -> list[int]:
    if connection.vendor == "postgresql":
        return _rows(POSTGRES.format(query=POSTGRES_ANY), words)
    return _rows(SQLITE, " OR ".join(_quoted(words)))


def _quoted(words: str) -> list[str]:
    return [f'"{word}"' for word in tokens(words)]


def _rows(sql: str, words: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [words, PAGE])
        return [pk for (pk,) in cursor.fetchall()]

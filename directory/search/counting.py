"""How often families search for what: counted by day, without anything about them.

Counts are collected in the process and written every 30 seconds, searched for or not, and when the process ends
(`deploy/gunicorn.conf.py`). Postcodes, e-mail addresses and numbers are taken out; crawlers, further pages and
searches without words are not counted.
"""

import atexit
import logging
import re
import threading
import time
from collections import Counter
from datetime import date

from django.db import connection
from django.db.utils import Error
from django.http import HttpRequest
from django.utils import timezone

from localoffer.core.outages import TEMPORARY

from .everyday import SOFT, STOP
from .keeper import keeper
from .query import SearchQuery, SearchResults
from .text import clean, even, plain_words

logger = logging.getLogger(__name__)

FLUSH_EVERY = 30.0
MOST_WAITING = 5000
MOST_WORDS = 12
_CRAWLER = re.compile(r"bot\b|bot/|crawl|spider|slurp|preview|monitor|curl|wget|python|headless|scan|fetch", re.I)
_EMAIL = re.compile(r"\S+@\S+")
_POSTCODE = re.compile(r"\b[a-z]{1,2}\d[a-z\d]?(?: ?\d[a-z]{2}| \d)?\b", re.I)
_ADDRESS = re.compile(r"\b(?:https?:|www\.)\S+", re.I)

Key = tuple[date, str, int, bool]


class SearchLog:
    """Counts of one process that have not been written yet."""

    def __init__(self) -> None:
        self._counts: Counter[Key] = Counter()
        self._lock = threading.Lock()
        self._flushed = time.monotonic()

    def count(self, words: str, results: int) -> None:
        """Count one search. Writes the counts if it is time to."""
        told = without_personal_data(words)
        if told:
            with self._lock:
                if len(self._counts) < MOST_WAITING:
                    self._counts[timezone.localdate(), told, results, all_known(told)] += 1
        if self._counts and time.monotonic() - self._flushed > FLUSH_EVERY:
            self.flush()

    def flush(self) -> None:
        """Write what was counted. If the database does not answer, the counts wait for the next time."""
        with self._lock:
            counts, self._counts = self._counts, Counter()
            self._flushed = time.monotonic()
        if not counts:
            return
        try:
            write(counts)
        except (Error, *TEMPORARY):
            logger.warning("Search counts could not be written; they are kept for later.")
            with self._lock:
                self._counts.update(counts)

    def keep_flushing(self, ended: threading.Event) -> None:
        """Write what was counted every 30 seconds, until this process ends: a thread of its own.

        A search late in the evening would wait for the next one, and a process that is killed would lose it.
        """
        while not ended.wait(FLUSH_EVERY):
            self.flush()
            connection.close()

    def forget(self) -> None:
        """Drop what was counted (for tests)."""
        self._counts.clear()


search_log = SearchLog()


def log(request: HttpRequest, query: SearchQuery, results: SearchResults) -> None:
    """Count this search, unless nobody typed words, it is a further page, or a machine asks."""
    if query.words and request.GET.get("page", "1") in ("", "1") and not is_crawler(request):
        search_log.count(query.words, 0 if results.without_words else results.total)


def is_crawler(request: HttpRequest) -> bool:
    """A program that says so, or says nothing about itself."""
    agent = request.headers.get("User-Agent", "")
    return not agent or bool(_CRAWLER.search(agent))


def without_personal_data(words: str) -> str:
    """The words in small letters, without e-mail addresses, web addresses, postcodes and numbers."""
    text = clean(words)
    for pattern in (_EMAIL, _ADDRESS, _POSTCODE):
        text = pattern.sub(" ", text)
    told = [word for word in plain_words(text) if not any(char.isdigit() for char in word)]
    return " ".join(told[:MOST_WORDS])[:200]


def all_known(words: str) -> bool:
    """Every word is the directory's, a synonym's or everyday English; another one could be a name."""
    index = keeper.last()
    if index is None:
        return False
    lexicon, synonyms = index.lexicon.words, index.thesaurus.words
    return all(w in lexicon or w in synonyms or w in STOP or w in SOFT for w in map(even, words.split()))


def write(counts: Counter[Key]) -> None:
    """Add the counts to the rows of their days."""
    rows = [
        (day.isoformat(), words, results, known, searches) for (day, words, results, known), searches in counts.items()
    ]
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO directory_searchcount (day, words, results, known, searches) VALUES (%s, %s, %s, %s, %s)"
            " ON CONFLICT (day, words, results) DO UPDATE"
            " SET searches = directory_searchcount.searches + excluded.searches, known = excluded.known",
            sorted(rows),  # always in the same order, so that two processes never wait for each other
        )


atexit.register(search_log.flush)

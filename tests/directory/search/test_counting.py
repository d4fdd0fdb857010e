from datetime import date, timedelta
from runpy import run_path
from unittest import mock

import pytest
from django.conf import settings
from django.db import OperationalError
from django.test import RequestFactory
from django.utils import timezone
from psycopg_pool import PoolTimeout

from directory import search
from directory.models import SearchCount
from directory.search.counting import SearchLog, log, search_log, without_personal_data
from directory.search.query import SearchQuery
from localoffer.core.personal_data import purge_expired
from tests.factories.directory import ServiceFactory

BROWSER = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Safari/605.1"


class TestPersonalData:
    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("Autism club SS9 2NT", "autism club"),
            ("autism ss92nt", "autism"),
            ("near ss9", "near"),
            ("write me at a.b@example.org please", "write me at please"),
            ("call 01702 123456", "call"),
            ("born 3/4/2019", "born"),
            ("https://example.org/x autism", "autism"),
            ("  AUTISM\x00 ", "autism"),
            ("🎈", ""),
        ],
    )
    def test_it_is_taken_out(self, typed, kept):
        assert without_personal_data(typed) == kept


@pytest.mark.django_db
class TestSearchLog:
    def test_counts_are_added_up_by_day_words_and_results(self):
        for _ in range(2):
            counts = SearchLog()
            counts.count("Judo", 3)
            counts.count("judo ", 3)
            counts.count("judo", 0)
            counts.flush()

        rows = SearchCount.objects.order_by("results").values_list("words", "results", "searches")
        assert list(rows) == [("judo", 0, 2), ("judo", 3, 4)]

    def test_nothing_is_written_before_it_is_time(self):
        counts = SearchLog()
        counts.count("judo", 3)
        assert not SearchCount.objects.exists()

        with mock.patch("directory.search.counting.FLUSH_EVERY", -1):
            counts.count("judo", 3)
        assert SearchCount.objects.get().searches == 2

    def test_they_are_written_by_time_without_another_search(self):
        counts = SearchLog()
        counts.count("judo", 3)
        turns = mock.Mock(wait=mock.Mock(side_effect=[False, True]))

        with mock.patch("directory.search.counting.connection.close"):
            counts.keep_flushing(turns)

        assert SearchCount.objects.get().searches == 1
        turns.wait.assert_called_with(30.0)

    @pytest.mark.parametrize("away", [OperationalError, PoolTimeout])
    def test_counts_wait_while_the_database_is_down(self, away):
        counts = SearchLog()
        counts.count("judo", 3)
        with mock.patch("directory.search.counting.write", side_effect=away):
            counts.flush()

        counts.flush()

        assert SearchCount.objects.get().searches == 1


@pytest.mark.django_db
class TestAWorkerOfTheWebServer:
    @pytest.fixture
    def gunicorn(self):
        """What `deploy/gunicorn.conf.py` tells it."""
        return run_path(str(settings.BASE_DIR / "deploy" / "gunicorn.conf.py"))

    def test_writes_counts_while_it_runs(self, gunicorn):
        with mock.patch("threading.Thread") as thread:
            gunicorn["post_worker_init"](None)

        assert mock.call(target=search_log.keep_flushing, args=[gunicorn["worker_ended"]], daemon=True) in (
            thread.call_args_list
        )

    def test_writes_the_rest_when_it_ends(self, gunicorn):
        search_log.count("judo", 3)

        gunicorn["worker_exit"](None, None)

        assert SearchCount.objects.get().words == "judo"
        assert gunicorn["worker_ended"].is_set()


@pytest.mark.django_db
class TestLog:
    @pytest.fixture
    def ask(self):
        ServiceFactory(name="Judo")

        def ask(words="judo", agent=BROWSER, **data):
            request = RequestFactory().get("/find/", data, headers={"user-agent": agent})
            query = SearchQuery(words=words)
            log(request, query, search.search(query))
            search_log.flush()
            return SearchCount.objects.count()

        return ask

    def test_a_search_is_counted(self, ask):
        assert ask() == 1

    @pytest.mark.parametrize(
        "agent", ["Googlebot/2.1", "curl/8", "", "Mozilla/5.0 (compatible; bingbot/2.0)", "python-requests"]
    )
    def test_crawlers_are_left_out(self, ask, agent):
        assert ask(agent=agent) == 0

    def test_further_pages_and_browsing_are_left_out(self, ask):
        assert ask(page="2") == 0
        assert ask(words="") == 0
        assert ask(page="1") == 1


@pytest.mark.django_db
class TestForOfficers:
    def count(self, words, searches, *, known=True, results=1):
        SearchCount.objects.create(day=date(2026, 3, 1), words=words, results=results, searches=searches, known=known)

    def test_unknown_words_are_shown_only_from_five_searches(self):
        self.count("judo", 1)
        self.count("jane smith", 4, known=False)
        self.count("capoeira", 3, known=False)
        self.count("capoeira", 2, known=False, results=0)

        assert [row["words"] for row in SearchCount.objects.for_officers()] == ["capoeira", "judo"]

    def test_searches_without_result_can_be_listed(self):
        self.count("judo", 9)
        self.count("karate", 2, results=0)

        assert [row["words"] for row in SearchCount.objects.without_results(since=date(2026, 1, 1))] == ["karate"]

    def test_a_word_that_the_directory_has_is_known(self):
        ServiceFactory(name="Judo")
        search.current_index()
        counts = SearchLog()
        counts.count("judo please", 1)
        counts.count("jane smith", 0)
        counts.flush()

        assert dict(SearchCount.objects.values_list("words", "known")) == {
            "judo please": True,
            "jane smith": False,
        }


@pytest.mark.django_db
class TestExpiry:
    def searched(self, words, *days_ago, **values):
        for days in days_ago:
            day = timezone.localdate() - timedelta(days=days)
            SearchCount.objects.create(day=day, words=words, **{"results": 0, "searches": 1, "known": False} | values)

    def left(self):
        purge_expired()
        today = timezone.localdate()
        return {(row.words, (today - row.day).days) for row in SearchCount.objects.all()}

    @pytest.mark.parametrize("values", [{}, {"known": True}, {"results": 3}, {"searches": 9}], ids=str)
    @pytest.mark.parametrize(("days", "kept"), [(0, True), (91, True), (92, False)])
    def test_words_that_nobody_searched_for_again_go_after_13_weeks(self, values, days, kept):
        self.searched("jane smith", days, **values)

        assert bool(self.left()) is kept

    def test_words_that_are_still_searched_for_keep_their_counts(self):
        self.searched("trampoline", 5, 200)
        self.searched("jane smith", 200)

        assert self.left() == {("trampoline", 5), ("trampoline", 200)}

    def test_but_none_longer_than_a_report_goes_back(self):
        self.searched("trampoline", 5, 365, 366)

        assert self.left() == {("trampoline", 5), ("trampoline", 365)}

    def test_doing_it_twice_changes_nothing(self):
        self.searched("jane smith", 100, 200)

        assert [purge_expired()["search counts"] for _time in range(2)] == [2, 0]

    def test_the_report_of_searches_without_result_still_has_its_days(self):
        self.searched("capoeira", 1, 89, 90, searches=2)
        before = list(SearchCount.objects.without_results(timezone.localdate() - timedelta(days=90)))

        purge_expired()

        assert before[0]["total"] == 6
        assert list(SearchCount.objects.without_results(timezone.localdate() - timedelta(days=90))) == before

    def test_the_privacy_page_says_so(self, client):
        page = client.get("/privacy/").content.decode()

        assert f"after {SearchCount.WORDS_KEPT.days // 7} weeks, and all counts after a year" in page

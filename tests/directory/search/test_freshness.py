"""Every process sees every committed change at its next search, and nothing else."""

import json
import os
import subprocess
import sys
import threading
from datetime import date, timedelta
from unittest import mock
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import OperationalError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from directory.models import SearchChange, SearchCounter, Service
from directory.search import SearchQuery, current_index, freshness, rebuild, search, touch, warm
from directory.search.keeper import keeper
from tests.factories.directory import (
    LocationFactory,
    ProviderFactory,
    ScheduleFactory,
    ServiceFactory,
    SynonymFactory,
    TermFactory,
    VocabularyFactory,
)


def found(words="", **query):
    return list(search(SearchQuery(words=words, exact=True, **query)).ids)


class Process:
    """A process of its own at the same database."""

    def __init__(self, database):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.directory.search.other_process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=settings.BASE_DIR,
            env={**os.environ, "DATABASE_URL": database, "ENVIRONMENT": "test"},
        )

    def __getattr__(self, name):
        def tell(*arguments):
            self.process.stdin.write(json.dumps([name, *arguments]) + "\n")
            self.process.stdin.flush()
            return json.loads(self.process.stdout.readline())

        return tell

    def end(self):
        self.process.stdin.close()
        self.process.wait(timeout=20)
        self.process.stdout.close()


@pytest.fixture
def database(transactional_db, tmp_path):
    """Address of a database that other processes reach: the test's own, or a copy of the one in memory."""
    if connection.vendor == "postgresql":
        name = connection.settings_dict["NAME"]
        return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    copy = tmp_path / "copy.sqlite3"
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(copy)])
    return f"sqlite:///{copy}"


@pytest.fixture
def processes(database):
    pair = [Process(database), Process(database)]
    yield pair
    for process in pair:
        process.end()


class TestTwoProcesses:
    def test_each_sees_what_the_other_committed(self, processes):
        one, other = processes
        assert (one.find("judo"), other.find("judo")) == ([], [])

        pk = one.create("Judo")
        assert (one.find("judo"), other.find("judo")) == ([pk], [pk])

        other.rename(pk, "Karate")
        assert (one.find("judo"), one.find("karate")) == ([], [pk])

        many = one.bulk(["Judo"] * 30)
        assert other.find("judo") == many
        assert other.queries("judo") == 1

        assert len(one.roll_back("Yoga")) == 1
        assert (one.find("yoga"), other.find("yoga")) == ([], [])

        other.delete(pk)
        assert one.find("karate") == []


@pytest.mark.django_db(transaction=True)
class TestTransactions:
    def test_a_change_shows_after_its_commit(self):
        service = ServiceFactory(name="Judo")

        assert found("judo") == [service.pk]

    def test_a_rollback_leaves_nothing(self):
        service = ServiceFactory(name="Judo")
        found("judo")
        with transaction.atomic():
            service.name = "Karate"
            service.save()
            inside = found("karate"), found("judo")
            transaction.set_rollback(True)

        assert inside == ([service.pk], [])
        assert (found("karate"), found("judo")) == ([], [service.pk])

    def test_other_threads_do_not_see_what_is_not_committed(self):
        ServiceFactory(name="Judo")
        seen = []
        with transaction.atomic():
            ServiceFactory(name="Judo")
            inside = len(found("judo"))
            if connection.vendor == "postgresql":
                in_thread(lambda: seen.append(len(found("judo"))))
            transaction.set_rollback(True)

        assert inside == 2
        assert seen in ([1], [])

    @pytest.mark.postgres
    def test_the_order_of_commits_does_not_matter(self):
        """The change that was written first is committed last: nobody may miss it."""
        first, second = ServiceFactory(name="A"), ServiceFactory(name="B")
        with transaction.atomic():
            Service.objects.filter(pk=first.pk).update(name="Judo")
            touch([first.pk])
            in_thread(lambda: [Service.objects.filter(pk=second.pk).update(name="Judo"), touch([second.pk])])
            in_thread(lambda: found("judo"))

        assert sorted(found("judo")) == [first.pk, second.pk]

    def test_a_writer_that_died_is_published_by_the_next_search(self):
        with mock.patch.object(freshness, "publish"):
            service = ServiceFactory(name="Judo")
        assert found("judo") == []

        SearchChange.objects.update(created_at=timezone.now() - timedelta(seconds=10))

        assert found("judo") == [service.pk]

    def test_a_publication_that_fails_does_not_break_the_write(self):
        with mock.patch.object(freshness, "write_documents", side_effect=OperationalError):
            service = ServiceFactory(name="Judo")

        assert Service.objects.filter(pk=service.pk).exists()

    def test_a_restored_backup_is_noticed(self):
        ServiceFactory(name="Judo")
        found("judo")
        with mock.patch.object(freshness, "publish"):
            Service.objects.all().delete()
        SearchChange.objects.all().delete()
        SearchCounter.objects.update(version=5)
        SearchChange.objects.create(version=5)

        assert found() == []

    def test_a_log_that_does_not_reach_back_leads_to_a_new_index(self):
        ServiceFactory(name="Judo")
        found("judo")
        service = ServiceFactory(name="Karate")
        SearchChange.objects.exclude(version=SearchCounter.objects.get().version).delete()

        assert found("karate") == [service.pk]

    def test_a_large_change_is_published_in_parts(self):
        provider = ProviderFactory()
        with mock.patch.object(freshness, "BATCH", 10), transaction.atomic():
            made = Service.objects.bulk_create(
                Service(name="Judo", slug=f"judo-{number}", provider=provider) for number in range(35)
            )
            touch([service.pk for service in made])

        assert len(found("judo")) == 35
        assert not SearchChange.objects.filter(version=None).exists()

    def test_old_changes_are_forgotten(self):
        ServiceFactory()
        SearchChange.objects.update(created_at=timezone.now() - timedelta(days=30))
        ServiceFactory()

        assert not SearchChange.objects.filter(created_at__lt=timezone.now() - timedelta(days=8)).exists()


def in_thread(work):
    """Do it in a thread with a connection of its own, and wait."""
    problems = []

    def run():
        try:
            work()
        except Exception as problem:  # noqa: BLE001 - told to the test below
            problems.append(problem)
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(timeout=30)
    assert problems == []


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
class TestThreads:
    def test_no_search_ever_sees_half_a_change(self):
        """Two services swap their names in one transaction, again and again: each name is always there once."""
        one, two = ServiceFactory(name="Judo"), ServiceFactory(name="Karate")
        found()
        wrong, stop = [], threading.Event()

        def read():
            try:
                while not stop.is_set():
                    for word in ("judo", "karate"):
                        results = search(SearchQuery(words=word, exact=True))
                        if results.total != 1:
                            wrong.append((word, list(results.ids)))
            finally:
                connections.close_all()

        readers = [threading.Thread(target=read) for _ in range(4)]
        for reader in readers:
            reader.start()
        for round_ in range(15):
            names = ("Karate", "Judo") if round_ % 2 == 0 else ("Judo", "Karate")
            with transaction.atomic():
                for service, name in zip((one, two), names, strict=True):
                    service.name = name
                    service.save()
        stop.set()
        for reader in readers:
            reader.join(timeout=30)

        assert wrong == []

    def test_writers_do_not_block_each_other_before_they_commit(self):
        """An import of some minutes must not stop an officer's save."""
        one, two = ServiceFactory(name="A"), ServiceFactory(name="B")
        with transaction.atomic():
            one.name = "Judo"
            one.save()

            def save_other():
                other = Service.objects.get(pk=two.pk)
                other.name = "Karate"
                other.save()

            in_thread(save_other)
            assert len(Service.objects.filter(name="Karate")) == 1


@pytest.mark.django_db
class TestWhatIsFollowed:
    def test_terms_of_a_service(self):
        term = TermFactory(slug="judo", vocabulary=VocabularyFactory(slug="type"))
        service = ServiceFactory()
        assert found(terms={"type": ("judo",)}) == []

        service.terms.add(term)
        service.save()

        assert found(terms={"type": ("judo",)}) == [service.pk]

    def test_terms_of_a_place(self):
        term = TermFactory(slug="ramp", vocabulary=VocabularyFactory(slug="access", scope="place"))
        place = LocationFactory()
        service = ServiceFactory(at=[place])
        found()

        place.terms.add(term)
        place.save()

        assert found(terms={"access": ("ramp",)}) == [service.pk]

    def test_a_place_that_moves(self):
        place = LocationFactory(latitude=51.5, longitude=0.7)
        service = ServiceFactory(at=[place])
        assert found(point=(51.5, 0.7), within=1) == [service.pk]

        place.latitude = 52.5
        place.save()

        assert found(point=(51.5, 0.7), within=1) == []

    def test_times_at_a_place_that_is_not_shown(self):
        TermFactory(slug="sat", vocabulary=VocabularyFactory(slug="when"), rule={"schedule": {"days": ["SA"]}})
        place = LocationFactory()
        service = ScheduleFactory(service=ServiceFactory(), location=place, days="SA").service
        assert found(terms={"when": ("sat",)}) == [service.pk]

        place.live = False
        place.save()

        assert found(terms={"when": ("sat",)}) == []

    def test_the_name_of_a_provider(self):
        provider = ProviderFactory(name="Old Trust")
        service = ServiceFactory(name="Club", provider=provider)
        found()

        provider.name = "Estuary"
        provider.save()

        assert found("estuary") == [service.pk]

    def test_the_label_and_the_place_of_a_term(self):
        vocabulary = VocabularyFactory(slug="type")
        parent, term = TermFactory(slug="health", vocabulary=vocabulary), TermFactory(slug="old", vocabulary=vocabulary)
        service = ServiceFactory(terms=[term])
        found()

        term.label, term.parent = "Physiotherapy", parent
        term.save()

        assert found("physiotherapy") == [service.pk]
        assert found(terms={"type": ("health",)}) == [service.pk]

    def test_a_term_that_is_deleted(self):
        term = TermFactory(slug="judo", label="Judo", vocabulary=VocabularyFactory(slug="type"))
        ServiceFactory(name="Club", terms=[term])
        assert len(found("judo")) == 1

        term.delete()

        assert found("judo") == []
        assert search(SearchQuery()).facets == {"type": {}}

    def test_synonyms(self):
        service = ServiceFactory(name="Speech therapy")
        assert found("salt") == []

        SynonymFactory(words="Speech therapy", same_as="SALT")

        assert found("salt") == [service.pk]

    def test_publishing_and_closing(self):
        service = ServiceFactory(live=False)
        assert found() == []

        service.live = True
        service.save()
        assert found() == [service.pk]

        Service.objects.filter(pk=service.pk).update(status="closed")
        touch([service.pk])
        assert found() == []

    @pytest.mark.parametrize(
        "ends",
        [
            {"days": "SA", "valid_to": date(2026, 3, 10)},
            {"frequency": "ONCE", "days": "SA", "valid_from": date(2026, 3, 10)},
        ],
    )
    def test_the_midnight_after_the_last_day(self, ends):
        term = TermFactory(slug="sat", vocabulary=VocabularyFactory(slug="when"), rule={"schedule": {"days": ["SA"]}})
        service = ServiceFactory()
        ScheduleFactory(service=service, **ends)
        query = {"terms": {term.vocabulary.slug: ("sat",)}}

        with mock.patch("django.utils.timezone.localdate", return_value=date(2026, 3, 10)):
            assert found(**query) == [service.pk]
        with mock.patch("django.utils.timezone.localdate", return_value=date(2026, 3, 11)):
            assert found(**query) == []

    @pytest.mark.parametrize("make", [LocationFactory, ProviderFactory, TermFactory])
    def test_nobody_asks_for_the_services_of_what_is_new(self, make):
        with CaptureQueriesContext(connection) as asked:
            make()

        assert not [query["sql"] for query in asked if 'FROM "directory_service' in query["sql"]]

    def test_many_changes_at_once(self):
        service = ServiceFactory(name="Judo")
        found()
        for number in range(30):
            ServiceFactory(name=f"Karate {number}")

        assert found("judo") == [service.pk]
        assert len(found("karate")) == 30


@pytest.mark.django_db
class TestRebuild:
    def test_it_counts_the_published_services_and_heals_what_was_missed(self):
        provider = ProviderFactory()
        Service.objects.bulk_create([Service(name="Judo", slug="judo", provider=provider)])
        ServiceFactory(live=False)

        assert rebuild() == 1
        assert len(found("judo")) == 1

    def test_spelling_knows_the_words_again(self):
        ServiceFactory(name="Physiotherapy")
        rebuild()
        keeper.forget()

        assert search(SearchQuery(words="fysiotherapy")).correction.used == "physiotherapy"
        assert current_index().lexicon.words["physiotherapy"] == 1


@pytest.mark.django_db(transaction=True)
class TestWarm:
    def test_the_first_search_finds_the_index_made(self, django_assert_num_queries):
        service = ServiceFactory(name="Judo")
        in_thread(warm)

        with django_assert_num_queries(1):
            assert list(search(SearchQuery()).ids) == [service.pk]

    def test_a_database_that_is_down_is_no_problem(self):
        with mock.patch("directory.search.engine.read", side_effect=OperationalError):
            warm()

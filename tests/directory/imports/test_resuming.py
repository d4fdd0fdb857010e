"""Imports that broke off: a worker was killed, a server was restarted."""

import json
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from directory.imports import merge, tasks
from directory.models import ImportChunk, ImportRun, ImportSource, Service
from tests.factories.people import person

from .conftest import table_of
from .steps import checked

pytestmark = pytest.mark.django_db
Status = ImportRun.Status


@pytest.fixture(autouse=True)
def _terms(terms):
    """Every test here may use the terms."""


def clubs(count):
    return table_of(*({"id": str(n), "name": f"Club {n}"} for n in range(count)))


def minutes_ago(run, minutes):
    """Nobody has given a sign of life since."""
    then = timezone.now() - timedelta(minutes=minutes)
    ImportRun.objects.filter(pk=run.pk).update(alive_at=then, created_at=then)


def kept(source, file: BytesIO):
    """A run whose upload waits for the worker."""
    run = merge.start(source, file_name="clubs.csv")
    tasks.keep_upload(run, "file", file)
    return run


@pytest.fixture
def half_applied(source, monkeypatch):
    """A run of ten clubs whose worker was killed in the middle."""
    monkeypatch.setattr("directory.imports.merge.AT_ONCE", 5)
    monkeypatch.setattr("directory.imports.merge.BATCH", 4)
    run = merge.accept(checked(source, clubs(10)))
    original, calls = merge.apply_rows, []

    def break_off(*args):
        calls.append(args)
        if len(calls) == 6:
            raise ConnectionError
        original(*args)

    with monkeypatch.context() as patched:
        patched.setattr("directory.imports.merge.apply_rows", break_off)
        with pytest.raises(ConnectionError):
            merge.apply(run)
    assert 0 < Service.objects.count() < 10
    return run


class TestApplying:
    def test_it_goes_on_ten_minutes_later(self, half_applied):
        minutes_ago(half_applied, 11)

        call_command("resume_imports")

        assert Service.objects.count() == 10
        assert ImportRun.objects.get().status == Status.DONE

    def test_whoever_is_at_work_is_left_alone(self, half_applied):
        minutes_ago(half_applied, 9)

        assert tasks.resume_stopped() == 0
        assert ImportRun.objects.get().status == Status.APPLYING

    def test_an_officer_can_say_so_at_once(self, client, half_applied):
        client.force_login(person("Officers"))

        client.post(reverse("directory_imports:go-on", args=[half_applied.pk]))

        assert Service.objects.count() == 10

    def test_a_run_that_is_done_is_not_applied_again_by_a_slow_second_worker(self, source):
        run = merge.accept(checked(source, clubs(3)))
        slow = ImportRun.objects.get(pk=run.pk)
        counts = merge.apply(run).counts

        with pytest.raises(merge.TakenOver):
            merge.apply(slow)

        run = ImportRun.objects.get()
        assert (run.status, run.counts) == (Status.DONE, counts)

    def test_what_is_decided_or_done_never_counts_as_stopped(self, source):
        run = checked(source, clubs(2))
        for status in (Status.CHECKED, Status.DONE, Status.FAILED, Status.DISCARDED):
            ImportRun.objects.update(status=status)
            minutes_ago(run, 60)
            assert tasks.resume_stopped() == 0


class TestReading:
    def test_an_upload_that_nobody_took_up_is_read(self, source):
        minutes_ago(kept(source, clubs(3)), 11)

        assert tasks.resume_stopped() == 1

        assert ImportRun.objects.get().status == Status.CHECKED
        assert not ImportChunk.objects.exists()

    def test_a_broken_off_reading_begins_anew_and_counts_nothing_twice(self, source, monkeypatch):
        run = kept(source, clubs(3))
        with monkeypatch.context() as patched:
            patched.setattr("directory.imports.merge.plan_run", lambda *args: 1 / 0)
            patched.setattr("directory.imports.merge.fail", lambda *args: None)  # a killed process says nothing
            with pytest.raises(ZeroDivisionError):
                tasks.check_upload.call(run.pk)
        minutes_ago(run, 11)

        tasks.resume_stopped()

        run = ImportRun.objects.get()
        assert (run.status, run.rows_read) == (Status.CHECKED, 3)
        assert run.rows.filter(kind="service").count() == 3

    def test_a_second_worker_leaves_it_to_the_first(self, source):
        run = kept(source, clubs(3))
        minutes_ago(run, 1)

        tasks.check_upload.call(run.pk)

        assert ImportRun.objects.get().status == Status.WAITING

    def test_a_run_that_was_decided_about_is_not_read_again(self, source):
        run = kept(source, clubs(3))
        tasks.check_upload.call(run.pk)
        ImportRun.objects.update(status=Status.DISCARDED, alive_at=None)

        tasks.check_upload.call(run.pk)

        assert ImportRun.objects.get().status == Status.DISCARDED

    def test_without_the_file_it_fails_in_words(self, source):
        minutes_ago(merge.start(source, file_name="clubs.csv"), 11)

        tasks.resume_stopped()

        run = ImportRun.objects.get()
        assert run.status == Status.FAILED
        assert "Import it again" in run.failure


class TestFetching:
    """A feed of five pages, each of which takes six minutes to come."""

    ADDRESS = "https://feed.example.org/services"

    @pytest.fixture
    def resumed(self, monkeypatch):
        """How many runs the timer went on with, each time that it looked."""
        found = []

        def slow(url, **options):
            run = ImportRun.objects.get()
            minutes_ago(run, 6 + (timezone.now() - (run.alive_at or run.created_at)).total_seconds() / 60)
            found.append(tasks.resume_stopped())
            assert found[-1] == 0, "a second worker begins to fetch the same feed"
            entry = {"id": url, "name": "Club", "status": "active", "contacts": []}
            return json.dumps({"contents": [entry], "total_pages": 5}).encode()

        monkeypatch.setattr("directory.imports.openreferral_feed.fetch", slow)
        return found

    def test_the_worker_is_left_alone(self, resumed):
        source = ImportSource.objects.create(slug="feed", name="Feed", kind="openreferral", url=self.ADDRESS)
        run = merge.start(source, file_name=self.ADDRESS)

        tasks.check_feed.call(run.pk)

        assert resumed == [0] * 5
        assert ImportRun.objects.get().status == Status.CHECKED

    def test_so_is_the_command(self, resumed):
        ImportSource.objects.create(slug="feed", name="Feed", kind="openreferral", url=self.ADDRESS)

        call_command("import_openreferral", self.ADDRESS, "--source", "feed", verbosity=0)

        assert resumed == [0] * 5


class TestPage:
    @pytest.mark.parametrize(("minutes", "says_so"), [(9, False), (11, True)])
    def test_it_says_when_nothing_has_happened_for_ten_minutes(self, client, half_applied, minutes, says_so):
        minutes_ago(half_applied, minutes)
        client.force_login(person("Officers"))

        page = client.get(reverse("directory_imports:run", args=[half_applied.pk])).content.decode()

        assert ("It has stopped: go on" in page) is says_so

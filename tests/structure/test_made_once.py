"""Rows stay from one browser test to the next only while nobody wrote to the database.

A run makes them once: what one worker has made is read by the others.
"""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management.color import no_style
from django.db import connection

from localoffer.core.models import Team
from tests.factories.core import TeamFactory
from tests.made_once import is_question, made_once, standing


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT 1",
        '  select "a" FROM b',
        "WITH a AS (SELECT 1) SELECT * FROM a",
        "SAVEPOINT a",
        "ROLLBACK TO SAVEPOINT a",
        "PRAGMA foreign_keys",
    ],
)
def test_a_question_leaves_the_rows(sql):
    assert is_question(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO a VALUES (1)",
        " update a SET b = 1",
        "DELETE FROM a",
        "TRUNCATE a",
        "WITH a AS (DELETE FROM b RETURNING *) SELECT * FROM a",
        "DROP TABLE a",
        b"SELECT 1",
    ],
)
def test_anything_else_counts_as_a_change(sql):
    assert not is_question(sql)


def make_team():
    TeamFactory(name="Made once")


put_team = made_once(make_team)


@pytest.mark.begins_with(put=put_team)
class TestStanding:
    def test_the_rows_are_there_and_may_stay(self):
        assert Team.objects.filter(name="Made once").count() == 1
        assert standing.made_by is put_team
        assert standing.may_stay()

    def test_not_after_a_change(self):
        TeamFactory(name="Another")

        assert not standing.may_stay()

    def test_so_the_next_test_begins_as_the_first(self):
        assert not Team.objects.filter(name="Another").exists()
        assert Team.objects.filter(name="Made once").count() == 1


@pytest.mark.django_db
def test_a_test_without_the_mark_begins_without_the_rows():
    assert standing.made_by is None
    assert not Team.objects.filter(name="Made once").exists()


@pytest.mark.django_db
def test_in_a_test_s_own_transaction_the_rows_go_with_the_test():
    put_team()

    assert connection.in_atomic_block
    assert standing.made_by is None


def make_team_with_a_file():
    TeamFactory(name="Made by another worker")
    default_storage.save("another.txt", ContentFile(b"Words"))


def make_nothing():
    """Stands in for what another worker has made already."""


make_nothing.__qualname__ = make_team_with_a_file.__qualname__


def count_from_the_beginning(model):
    """As the database of a worker does that made nothing yet."""
    places = [{"table": model._meta.db_table, "column": model._meta.pk.column}]
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_by_name_sql(no_style(), places):
            cursor.execute(sql)


@pytest.mark.django_db
class TestOtherWorkers:
    def read_what_another_made(self):
        made_once(make_team_with_a_file)()
        default_storage.delete("another.txt")
        Team.objects.all().delete()
        count_from_the_beginning(Team)

        made_once(make_nothing)()

    def test_what_one_has_made_is_read_by_the_others(self):
        self.read_what_another_made()

        assert Team.objects.get().name == "Made by another worker"
        with default_storage.open("another.txt") as file:
            assert file.read() == b"Words"

    def test_numbers_go_on_above_what_was_read(self):
        self.read_what_another_made()

        assert TeamFactory().pk > Team.objects.get(name="Made by another worker").pk

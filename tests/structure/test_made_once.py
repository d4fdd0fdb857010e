"""Rows stay from one browser test to the next only while nobody wrote to the database."""

import pytest
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

"""Which tests the second database leaves to the first (`tests/engines.py`)."""

from types import SimpleNamespace

import pytest
from django.conf import settings
from django.test import SimpleTestCase, TestCase

from tests import engines


def item(nodeid="tests/core/test_a.py::test_b", marks=(), fixtures=(), cls=None):
    mark = {name: getattr(pytest.mark, name) for name in marks}
    return SimpleNamespace(nodeid=nodeid, cls=cls, fixturenames=fixtures, get_closest_marker=mark.get)


@pytest.mark.parametrize("place", [*engines.ONCE, *engines.TWICE])
def test_each_place_that_is_named_exists(place):
    assert (settings.BASE_DIR / place).exists()


@pytest.mark.parametrize(
    "touches", [{"marks": ["django_db"]}, {"fixtures": ["db"]}, {"fixtures": ["live_server"]}, {"cls": TestCase}]
)
def test_what_touches_the_database_is_asked_of_both(touches):
    assert not engines.is_said_by_one(item(**touches))


@pytest.mark.parametrize("touches_nothing", [{}, {"fixtures": ["tmp_path"]}, {"cls": SimpleTestCase}])
def test_what_touches_none_is_not(touches_nothing):
    assert engines.is_said_by_one(item(**touches_nothing))


def test_nor_is_what_stands_in_a_folder_about_words():
    assert engines.is_said_by_one(item("tests/pages/test_news.py::test_b", ["django_db"]))
    assert not engines.is_said_by_one(item("tests/pages/search/test_a.py::test_b", ["django_db"]))
    assert not engines.is_said_by_one(item("tests/pages_of_another/test_a.py::test_b", ["django_db"]))


@pytest.mark.parametrize("mark", ["browser", "postgres"])
def test_what_runs_with_postgresql_alone_is_never_left_to_sqlite(mark):
    assert not engines.is_said_by_one(item("tests/pages/test_news.py::test_b", [mark]))

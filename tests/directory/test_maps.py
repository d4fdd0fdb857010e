from itertools import pairwise

import pytest

from directory.presentation.maps import HEIGHT, WIDTH, Pin, draw_map
from directory.presentation.outlines import flat, outline_cache
from tests.factories.directory import AreaFactory

LEIGH = (51.545, 0.655)
SHOEBURY = (51.530, 0.790)
LONDON = (51.5, -0.12)
SQUARE = [[[0.60, 51.52], [0.82, 51.52], [0.82, 51.58], [0.60, 51.58], [0.60, 51.52]]]


@pytest.fixture
def ward(db):
    return AreaFactory(name="Leigh", outline=SQUARE, latitude=51.55, longitude=0.66)


@pytest.mark.django_db
class TestDrawMap:
    def test_every_pin_is_in_the_middle_where_a_phone_shows_it(self, ward):
        pins = [Pin(1, LEIGH, "Leigh-on-Sea"), Pin(2, SHOEBURY, "Shoeburyness")]

        drawn = draw_map(pins, numbers=[1, 2])

        assert all(WIDTH * 0.15 < mark.x < WIDTH * 0.85 and 35 < mark.y < HEIGHT for mark in drawn.marks)

    def test_pins_at_one_place_share_a_mark(self, ward):
        pins = [Pin(1, LEIGH, "Leigh-on-Sea"), Pin(4, LEIGH, "Leigh-on-Sea"), Pin(5, SHOEBURY, "Shoeburyness")]

        drawn = draw_map(pins, numbers=[1, 4, 5])

        assert sorted(mark.text for mark in drawn.marks) == ["1, 4", "5"]

    def test_no_mark_hides_another(self, ward):
        """The last one joins the first, and their common mark is so wide that it reaches the second."""
        pins = [Pin(number, (51.545, 0.66 + step), "Leigh") for number, step in ((10, 0), (11, 0.0105), (12, -0.003))]

        drawn = draw_map([*pins, Pin(13, SHOEBURY, "Shoeburyness")], numbers=[10, 11, 12, 13])

        boxes = sorted(mark.box for mark in drawn.marks)
        assert all(left[2] < right[0] for left, right in pairwise(boxes))
        assert sorted(number for mark in drawn.marks for number in mark.numbers) == [10, 11, 12, 13]

    def test_a_phone_shows_the_names_that_have_room(self, db):
        for number in range(6):
            left = 0.65 + number * 0.02
            square = [[[left, 51.53], [left + 0.02, 51.53], [left + 0.02, 51.56], [left, 51.56], [left, 51.53]]]
            AreaFactory(name="A long name", outline=square, latitude=51.55, longitude=left + 0.01)

        labels = draw_map([], numbers=[]).labels

        assert len(labels) == 6
        assert [label.on_phones for label in labels].count(True) == 2

    def test_many_pins_at_one_place_are_counted(self, ward):
        drawn = draw_map([Pin(number, LEIGH, "") for number in range(1, 9)], numbers=range(1, 9))

        assert [mark.text for mark in drawn.marks] == ["1, 2 +6"]

    def test_a_place_without_address_does_not_share_a_mark_with_an_exact_one(self, ward):
        pins = [Pin(1, LEIGH, "Leigh"), Pin(2, LEIGH, "Leigh", approximate=True)]

        drawn = draw_map(pins, numbers=[1, 2])

        assert {mark.approximate for mark in drawn.marks} == {True, False}

    def test_a_far_place_does_not_make_the_others_tiny(self, ward):
        near = [Pin(1, LEIGH, "Leigh-on-Sea"), Pin(2, SHOEBURY, "Shoeburyness")]

        with_far = draw_map([*near, Pin(3, LONDON, "London")], numbers=[1, 2, 3])

        assert with_far.view == draw_map(near, numbers=[1, 2]).view
        assert "Result 3 has no place on the map." in with_far.caption

    def test_results_without_a_place_are_named(self, ward):
        drawn = draw_map([Pin(1, LEIGH, "Leigh-on-Sea")], numbers=[1, 2, 3])

        assert drawn.caption == "Numbers match the list. Results 2 and 3 have no place on the map."

    def test_the_summary_says_where_each_result_is(self, ward):
        pins = [Pin(1, LEIGH, "Leigh-on-Sea"), Pin(2, LEIGH, "Leigh-on-Sea"), Pin(3, SHOEBURY, "Thorpe", True)]

        drawn = draw_map(pins, numbers=[1, 2, 3])

        assert drawn.summary == (
            "Results 1 and 2 are in Leigh-on-Sea. Result 3 is somewhere in Thorpe; its address is not shown."
        )

    def test_without_any_pin_the_whole_area_is_drawn(self, ward):
        drawn = draw_map([], numbers=[1])

        assert [outline.name for outline in drawn.outlines] == ["Leigh"]
        assert drawn.summary == "No result on this page has a place on the map."

    def test_without_outlines_pins_are_drawn_all_the_same(self, db):
        drawn = draw_map([Pin(1, LEIGH, "Leigh-on-Sea")], numbers=[1])

        assert (len(drawn.marks), drawn.outlines) == (1, [])

    def test_without_anything_there_is_still_a_map(self, db):
        assert draw_map([], numbers=[]).marks == []

    def test_ward_names_do_not_cover_marks(self, ward):
        drawn = draw_map([Pin(1, (51.55, 0.66), "Leigh-on-Sea")], numbers=[1])

        label, mark = drawn.labels[0].box, drawn.marks[0].box
        assert label[1] > mark[3] or label[3] < mark[1] or label[0] > mark[2] or label[2] < mark[0]


@pytest.mark.django_db
class TestOutlineCache:
    def test_only_the_councils_wards_are_drawn(self, ward):
        council = AreaFactory(name="Southend", kind="authority", code="E06000033")
        AreaFactory(name="Thorpe", outline=SQUARE, authority=council)

        assert [outline.name for outline in outline_cache.get("E06000033")] == ["Thorpe"]

    def test_a_second_map_costs_no_query(self, ward, django_assert_num_queries):
        outline_cache.get("")

        with django_assert_num_queries(0):
            outline_cache.get("")

    def test_a_changed_area_is_read_anew(self, ward):
        outline_cache.get("")
        ward.name = "Leigh and Chalkwell"
        ward.save()

        assert [outline.name for outline in outline_cache.get("")] == ["Leigh and Chalkwell"]

    def test_a_line_is_not_an_outline(self, db):
        AreaFactory(outline=[[[0.6, 51.5], [0.7, 51.5]]])

        assert outline_cache.get("") == []

    def test_points_that_lie_close_together_are_thinned_out(self, db):
        AreaFactory(outline=[[[0.6, 51.5], [0.60001, 51.5], [0.7, 51.5], [0.7, 51.6]]])

        (outline,) = outline_cache.get("")

        assert outline.path.count(" ") == 4, "two steps after the start"


def test_north_is_up_and_east_is_right():
    x, y = flat(51.5, 0.7)

    assert flat(51.6, 0.7)[1] < y
    assert flat(51.5, 0.8)[0] > x

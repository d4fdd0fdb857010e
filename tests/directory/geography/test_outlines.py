import pytest

from directory.geography.outlines import centre, rings_of, simplify

SQUARE = [[0.0, 51.0], [0.01, 51.0], [0.01, 51.01], [0.0, 51.01], [0.0, 51.0]]


def test_points_on_a_straight_line_are_left_out():
    ring = [[0.0, 51.0], [0.005, 51.0], *SQUARE[1:]]

    assert simplify(ring, metres=10) == SQUARE


def test_corners_stay():
    assert simplify(SQUARE, metres=10) == SQUARE


def test_the_middle_is_the_centroid():
    assert centre([SQUARE]) == pytest.approx((51.005, 0.005))


def test_the_middle_of_several_parts_is_that_of_the_largest():
    small = [[x / 100 + 1, y] for x, y in SQUARE]

    assert centre([small, SQUARE]) == pytest.approx((51.005, 0.005))


def test_polygons_and_multipolygons_become_rings():
    assert rings_of({"type": "Polygon", "coordinates": [SQUARE]}) == [SQUARE]
    assert rings_of({"type": "MultiPolygon", "coordinates": [[SQUARE], [SQUARE]]}) == [SQUARE, SQUARE]

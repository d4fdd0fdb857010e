from math import cos, hypot, radians

import pytest

from directory.geography.grid import to_wgs84


@pytest.mark.parametrize(
    ("easting", "northing", "latitude", "longitude"),
    [
        (651409.903, 313177.270, 52.657978, 1.716074),  # the worked example of the Ordnance Survey's guide
        (585748, 187095, 51.552160, 0.677800),
    ],
)
def test_the_grid_becomes_latitude_and_longitude(easting, northing, latitude, longitude):
    found = to_wgs84(easting, northing)

    metres = hypot((found[0] - latitude) * 111_320, (found[1] - longitude) * 111_320 * cos(radians(latitude)))
    assert metres < 5

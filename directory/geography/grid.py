"""The British National Grid in latitude and longitude.

Transverse Mercator on the Airy 1830 ellipsoid, then a Helmert transformation to WGS84, with the constants
of the Ordnance Survey's “A guide to coordinate systems in Great Britain”. Good to about 5 metres, which is
plenty for the distance to a school; the full grid correction (OSTN15) would cost a dependency.
"""

from math import atan2, cos, hypot, pi, radians, sin, sqrt, tan

AIRY_A, AIRY_B = 6_377_563.396, 6_356_256.909
WGS84_A, WGS84_B = 6_378_137.000, 6_356_752.314_1
SCALE = 0.999_601_271_7
LAT_0, LON_0 = radians(49), radians(-2)
NORTH_0, EAST_0 = -100_000.0, 400_000.0
# OSGB36 to WGS84: metres, seconds of arc, parts per million.
SHIFT = (446.448, -125.157, 542.060)
TURN = tuple(radians(seconds / 3600) for seconds in (0.1502, 0.2470, 0.8421))
STRETCH = -20.4894e-6
N = (AIRY_A - AIRY_B) / (AIRY_A + AIRY_B)


def to_wgs84(easting: float, northing: float) -> tuple[float, float]:
    """(latitude, longitude) in degrees on WGS84, rounded to six decimals."""
    latitude, longitude = unproject(easting, northing)
    latitude, longitude = to_degrees(*shift(*to_space(latitude, longitude)))
    return round(latitude, 6), round(longitude, 6)


def arc(latitude: float) -> float:
    """Length of the meridian from the true origin, in metres."""
    dif, total = latitude - LAT_0, latitude + LAT_0
    return (
        AIRY_B
        * SCALE
        * (
            (1 + N + 5 / 4 * N**2 + 5 / 4 * N**3) * dif
            - (3 * N + 3 * N**2 + 21 / 8 * N**3) * sin(dif) * cos(total)
            + (15 / 8 * N**2 + 15 / 8 * N**3) * sin(2 * dif) * cos(2 * total)
            - 35 / 24 * N**3 * sin(3 * dif) * cos(3 * total)
        )
    )


def unproject(easting: float, northing: float) -> tuple[float, float]:
    """Latitude and longitude on Airy 1830, in radians."""
    latitude = (northing - NORTH_0) / (AIRY_A * SCALE) + LAT_0
    while abs(rest := northing - NORTH_0 - arc(latitude)) >= 0.000_01:
        latitude += rest / (AIRY_A * SCALE)
    e2 = 1 - AIRY_B**2 / AIRY_A**2
    sin2 = sin(latitude) ** 2
    nu = AIRY_A * SCALE / sqrt(1 - e2 * sin2)
    rho = AIRY_A * SCALE * (1 - e2) * (1 - e2 * sin2) ** -1.5
    eta2 = nu / rho - 1
    t, sec, d = tan(latitude), 1 / cos(latitude), easting - EAST_0
    latitude_found = (
        latitude
        - t / (2 * rho * nu) * d**2
        + t / (24 * rho * nu**3) * (5 + 3 * t**2 + eta2 - 9 * t**2 * eta2) * d**4
        - t / (720 * rho * nu**5) * (61 + 90 * t**2 + 45 * t**4) * d**6
    )
    longitude = (
        LON_0
        + sec / nu * d
        - sec / (6 * nu**3) * (nu / rho + 2 * t**2) * d**3
        + sec / (120 * nu**5) * (5 + 28 * t**2 + 24 * t**4) * d**5
        - sec / (5040 * nu**7) * (61 + 662 * t**2 + 1320 * t**4 + 720 * t**6) * d**7
    )
    return latitude_found, longitude


def to_space(latitude: float, longitude: float) -> tuple[float, float, float]:
    """A point on Airy 1830 as metres from the middle of the earth."""
    e2 = 1 - AIRY_B**2 / AIRY_A**2
    nu = AIRY_A / sqrt(1 - e2 * sin(latitude) ** 2)
    return (
        nu * cos(latitude) * cos(longitude),
        nu * cos(latitude) * sin(longitude),
        (1 - e2) * nu * sin(latitude),
    )


def shift(x: float, y: float, z: float) -> tuple[float, float, float]:
    """The Helmert transformation from OSGB36 to WGS84."""
    rx, ry, rz = TURN
    s = 1 + STRETCH
    return (
        SHIFT[0] + s * x - rz * y + ry * z,
        SHIFT[1] + rz * x + s * y - rx * z,
        SHIFT[2] - ry * x + rx * y + s * z,
    )


def to_degrees(x: float, y: float, z: float) -> tuple[float, float]:
    """Latitude and longitude on WGS84, in degrees."""
    e2 = 1 - WGS84_B**2 / WGS84_A**2
    p = hypot(x, y)
    latitude, last = atan2(z, p * (1 - e2)), 2 * pi
    while abs(latitude - last) > 1e-12:
        nu = WGS84_A / sqrt(1 - e2 * sin(latitude) ** 2)
        latitude, last = atan2(z + e2 * nu * sin(latitude), p), latitude
    return latitude * 180 / pi, atan2(y, x) * 180 / pi

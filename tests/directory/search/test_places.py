from random import Random

import pytest

from directory.search import SearchQuery, search
from directory.search.places import Circle, Grid, miles_between
from localoffer.core.models import CouncilSettings
from tests.factories.directory import AreaFactory, LocationFactory, ServiceFactory

SOUTHEND, LONDON = (51.5405, 0.7090), (51.5074, -0.1278)


class TestMilesBetween:
    def test_southend_is_36_miles_from_london(self):
        assert miles_between(*SOUTHEND, *LONDON) == pytest.approx(36.0, abs=0.2)


class TestGrid:
    @pytest.mark.parametrize("miles", [0.1, 1, 5, 30, 90, 400])
    def test_no_place_within_the_circle_is_missed_or_wrongly_sure(self, miles):
        draw = Random(miles)
        places = [(50 + draw.random() * 5, -3 + draw.random() * 5) for _ in range(1500)]
        places += [(51.54 + draw.uniform(-0.1, 0.1), 0.7 + draw.uniform(-0.15, 0.15)) for _ in range(500)]
        grid = Grid()
        for number, (lat, lon) in enumerate(places):
            grid.add(number, 0, lat, lon)
        point = (51.54, 0.7)

        near = {entry >> 8: sure for entries, sure in grid.around(Circle(point, miles)) for entry in entries}

        distances = [miles_between(*point, *place) for place in places]
        assert {number for number, away in enumerate(distances) if away <= miles} <= set(near)
        assert all(distances[number] <= miles for number, sure in near.items() if sure)
        circle = Circle(point, miles)
        assert [circle.holds(*place) for place in places] == [away <= miles for away in distances]

    def test_a_place_that_was_removed_is_gone(self):
        grid = Grid()
        grid.add(1, 0, *SOUTHEND)
        grid.remove(1, 0, *SOUTHEND)

        assert [number for entries, _sure in grid.around(Circle(SOUTHEND, 1)) for number in entries] == []


@pytest.mark.django_db
class TestCovering:
    """Services without a place on the map pass a radius if they cover the visitor's point."""

    HOME, OTHER = "E06000033", "E10000012"

    @pytest.fixture(autouse=True)
    def home(self, site_tree):
        council, _created = CouncilSettings.objects.get_or_create(site=site_tree)
        council.authority_code = self.HOME
        council.save()

    def found(self, service, **place):
        return service.pk in search(SearchQuery(point=SOUTHEND, within=1, **place)).ids

    @pytest.mark.parametrize(("authority", "expected"), [(HOME, True), (OTHER, False), ("", True)])
    def test_the_whole_area_means_the_councils_own(self, authority, expected):
        assert self.found(ServiceFactory(coverage="area"), authority=authority) is expected

    def test_national_services_cover_everything_even_with_a_place_far_away(self):
        service = ServiceFactory(coverage="national", at=[LocationFactory(latitude=55, longitude=-3)])

        assert self.found(service, authority=self.OTHER)
        assert service.pk not in search(SearchQuery(point=SOUTHEND, within=1)).distances

    @pytest.mark.parametrize("way", ["online", "home_visit"])
    def test_a_service_that_comes_to_the_family_passes_although_its_place_is_far(self, way):
        far = LocationFactory(latitude=52, longitude=0)

        assert self.found(ServiceFactory(at=[far], **{way: True}), authority=self.HOME)
        assert not self.found(ServiceFactory(at=[far], **{way: True}), authority=self.OTHER)
        assert not self.found(ServiceFactory(at=[far]), authority=self.HOME)

    @pytest.mark.parametrize(("ward", "expected"), [("W1", True), ("W2", False), ("", True)])
    def test_some_wards_means_those_wards(self, ward, expected):
        service = ServiceFactory(coverage="parts")
        service.coverage_areas.add(AreaFactory(code="W1"))
        service.save()

        assert self.found(service, ward=ward, authority=self.HOME) is expected

    def test_wards_that_are_not_listed_never_hide_a_service(self):
        assert self.found(ServiceFactory(coverage="parts"), ward="W1")

    def test_a_place_without_coordinates_counts_like_no_place(self):
        service = ServiceFactory(at=[LocationFactory(latitude=None, longitude=None)])

        assert self.found(service, authority=self.HOME)
        assert not self.found(service, authority=self.OTHER)

    def test_what_has_no_distance_comes_after_places(self):
        online = ServiceFactory(name="A", online=True)
        far = ServiceFactory(name="B", at=[LocationFactory(latitude=51.55, longitude=0.7)])
        near = ServiceFactory(name="C", at=[LocationFactory(latitude=SOUTHEND[0], longitude=SOUTHEND[1])])

        for sort in ("nearest", "best"):
            assert search(SearchQuery(point=SOUTHEND, sort=sort)).ids == [near.pk, far.pk, online.pk]

    def test_an_area_only_place_is_measured_from_the_middle_of_its_ward(self):
        ward = AreaFactory(latitude=51.6, longitude=0.7)
        hidden = LocationFactory(visibility="area", latitude=51.5405, longitude=0.709, ward=ward)
        service = ServiceFactory(at=[hidden])

        results = search(SearchQuery(point=SOUTHEND))

        assert results.distances[service.pk] == pytest.approx(miles_between(*SOUTHEND, 51.6, 0.7))
        assert results.places[service.pk] == hidden.pk

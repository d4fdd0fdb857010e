"""What of a service is printed on its side of paper."""

import pytest

from directory.models import ServiceStep
from directory.presentation.places import places_of
from directory.presentation.sheet import Sheet, side_for
from tests.factories.directory import AreaFactory, LocationFactory, ServiceFactory, TermFactory, VocabularyFactory

pytestmark = pytest.mark.django_db


def sheet_of(points, steps=0, **options):
    service = ServiceFactory(who_yes="\n".join(f"Point {number}" for number in range(points)))
    for number in range(steps):
        ServiceStep.objects.create(service=service, title=f"Step {number}", text="A sentence of help. " * 20)
    return Sheet.of(service, [], [], **options)


def test_a_usual_service_is_printed_whole():
    assert not sheet_of(5, 3).leaves_out


def test_a_long_one_keeps_its_first_points_and_says_that_there_is_more():
    sheet = sheet_of(90)

    printed = [point.prints for point in sheet.who_yes]
    assert sheet.leaves_out
    assert printed == sorted(printed, reverse=True)
    assert 10 < sum(printed) < 40


def test_many_points_leave_half_of_the_room_to_the_steps():
    sheet = sheet_of(90, 3)

    assert all(step.prints for step in sheet.steps)


def test_steps_keep_their_titles_when_their_texts_do_not_fit():
    sheet = sheet_of(2, 12)

    assert all(step.prints for step in sheet.steps)
    assert not all(step.text_prints for step in sheet.steps)


def test_large_print_takes_as_many_sides_as_it_needs():
    assert not sheet_of(90, 12, side=side_for("large")).leaves_out


class TestPlaces:
    CLINIC = {"name": "Clinic", "address_1": "1 High Street", "town": "Leigh", "postcode": "SS9 1AA"}

    def sheet_at(self, *locations, steps=0, **options):
        service = ServiceFactory(at=list(locations))
        for number in range(steps):
            ServiceStep.objects.create(service=service, title=f"Step {number}", text="A sentence of help. " * 20)
        return Sheet.of(service, [], [], places_of(service), **options)

    def test_address_access_and_directions_are_printed(self):
        place = LocationFactory(**self.CLINIC, access_notes="Ring twice.", directions="Bus 26.")
        place.terms = [TermFactory(vocabulary=VocabularyFactory(slug="access"), label="Step-free")]
        place.save()

        (printed,) = self.sheet_at(place).places

        assert printed.prints
        assert printed.address == "1 High Street, Leigh, SS9 1AA"
        assert (printed.access, printed.access_prints) == ("Step-free. Ring twice.", True)
        assert printed.directions_print

    def test_an_address_goes_before_the_texts_of_steps(self):
        sheet = self.sheet_at(LocationFactory(**self.CLINIC, directions="Left. " * 100), steps=12)

        assert not all(step.text_prints for step in sheet.steps)
        assert (sheet.places[0].prints, sheet.places[0].directions_print) == (True, False)
        assert sheet.leaves_out

    def test_with_many_places_the_sheet_says_that_there_is_more(self):
        sheet = self.sheet_at(*(LocationFactory(**self.CLINIC) for _number in range(40)))

        printed = [place.prints for place in sheet.places]
        assert sheet.leaves_out
        assert printed == sorted(printed, reverse=True)
        assert 5 < sum(printed) < 30

    def test_large_print_has_all_of_them(self):
        places = [LocationFactory(**self.CLINIC, directions="Bus 26.") for _number in range(40)]

        assert not self.sheet_at(*places, side=side_for("large")).leaves_out

    def test_of_a_place_that_is_not_shown_only_the_area_is_printed(self):
        home = LocationFactory(
            **self.CLINIC,
            visibility="area",
            ward=AreaFactory(name="West Leigh"),
            access_notes="Red door",
            directions="Blue gate",
        )
        home.terms = [TermFactory(vocabulary=VocabularyFactory(slug="access"), label="Step-free")]
        home.save()

        (printed,) = self.sheet_at(home).places

        assert (printed.place.name, printed.address, printed.access) == ("West Leigh", "", "")
        assert printed.place.directions == ""

    def test_a_place_that_is_not_published_is_not_printed(self):
        assert self.sheet_at(LocationFactory(**self.CLINIC, live=False)).places == ()

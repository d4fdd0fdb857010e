"""What of a service is printed on its side of paper."""

import pytest

from directory.models import ServiceStep
from directory.presentation.sheet import Sheet, side_for
from tests.factories.directory import ServiceFactory

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

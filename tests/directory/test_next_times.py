"""When a family can come next, in words, and where."""

from datetime import UTC, date, datetime, time

import pytest

from directory.models import Location, Service
from directory.presentation.next_times import families_may_come, next_time, session_at_its_place
from directory.presentation.sessions import next_session
from tests.factories.directory import (
    AreaFactory,
    LocationFactory,
    ScheduleFactory,
    ServiceFactory,
    TermFactory,
    VocabularyFactory,
)

NOW = datetime(2026, 3, 16, 12, tzinfo=UTC)  # a Monday
pytestmark = pytest.mark.django_db


def route(slug, parent=None):
    return TermFactory(vocabulary=VocabularyFactory(slug="route"), slug=slug, parent=parent)


class TestFamiliesMayCome:
    @pytest.mark.parametrize("slug", ["drop-in", "contact-yourself", "a-way-in-that-an-officer-added"])
    def test_where_nobody_has_to_refer_them(self, slug):
        assert families_may_come([route(slug)])

    @pytest.mark.parametrize("slug", ["professional-refers", "assessment-needed", "professionals-only"])
    def test_not_where_somebody_else_decides(self, slug):
        assert not families_may_come([route(slug)])

    def test_not_where_a_finer_way_of_referring_is_named(self):
        assert not families_may_come([route("gp-refers", parent=route("professional-refers"))])

    def test_one_way_of_their_own_is_enough(self):
        assert families_may_come([route("professional-refers"), route("contact-yourself")])

    def test_where_the_way_in_is_not_known(self):
        assert families_may_come([])


class TestNextTime:
    def test_a_session_somewhere_else_names_its_place(self):
        near, far = LocationFactory(), LocationFactory(name="Leigh library", town="Leigh-on-Sea")
        service = ServiceFactory(at=[near, far])
        ScheduleFactory(service=service, days="TU", location=far)

        found = next_time(service, [], at=near.pk, now=NOW)

        assert found.words == "Next: Tuesday 17 March 2026, at Leigh library, Leigh-on-Sea"

    def test_a_time_without_a_place_holds_at_all_of_them(self):
        first, second = LocationFactory(), LocationFactory()
        service = ServiceFactory(at=[first, second])
        ScheduleFactory(service=service, days="TU")

        assert next_time(service, [], at=second.pk, now=NOW).words == "Next: Tuesday 17 March 2026"

    def test_a_service_that_families_are_referred_to_says_when_it_is_open(self):
        service = ServiceFactory()
        ScheduleFactory(service=service, days="MO,TU,WE,TH,FR", opens_at=time(9), closes_at=time(17))

        found = next_time(service, [route("professional-refers")], now=NOW)

        assert (found.words, found.session) == ("Open: Monday to Friday, 9am to 5pm", None)

    def test_many_opening_hours_stand_on_the_page_of_the_service(self):
        service = ServiceFactory()
        for days in ("MO", "TU", "WE"):
            ScheduleFactory(service=service, days=days)

        found = next_time(service, [route("professional-refers")], now=NOW)

        assert found.words == "Open at several times: see its page"

    def test_opening_hours_that_have_ended_are_left_out(self):
        service = ScheduleFactory(valid_to=date(2026, 3, 15)).service

        assert next_time(service, [route("professional-refers")], now=NOW).words == ""

    def test_a_paused_service_is_not_open(self):
        service = ScheduleFactory(service__status=Service.Status.PAUSED).service

        assert next_time(service, [route("professional-refers")], now=NOW).words == ""

    def test_a_session_at_a_withdrawn_place_is_none(self):
        service = ServiceFactory(at=[LocationFactory()])
        ScheduleFactory(service=service, days="TU", location=LocationFactory(live=False))

        assert next_time(service, [], now=NOW).words == ""


class TestSessionAtItsPlace:
    def test_the_only_place_of_a_service_goes_without_saying(self):
        hall = LocationFactory()
        service = ServiceFactory(at=[hall])
        ScheduleFactory(service=service, days="TU", location=hall)

        assert session_at_its_place(service, next_session(service, NOW)) == "Tuesday 17 March 2026"

    def test_one_of_several_places_is_named(self):
        hall = LocationFactory(name="Leigh hall")
        service = ServiceFactory(at=[hall, LocationFactory()])
        ScheduleFactory(service=service, days="TU", location=hall)

        assert session_at_its_place(service, next_session(service, NOW)) == "Tuesday 17 March 2026, at Leigh hall"

    def test_a_place_whose_address_is_not_shown_is_its_ward(self):
        home = LocationFactory(
            name="Acacia House",
            address_1="1 Hidden Way",
            town="Southend",
            ward=AreaFactory(name="Leigh"),
            visibility=Location.Visibility.AREA_ONLY,
        )
        service = ServiceFactory(at=[home, LocationFactory()])
        ScheduleFactory(service=service, days="TU", location=home)

        assert session_at_its_place(service, next_session(service, NOW)) == "Tuesday 17 March 2026, at Leigh"

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from directory.models import Area, Location, ProviderIdentifier, Schedule, Service, SlugHistory
from directory.short_codes import new_short_code, numbered_code
from tests.factories.directory import (
    AreaFactory,
    LocationFactory,
    ProviderFactory,
    ScheduleFactory,
    ServiceFactory,
    ServiceLocationFactory,
    TermFactory,
    VocabularyFactory,
)

pytestmark = pytest.mark.django_db


def refused(constraint):
    """The database refuses the row and names the constraint (SQLite names only checks)."""
    return pytest.raises(IntegrityError, match=f"{constraint}|UNIQUE constraint failed")


class TestServiceConstraints:
    def test_lowest_age_above_highest_is_refused(self):
        with refused("service_ages_in_order"), transaction.atomic():
            ServiceFactory(min_age=12, max_age=11)

    def test_same_lowest_and_highest_age_is_fine(self):
        assert ServiceFactory(min_age=11, max_age=11).pk

    def test_waiting_time_without_a_date_is_refused(self):
        with refused("service_wait_has_a_date"), transaction.atomic():
            ServiceFactory(wait="About 14 weeks", wait_as_of=None)

    def test_negative_price_is_refused(self):
        with refused("service_price_not_negative"), transaction.atomic():
            ServiceFactory(price_from=-1)

    def test_form_names_the_field_when_the_waiting_time_has_no_date(self):
        service = ServiceFactory.build(provider=ProviderFactory(), wait="About 14 weeks")

        with pytest.raises(ValidationError) as error:
            service.clean()

        assert list(error.value.message_dict) == ["wait_as_of"]

    def test_form_names_the_field_when_ages_are_swapped(self):
        service = ServiceFactory.build(provider=ProviderFactory(), min_age=9, max_age=3)

        with pytest.raises(ValidationError) as error:
            service.clean()

        assert list(error.value.message_dict) == ["max_age"]


class TestOtherConstraints:
    def test_a_service_is_listed_at_a_place_only_once(self):
        at = ServiceLocationFactory()

        with refused("service_once_at_a_place"), transaction.atomic():
            ServiceLocationFactory(service=at.service, location=at.location)

    def test_a_term_code_is_used_once_in_a_vocabulary(self):
        term = TermFactory(slug="autism")

        with refused("term_code_once_in_vocabulary"), transaction.atomic():
            TermFactory(slug="autism", vocabulary=term.vocabulary)

    def test_the_same_term_code_may_stand_in_another_vocabulary(self):
        TermFactory(slug="health")

        assert TermFactory(slug="health").pk

    def test_a_latitude_alone_is_refused(self):
        with refused("location_coordinates_both_or_none"), transaction.atomic():
            LocationFactory(latitude=51.5, longitude=None)

    def test_last_date_before_first_is_refused(self):
        with refused("schedule_dates_in_order"), transaction.atomic():
            ScheduleFactory(valid_from=date(2026, 5, 2), valid_to=date(2026, 5, 1))

    def test_interval_of_zero_is_refused(self):
        with refused("schedule_interval_at_least_one"), transaction.atomic():
            ScheduleFactory(interval=0)

    def test_a_registration_is_recorded_once(self):
        provider = ProviderFactory()
        ProviderIdentifier.objects.create(provider=provider, scheme="urn", value="100000")

        with refused("provider_identifier_once"), transaction.atomic():
            ProviderIdentifier.objects.create(provider=provider, scheme="urn", value="100000")

    def test_a_former_address_leads_to_one_listing(self):
        SlugHistory.objects.create(kind="service", slug="old", object_id=1)

        with refused("former_slug_once"), transaction.atomic():
            SlugHistory.objects.create(kind="service", slug="old", object_id=2)


class TestTerms:
    def test_a_parent_of_another_vocabulary_is_refused(self):
        term = TermFactory.build(vocabulary=VocabularyFactory(), parent=TermFactory())

        with pytest.raises(ValidationError, match="same vocabulary"):
            term.clean()

    def test_a_third_level_is_refused(self):
        top = TermFactory()
        second = TermFactory(vocabulary=top.vocabulary, parent=top)
        third = TermFactory.build(vocabulary=top.vocabulary, parent=second)

        with pytest.raises(ValidationError, match="two levels"):
            third.clean()


class TestAreaOnlyPlace:
    @pytest.fixture
    def home(self):
        ward = AreaFactory(name="Chalkwell", latitude=51.54, longitude=0.67)
        return LocationFactory(
            name="Ms Sample's home",
            address_1="1 Sample Street",
            town="Sampletown",
            postcode="SS0 0AA",
            latitude=51.5555,
            longitude=0.6666,
            ward=ward,
            directions="Ring the bell of number 1",
            visibility=Location.Visibility.AREA_ONLY,
        )

    def test_public_facts_are_those_of_the_ward(self, home):
        assert home.public_name == "Chalkwell"
        assert home.public_point == (51.54, 0.67)
        assert home.public_address_lines == ["Chalkwell"]
        assert home.public_town == "Chalkwell"

    def test_postcode_and_directions_are_not_public(self, home):
        assert home.public_postcode == ""
        assert home.public_directions == ""

    def test_without_a_ward_nothing_is_public(self, home):
        home.ward = None

        assert home.public_point is None
        assert home.public_address_lines == []
        assert home.public_name == ""

    def test_form_asks_for_the_ward(self, home):
        home.ward = None

        with pytest.raises(ValidationError) as error:
            home.clean()

        assert list(error.value.message_dict) == ["ward"]

    def test_a_draft_is_not_public_at_all(self):
        draft = LocationFactory(
            live=False, name="Draft", address_1="1 Draft Street", postcode="SS9 1AA", latitude=51, longitude=0.5
        )

        assert draft.public_point is None
        assert draft.public_address_lines == []
        assert [draft.public_name, draft.public_town, draft.public_postcode] == ["", "", ""]

    def test_an_ordinary_place_shows_its_address(self):
        place = LocationFactory(name="Hall", address_1="2 High Street", postcode="SS9 1AA", latitude=51, longitude=0.5)

        assert place.public_name == "Hall"
        assert place.public_address_lines == ["2 High Street", "SS9 1AA"]
        assert place.public_point == (51, 0.5)


class TestForAge:
    @pytest.mark.parametrize(("age", "found"), [(3, False), (4, True), (11, True), (12, False)])
    def test_both_ends_of_the_range_are_included(self, age, found):
        service = ServiceFactory(min_age=4, max_age=11)

        matches = Service.objects.for_age(age)

        assert (service in matches) is found

    def test_no_limit_means_any_age(self):
        service = ServiceFactory(min_age=None, max_age=None)

        assert service in Service.objects.for_age(25)


class TestPublished:
    @pytest.mark.parametrize(
        ("live", "status", "found"),
        [(True, "open", True), (True, "paused", True), (True, "closed", False), (False, "open", False)],
    )
    def test_families_see_live_services_that_are_not_closed(self, live, status, found):
        service = ServiceFactory(live=live, status=status)

        assert (service in Service.objects.published()) is found


class TestReviewOverdue:
    @pytest.mark.parametrize(
        ("due", "overdue"),
        [(None, True), (date(2026, 3, 1), True), (date(2026, 3, 2), False), (date(2027, 1, 1), False)],
    )
    def test_is_overdue_from_the_day_after(self, due, overdue):
        service = ServiceFactory(review_due=due)

        assert (service in Service.objects.review_overdue(today=date(2026, 3, 2))) is overdue


class TestSchedule:
    def test_days_are_read_as_codes(self):
        assert Schedule(days=" mo, 1SA ").day_codes == ["MO", "1SA"]

    @pytest.mark.parametrize("days", ["XX", "MO,YY", "1ZZ"])
    def test_form_names_an_unknown_day(self, days):
        with pytest.raises(ValidationError) as error:
            Schedule(days=days).clean()

        assert list(error.value.message_dict) == ["days"]

    def test_one_date_needs_the_date(self):
        with pytest.raises(ValidationError) as error:
            Schedule(frequency=Schedule.Frequency.ONCE).clean()

        assert list(error.value.message_dict) == ["valid_from"]


def test_current_schedules_leave_out_those_that_ended():
    ended = ScheduleFactory(valid_to=date(2026, 1, 31))
    running = ScheduleFactory(valid_to=date(2026, 2, 1))

    current = Schedule.objects.current(today=date(2026, 2, 1))

    assert running in current
    assert ended not in current


@pytest.mark.parametrize(("day", "is_current"), [(date(2026, 1, 31), False), (date(2026, 2, 1), True)])
def test_a_single_date_is_current_until_it_is_over(day, is_current):
    once = ScheduleFactory(frequency=Schedule.Frequency.ONCE, days="", valid_from=day)

    assert (once in Schedule.objects.current(today=date(2026, 2, 1))) is is_current


def test_area_kinds_cover_wards_authorities_and_towns():
    assert set(Area.Kind.values) == {"ward", "authority", "town"}


def test_a_new_service_never_takes_the_short_code_of_another():
    first = ServiceFactory(short_code="K7M2P")

    second = ServiceFactory(short_code="K7M2P")

    assert second.short_code != first.short_code


def test_numbered_codes_differ_from_each_other():
    assert len({numbered_code(number) for number in range(2000)}) == 2000


def test_short_codes_have_no_letters_that_are_mistaken_for_others():
    codes = {new_short_code() for _ in range(200)}

    assert not set("".join(codes)) & set("0O1ILBS8UAE")

"""Words about the last check, which never make an unchecked listing look current."""

from datetime import UTC, date, datetime, timedelta

import pytest

from directory.models import ServiceContact
from directory.presentation.freshness import freshness
from tests.factories.directory import ImportSourceFactory, ServiceFactory

TODAY = date(2026, 6, 15)
pytestmark = pytest.mark.django_db


def checked(days_ago):
    day = TODAY - timedelta(days=days_ago)
    return ServiceFactory(last_confirmed_at=datetime(day.year, day.month, day.day, 12, tzinfo=UTC))


@pytest.mark.parametrize(
    ("days_ago", "words"),
    [
        (0, "Checked today"),
        (1, "Checked yesterday"),
        (5, "Checked 5 days ago"),
        (21, "Checked 3 weeks ago"),
        (122, "Checked 4 months ago"),
    ],
)
def test_a_recent_check_is_told_as_people_tell_it(days_ago, words):
    found = freshness(checked(days_ago), TODAY)

    assert (found.words, found.is_old, found.warning) == (words, False, "")


def test_the_day_before_a_year_is_over_is_still_recent():
    assert freshness(checked(364), TODAY).is_old is False


def test_after_a_year_it_says_since_when_and_warns():
    found = freshness(checked(365), TODAY)

    assert found.words == "Not checked since June 2025"
    assert found.warning == "Nobody has checked these details since June 2025. Ask before you go."


def test_the_council_may_set_another_limit(settings):
    settings.LISTING_OLD_AFTER_MONTHS = 3

    assert freshness(checked(100), TODAY).is_old is True


def test_a_listing_that_nobody_ever_checked_says_so():
    found = freshness(ServiceFactory(), TODAY)

    assert found.words == "Not checked yet"
    assert found.warning == "Nobody has checked these details yet. Ask before you go."


def test_it_says_to_call_where_there_is_a_number():
    contacts = [ServiceContact(email="club@example.org"), ServiceContact(phone="01632 960 555")]

    warning = freshness(ServiceFactory(), TODAY, contacts=contacts).warning

    assert warning == "Nobody has checked these details yet. Call before you go."


def test_it_says_to_ask_where_there_is_none():
    warning = freshness(ServiceFactory(), TODAY, contacts=[ServiceContact(email="club@example.org")]).warning

    assert warning == "Nobody has checked these details yet. Ask before you go."


def test_an_imported_listing_names_its_source_and_date():
    source = ImportSourceFactory(name="GIAS")
    service = ServiceFactory(source=source, source_dated=date(2026, 3, 1))

    found = freshness(service, TODAY)

    assert found.words == "From GIAS, dated 1 March 2026; not yet checked by us"
    assert found.is_old is False


@pytest.mark.parametrize("dated", [None, date(2025, 3, 1)])
def test_an_imported_listing_without_a_recent_date_warns(dated):
    service = ServiceFactory(source=ImportSourceFactory(name="GIAS"), source_dated=dated)

    assert freshness(service, TODAY).is_old is True


def test_a_check_of_ours_counts_more_than_the_source():
    service = checked(5)
    service.source = ImportSourceFactory()

    assert freshness(service, TODAY).words == "Checked 5 days ago"

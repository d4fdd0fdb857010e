import json

import pytest

from directory.imports import merge
from directory.imports.openreferral import OpenReferralAdapter, read_document, read_path
from directory.imports.records import ImportFailure
from directory.models import ImportSource, Location, Provider, Schedule, Service, SourceRecord
from tests.factories.directory import AreaFactory, ImportSourceFactory

from .accounting import assert_all_accounted, assert_memory_is_true
from .conftest import FIXTURES, applied
from .steps import problems, writes_of_listings

pytestmark = pytest.mark.django_db


@pytest.fixture
def feed(terms):
    AreaFactory(code="E05099001", name="Gull")
    return ImportSourceFactory(slug="oruk", kind=ImportSource.Kind.OPEN_REFERRAL, arrives_live=True)


def service():
    return json.loads((FIXTURES / "openreferral_service.json").read_text())


def looked_at(feed, *documents):
    return merge.check(merge.start(feed), OpenReferralAdapter(feed, documents or [service()]))


@pytest.fixture
def talk(feed):
    run = applied(looked_at(feed))
    return run, Service.objects.get(name="Lighthouse Talk")


def test_every_value_arrives_or_is_left_out_on_purpose(talk, feed):
    assert_all_accounted(talk[0])
    assert_memory_is_true(feed)


def test_a_second_run_writes_nothing(talk, feed):
    run = looked_at(feed)

    with writes_of_listings() as writes:
        applied(run)

    assert writes == []


def test_times_stand_at_their_places(talk):
    times = {(time.frequency, time.days, time.location and time.location.name) for time in talk[1].schedules.all()}

    assert times == {
        (Schedule.Frequency.WEEKLY, "SA", None),
        (Schedule.Frequency.MONTHLY, "1SU", "Lighthouse"),
    }


def test_words_without_a_field_of_their_own_go_into_the_description(talk):
    for words in (
        "Closed on bank holidays.",
        "The side door is open",
        "Paid for by: The lottery",
        "Registered therapists",
    ):
        assert words in talk[1].description


def test_a_place_has_address_point_number_and_access(talk):
    place = Location.objects.get()

    assert (place.address_1, place.town, place.postcode) == ("1 Pier Road", "Southend-on-Sea", "SS1 1ZZ")
    assert (place.latitude, place.longitude, place.uprn) == (51.54, 0.7, "100090000002")
    assert "In the blue room." in place.access_notes


def test_a_virtual_place_means_online(talk):
    assert talk[1].online


def test_the_lowest_price_that_still_holds_is_the_price(talk):
    assert (str(talk[1].price_from), talk[1].price_unit) == ("3.00", "a visit")


def test_known_areas_are_covered_and_others_are_said(talk):
    assert [area.name for area in talk[1].coverage_areas.all()] == ["Gull"]
    assert talk[1].who_yes == "Families who live in the city"


def test_names_of_people_stay_at_the_source(talk):
    everything = str(list(SourceRecord.objects.values_list("said", flat=True)))

    assert "Invented" not in everything
    assert "checker@" not in everything
    assert "01702 960 130 ext. 12" in everything


def test_registers_that_we_keep_become_registrations(talk):
    assert [str(code) for code in Provider.objects.get().identifiers.all()] == ["Registered charity 1234567"]


def test_a_parent_that_the_source_does_not_hold_is_reported(talk):
    assert "o0 is not in this source" in str(problems(talk[0]))
    dropped = [line for line in talk[0].account if line["field"] == "organization.parent_organization_id"]
    assert [line["way"] for line in dropped] == ["dropped"]


def test_a_service_that_closes_is_proposed_for_closing(talk, feed):
    run = applied(looked_at(feed, service() | {"status": "defunct"}))

    assert run.counts["closed"] == {"service": 1}
    assert Service.objects.get().live


def test_a_pause_is_taken_up(talk, feed):
    applied(looked_at(feed, service() | {"status": "temporarily closed"}))

    assert Service.objects.get().status == Service.Status.PAUSED


def test_the_fullest_copy_of_a_service_counts(feed):
    short = {name: service()[name] for name in ("id", "name", "status", "organization")}

    run = applied(looked_at(feed, {"contents": [short], "total_pages": 1}, service()))

    assert Service.objects.get().description
    assert_all_accounted(run)


def test_an_organisation_brings_its_services(feed):
    own = service()
    organisation = own.pop("organization") | {"services": [own]}

    applied(looked_at(feed, organisation))

    assert Service.objects.get().provider.name == "Lighthouse Trust"


def test_version_1_is_understood(feed):
    page = json.loads((FIXTURES / "openreferral_v1_page.json").read_text())

    run = applied(looked_at(feed, page))

    club = Service.objects.get()
    assert (club.min_age, club.max_age, club.who_yes) == (8, 14, "Children who like boats")
    assert {(time.days, time.location_id is None) for time in club.schedules.all()} == {("MO", True), ("TU", False)}
    assert {term.slug for term in club.terms.all()} == {"autism", "bsl"}
    assert_all_accounted(run)


class TestAbbreviated:
    """A list of services names each with a few facts; the full document of one says everything."""

    LISTS = ("schedules", "service_at_locations", "service_areas", "languages", "cost_options")
    LISTS += ("contacts", "attributes", "funding")
    LONG = {name: [] for name in LISTS} | {"eligibility_description": "", "application_process": ""}

    def facts(self, service):
        parts = ("schedules", "service_locations", "links", "terms", "coverage_areas", "steps", "contacts")
        return {name: getattr(service, name).count() for name in parts} | {
            "online": service.online,
            "price": (service.price_from, service.cost_notes),
            "who": service.who_yes,
        }

    def short(self):
        return {name: value for name, value in service().items() if name not in self.LONG} | {"name": "Light Talk"}

    def test_what_is_not_mentioned_is_left_alone(self, talk, feed):
        before = self.facts(talk[1])

        applied(looked_at(feed, self.short()))

        after = Service.objects.get()
        assert after.name == "Light Talk"
        assert self.facts(after) == before
        assert min(before[name] for name in ("schedules", "service_locations", "links")) > 0
        assert "Paid for by: The lottery" in after.description

    def test_new_words_of_what_it_mentions_are_taken_up(self, talk, feed):
        applied(looked_at(feed, self.short() | {"description": "New words."}))

        assert "New words." in Service.objects.get().description

    def test_what_is_mentioned_and_empty_is_taken_away(self, talk, feed):
        applied(looked_at(feed, self.short() | self.LONG))

        after = self.facts(Service.objects.get())
        assert (after["schedules"], after["service_locations"], after["links"], after["who"]) == (0, 0, 0, "")
        assert not after["online"]

    def test_the_full_document_is_taken_up_again_afterwards(self, talk, feed):
        applied(looked_at(feed, self.short()))
        full = service()
        full["eligibility_description"] = "Everybody"

        run = applied(looked_at(feed, full))

        assert Service.objects.get().who_yes.startswith("Everybody")
        assert "conflict" not in run.counts

    def test_an_organisation_that_is_only_named_keeps_its_facts(self, talk, feed):
        short = self.short()
        short["organization"] = {name: short["organization"][name] for name in ("id", "name")}

        applied(looked_at(feed, short))

        provider = Provider.objects.get()
        assert provider.identifiers.exists()
        assert provider.description

    def test_a_place_that_is_only_named_keeps_its_address(self, talk, feed):
        short = service()
        place = short["service_at_locations"][0]["location"]
        short["service_at_locations"][0]["location"] = {name: place[name] for name in ("id", "name")}

        applied(looked_at(feed, short))

        assert (Location.objects.get().postcode, Location.objects.get().latitude) == ("SS1 1ZZ", 51.54)

    @pytest.mark.parametrize(("times", "left"), [({}, 2), ({"regular_schedules": []}, 0)])
    def test_version_1_too(self, feed, times, left):
        page = json.loads((FIXTURES / "openreferral_v1_page.json").read_text())
        applied(looked_at(feed, page))
        [club] = page["content"]
        del club["regular_schedules"], club["service_at_locations"]

        applied(looked_at(feed, page | {"content": [club | times]}))

        assert Service.objects.get().schedules.count() == left


def test_coordinates_that_are_nowhere_are_reported(feed):
    odd = service()
    odd["service_at_locations"][0]["location"] |= {"latitude": 100, "longitude": 101}

    run = applied(looked_at(feed, odd))

    assert "not a place" in str(problems(run))
    assert Location.objects.get().latitude is None


@pytest.mark.parametrize("data", [b"", b"  ", b'{"id": "1", "na', b"\xff\xfe", b"[" * 100_000])
def test_a_document_that_is_not_json_is_refused(data):
    with pytest.raises(ImportFailure):
        read_document(data, "feed.json")


@pytest.mark.parametrize("document", [{}, [], {"contents": []}, "text", {"title": "x"}])
def test_another_layout_is_refused(feed, document):
    with pytest.raises(ImportFailure):
        OpenReferralAdapter(feed, [document])


def test_an_empty_folder_is_refused(tmp_path):
    with pytest.raises(ImportFailure, match="no JSON file"):
        read_path(tmp_path)


def test_a_folder_over_60_mb_is_refused(tmp_path):
    for name in ("a.json", "b.json"):
        with (tmp_path / name).open("wb") as file:
            file.truncate(31 * 1024 * 1024)

    with pytest.raises(ImportFailure, match="62 MB of JSON; 60 MB are allowed"):
        read_path(tmp_path)

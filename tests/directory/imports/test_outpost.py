import json

import pytest

from directory.imports import merge
from directory.imports.outpost import OutpostAdapter
from directory.imports.records import ImportFailure
from directory.models import ImportSource, LocalOfferQuestion, Location, Provider, Service, SourceRecord
from tests.factories.directory import AreaFactory, ImportSourceFactory, PostcodeFactory

from .accounting import assert_all_accounted, assert_memory_is_true
from .conftest import FIXTURES, applied
from .steps import problems, writes_of_listings

pytestmark = pytest.mark.django_db


@pytest.fixture
def feed(terms):
    AreaFactory(code="E05099001", name="Gull")
    PostcodeFactory(code="SS9 1ZZ", ward_code="E05099001")
    return ImportSourceFactory(slug="bucks", kind=ImportSource.Kind.OUTPOST, arrives_live=True)


def looked_at(feed):
    page = json.loads((FIXTURES / "outpost_page.json").read_text())
    return merge.check(merge.start(feed), OutpostAdapter(feed, [page]))


@pytest.fixture
def page(feed):
    return applied(looked_at(feed))


def test_every_value_arrives_or_is_left_out_on_purpose(page, feed):
    assert_all_accounted(page)
    assert_memory_is_true(feed)


def test_a_second_run_writes_nothing(page, feed):
    run = looked_at(feed)

    with writes_of_listings() as writes:
        applied(run)

    assert writes == []


def test_a_service_arrives_with_all_its_parts(page):
    club = Service.objects.get(name="Puddle Club")

    assert (club.min_age, club.max_age) == (5, 11)
    assert {term.slug for term in club.terms.all()} == {"clubs", "autism", "bsl"}
    assert [(time.days, f"{time.opens_at:%H:%M}") for time in club.schedules.all()] == [("SA", "10:00")]
    assert (str(club.price_from), club.price_unit) == ("2.50", "per session")
    assert club.cost_notes == "Children: £2.50 per session; Grown-ups: £4.00 per session"
    assert {link.label for link in club.links.all()} == {"Facebook", "SEND information"}
    assert club.source_dated.isoformat() == "2026-02-03"


def test_a_masked_address_is_known_by_its_ward_alone(page):
    place = Location.objects.get()

    assert place.is_area_only
    assert place.public_address_lines == ["Gull"]
    assert {term.slug for term in place.terms.all()} == {"hoist"}


def test_answers_belong_to_the_councils_questions(page):
    answer = Service.objects.get(name="Puddle Club").answers.get()

    assert answer.question == LocalOfferQuestion.objects.get(text="How do you involve parents?")
    assert answer.answer == "A coffee morning each month."


def test_names_of_people_stay_at_the_source(page):
    everything = str(list(SourceRecord.objects.values_list("said", flat=True)))

    assert "Invented" not in everything
    assert "Coordinator" in everything


def test_unknown_terms_and_repeated_ids_are_reported(page):
    assert "“Rainy things”" in str(problems(page)[1])
    assert "“Moat”" in str(problems(page)[1])
    assert "already in row 1" in str(problems(page)[3])


def test_nationwide_is_not_a_place(page):
    line = Service.objects.get(name="Far Line")

    assert line.coverage == Service.Coverage.NATIONAL
    assert not line.service_locations.exists()
    assert (line.min_age, line.max_age) == (2, 4)
    assert line.price_from == 0


def test_an_organisation_without_a_name_is_called_like_its_service(page):
    assert Provider.objects.filter(name="Far Line").exists()


@pytest.mark.parametrize("document", [[], {"content": []}, {"name": "x"}, 5, {"content": [{"id": 1, "name": "x"}]}])
def test_another_layout_is_refused(feed, document):
    with pytest.raises(ImportFailure):
        OutpostAdapter(feed, [document])

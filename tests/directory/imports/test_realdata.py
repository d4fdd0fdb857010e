"""Imports of real files, which are third-party data and never committed: `pytest -m realdata -s -n0`."""

import io
import json
from datetime import date
from pathlib import Path

import pytest

from directory.geography.areas import load_outlines
from directory.geography.postcodes import load_postcodes
from directory.imports import merge
from directory.imports.gias import GiasAdapter
from directory.imports.gias_links import read_links
from directory.imports.openreferral import OpenReferralAdapter, read_path
from directory.imports.outpost import OutpostAdapter
from directory.imports.table import TableAdapter
from directory.imports.tables import open_table
from directory.models import ImportSource, Location, Provider, Service
from tests.factories.directory import ImportSourceFactory
from tests.made_once import starting_lists

from .accounting import assert_all_accounted, assert_memory_is_true
from .conftest import FIXTURES, applied
from .steps import changes, writes_of_listings

DATA = Path(__file__).parents[4] / "shared" / "data"
pytestmark = [pytest.mark.django_db, pytest.mark.realdata]


def table(path):
    """A table of the real data."""
    return open_table(io.BytesIO((DATA / path).read_bytes()))


def schools_table(source):
    source.column_map = json.loads((FIXTURES / "schools_map.json").read_text())
    source.save()
    return TableAdapter(source, table("gias/schools_southend_2018-19.csv"))


def edubase(source):
    source.options = {"authorities": ["882"]}
    links = read_links(table("gias/links_southend_2025-04-22.csv"))
    return GiasAdapter(source, table("gias/edubase_southend_2017-07_partial.csv"), links)


def gias_layout(source):
    return GiasAdapter(source, table("gias/gias_layout_example_rows.csv"))


def outpost(source):
    return OutpostAdapter(source, read_path(DATA / "oruk/feeds/buckinghamshire_outpost_services_page1.json"))


def standard_examples(source):
    return OpenReferralAdapter(source, read_path(DATA / "oruk/hsds-uk-3.0/examples"))


SOURCES = [
    (schools_table, ImportSource.Kind.TABLE, 53),
    (edubase, ImportSource.Kind.GIAS, 17),
    (gias_layout, ImportSource.Kind.GIAS, 1),
    (outpost, ImportSource.Kind.OUTPOST, 20),
    (standard_examples, ImportSource.Kind.OPEN_REFERRAL, 1),
]


@pytest.fixture(autouse=True)
def _council(db):
    starting_lists()


@pytest.mark.parametrize(("opened", "kind", "services"), SOURCES)
def test_every_value_is_accounted_for_a_second_run_writes_nothing_and_an_edit_survives(opened, kind, services):
    source = ImportSourceFactory(kind=kind, arrives_live=True)

    def run():
        return merge.check(merge.start(source, dated=date(2026, 3, 1)), opened(source))

    first = applied(run())
    assert Service.objects.count() == services
    assert_all_accounted(first)
    assert_memory_is_true(source)

    again = run()
    with writes_of_listings() as writes:
        applied(again)
    assert writes == []

    for model in (Service, Provider, Location):
        edited = model.objects.first()
        model.objects.filter(pk=edited.pk).update(name="An officer's words")
    assert changes(applied(run())) == []
    assert Service.objects.filter(name="An officer's words").exists()


def test_two_registers_of_the_same_schools_make_no_duplicates():
    applied(merge.check(merge.start(own := ImportSourceFactory(arrives_live=True)), schools_table(own)))
    gias = ImportSourceFactory(kind=ImportSource.Kind.GIAS, arrives_live=True)

    applied(merge.check(merge.start(gias), edubase(gias)))

    urns = Provider.objects.filter(identifiers__scheme="urn").values_list("identifiers__value", flat=True)
    assert len(urns) == len(set(urns))


def test_postcodes_and_wards_load():
    with (DATA / "geo/postcodes_ss_codepoint_2014-08.csv").open("rb") as file:
        report = load_postcodes(open_table(file))
    with (DATA / "geo/wards_southend_2013.geojson").open("rb") as file:
        wards = load_outlines(file)

    assert (report.written, report.left_out, wards.written) == (11_747, 0, 17)

import io
import json

import pytest
from django.core.management import CommandError, call_command

from directory.imports import merge
from directory.imports.column_maps import read_map
from directory.imports.records import ImportFailure
from directory.imports.table import TableAdapter
from directory.imports.tables import open_table
from directory.models import ImportSource, Location, Provider, Service
from tests.factories.directory import ImportSourceFactory

from .accounting import assert_all_accounted, assert_memory_is_true
from .conftest import FIXTURES, applied, table_of
from .steps import checked, imported, problems

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _terms(terms):
    """Every test here may use the terms."""


def test_every_value_arrives_or_is_left_out_on_purpose(source):
    run = imported(source, {"needs": "A; H;Z", "phone": "?"}, {"id": "2", "name": "Draughts", "postcode": "nonsense"})

    assert_all_accounted(run)
    assert_memory_is_true(source)


def test_a_column_that_the_map_forgets_is_shown_as_unused(source):
    del source.column_map["columns"]["notes"]

    run = checked(source, table_of({}))

    assert {"field": "notes", "way": "unused", "what": "", "number": 1} in run.account


def test_a_missing_column_is_named(source):
    run = checked(source, io.BytesIO(b"number,name\n1,A\n"))

    assert run.status == run.Status.FAILED
    assert "“id”" in run.failure


def test_a_value_without_a_term_is_reported(source):
    run = checked(source, table_of({"needs": "A;Q"}))

    assert "“Q”" in str(problems(run))


def test_the_same_id_twice_counts_once(source):
    run = imported(source, {}, {"name": "Chess club again"})

    assert Service.objects.get().name == "Chess club"
    assert problems(run)[3] == ["The id 1 is already in row 2. Only that row is used."]


def test_a_provider_that_is_described_in_two_ways_is_reported(source):
    source.column_map["columns"]["notes"] = "provider.description"

    run = checked(source, table_of({}, {"id": "2", "notes": "y"}))

    assert "another way in row 2" in str(problems(run)[3])
    assert_all_accounted(run)


def test_a_condition_leaves_a_column_out(source):
    source.column_map["columns"]["needs"]["unless"] = {"notes": ["x"]}

    imported(source, {}, {"id": "2", "name": "Draughts", "notes": "z"})

    assert not Service.objects.get(name="Chess club").terms.exists()
    assert Service.objects.get(name="Draughts").terms.exists()


def test_the_national_grid_is_understood(source):
    source.column_map["columns"] |= {"street": "location.easting", "notes": "location.northing"}

    imported(source, {"street": "585748", "notes": "187095"})

    assert (Location.objects.get().latitude, Location.objects.get().longitude) == (51.55216, 0.6778)


@pytest.mark.parametrize(
    ("column_map", "words"),
    [
        ({}, "needs “id”"),
        ({"id": "a", "columns": {"a": "service.nonsense"}}, "does not exist: service.nonsense"),
        ({"id": "a", "columns": {"a": {"label": "x"}}}, "neither “to” nor “drop”"),
        ({"id": "a", "columns": {"a": {"drop": "x"}}, "constants": {"service.pk": "1"}}, "does not exist"),
    ],
)
def test_a_wrong_map_is_explained(column_map, words):
    with pytest.raises(ImportFailure, match=words):
        read_map(column_map)


class TestOutpostTemplate:
    """Outpost's own table: one service over several rows."""

    @pytest.fixture
    def template(self, terms):
        return ImportSourceFactory(
            slug="template",
            arrives_live=True,
            column_map=json.loads((FIXTURES / "outpost_template_map.json").read_text()),
        )

    def test_further_rows_bring_further_places_contacts_and_times(self, template):
        file = io.BytesIO((FIXTURES / "outpost_template.csv").read_bytes())

        run = applied(merge.check(merge.start(template), TableAdapter(template, open_table(file))))

        service = Service.objects.get(name="Shell Club")
        assert Provider.objects.get(name="Shell Trust") == service.provider
        assert [place.location.name for place in service.service_locations.all()] == ["Shell Hall", "Second Hall"]
        assert [contact.label for contact in service.contacts.all()] == ["Leader", "Treasurer"]
        assert [time.days for time in service.schedules.all()] == ["MO", "TU"]
        assert service.answers.get().answer == "We meet at the gate."
        assert_all_accounted(run)


class TestCommand:
    """`import_table` says in words what is wrong, and keeps nothing of it."""

    def run(self, folder, column_map, table="number,club\n1,Chess\n2,Go\n"):
        (folder / "map.json").write_text(column_map, encoding="utf-8")
        (folder / "clubs.csv").write_text(table, encoding="utf-8")
        call_command("import_table", str(folder / "clubs.csv"), source="new", map=str(folder / "map.json"))

    @pytest.mark.parametrize(
        ("column_map", "words"),
        [
            ('{"id": "number",', "is not JSON"),
            ('{"id": "number", "columns": {"club": "service.nam"}}', "Did you mean service.name"),
            ("[]", "needs “id”"),
        ],
    )
    def test_a_broken_map_is_not_kept(self, tmp_path, column_map, words):
        with pytest.raises(CommandError, match=words):
            self.run(tmp_path, column_map)

        assert not ImportSource.objects.filter(slug="new").exists()

    def test_a_map_that_is_not_there_is_named(self, tmp_path):
        with pytest.raises(CommandError, match=r"nowhere\.json cannot be read"):
            call_command("import_table", "clubs.csv", source="new", map=str(tmp_path / "nowhere.json"))

    def test_a_table_that_is_not_there_is_named(self, tmp_path):
        with pytest.raises(CommandError, match=r"nowhere\.csv cannot be read"):
            call_command("import_table", str(tmp_path / "nowhere.csv"), source="new")

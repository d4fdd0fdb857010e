import csv
import io
from datetime import date

import pytest

from directory.imports import merge
from directory.imports.gias import GiasAdapter
from directory.imports.gias_columns import DROPPED, USED
from directory.imports.gias_links import read_links
from directory.imports.tables import open_table
from directory.models import (
    ImportSource,
    Location,
    Provider,
    ProviderIdentifier,
    Service,
    SlugHistory,
    SourceRecord,
)
from tests.factories.core import TeamFactory
from tests.factories.directory import AreaFactory, ImportSourceFactory, ProviderFactory

from .accounting import assert_all_accounted, assert_memory_is_true
from .conftest import FIXTURES, applied
from .steps import changes, problems, writes_of_listings

pytestmark = pytest.mark.django_db


@pytest.fixture
def register(terms):
    """The schools register, for Southend (882)."""
    AreaFactory(code="E05099001", name="Gull")
    return ImportSourceFactory(
        slug="gias",
        name="Schools register",
        kind=ImportSource.Kind.GIAS,
        owner=TeamFactory(),
        arrives_live=True,
        options={"authorities": ["882"]},
    )


def full(edit=None):
    """The register's file, after some rows have been edited."""
    text = (FIXTURES / "gias_full.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    rows = [row for row in (edit(row) if edit else row for row in rows) if row]
    out = io.StringIO()
    writer = csv.DictWriter(out, list(csv.DictReader(io.StringIO(text)).fieldnames))
    writer.writeheader()
    writer.writerows(rows)
    return io.BytesIO(out.getvalue().encode())


def looked_at(register, file=None, links=True):
    """A run over the register that waits for a decision."""
    before = read_links(open_table(io.BytesIO((FIXTURES / "gias_links.csv").read_bytes()))) if links else {}
    run = merge.start(register, file_name="edubasealldata.csv", dated=date(2026, 3, 1))
    return merge.check(run, GiasAdapter(register, open_table(file or full()), before))


@pytest.fixture
def schools(register):
    """The register, imported."""
    return applied(looked_at(register))


class TestAccount:
    def test_every_value_arrives_or_is_left_out_on_purpose(self, schools, register):
        assert_all_accounted(schools)
        assert_memory_is_true(register)

    def test_the_layout_has_139_columns_and_each_has_its_place(self):
        header = next(csv.reader(io.StringIO((FIXTURES / "gias_full.csv").read_text(encoding="utf-8"))))

        assert len(header) == 139
        assert set(header) == set(USED) | set(DROPPED)

    def test_names_of_people_and_old_grades_are_nowhere(self, schools):
        texts = str([list(model.objects.values()) for model in (Service, Provider, Location)])
        texts += str(list(SourceRecord.objects.values_list("said", flat=True)))

        assert "Invented" not in texts
        assert "Nobody" not in texts
        assert "Good" not in texts


class TestSchools:
    def test_only_schools_of_the_chosen_authorities_arrive(self, schools):
        assert not Provider.objects.filter(name="Faraway Primary School").exists()

    def test_schools_that_are_closed_or_not_open_yet_do_not_arrive(self, schools):
        assert not Service.objects.filter(name__in=["Mussel Bank Closed School", "Next Year School"]).exists()

    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("Gull Lane Primary School", {"primary-school", "nursery"}),
            ("Whelk High School", {"secondary-school", "sixth-form"}),
            ("Everywhere School", {"primary-school", "secondary-school", "sixth-form"}),
            ("Pier Head Centre", {"alternative-provision"}),
            ("Estuary College", {"college"}),
            ("Tideway College", {"specialist-college"}),
            ("Blue Boat Children's Centre", {"early-help"}),
        ],
    )
    def test_types_and_phases_become_types_of_help(self, schools, name, expected):
        found = Service.objects.get(name=name).terms.filter(vocabulary__slug="type")

        assert {term.slug for term in found} == expected

    def test_needs_of_a_special_school_become_terms(self, schools):
        found = Service.objects.get(name="Cockle Row School").terms.filter(vocabulary__slug="needs")

        assert found.count() == 12

    def test_resourced_provision_and_unit_are_services_of_their_own(self, schools):
        school = Provider.objects.get(name="Gull Lane Primary School")

        services = {service.name: service for service in school.services.all()}

        assert set(services) == {
            "Gull Lane Primary School",
            "Gull Lane Primary School: resourced provision",
            "Gull Lane Primary School: SEN unit",
        }
        unit = services["Gull Lane Primary School: SEN unit"]
        assert {term.slug for term in unit.terms.all()} == {"sen-unit", "slcn", "hi"}
        assert unit.description == "Pupils: 7\nRoom for: 8"

    def test_needs_belong_to_the_unit_and_not_to_the_whole_school(self, schools):
        school = Service.objects.get(name="Whelk High School")

        assert not school.terms.filter(vocabulary__slug="needs").exists()

    def test_contacts_ages_and_numbers(self, schools):
        school = Service.objects.get(name="Gull Lane Primary School")

        assert (school.min_age, school.max_age) == (3, 11)
        assert school.contacts.get().phone == "01702 960 101"
        assert school.contacts.get().website == "http://www.gull-lane.example"
        assert {str(code.value) for code in school.provider.identifiers.all()} == {"900001", "10090001", "882/0001"}

    def test_the_grid_becomes_coordinates_and_the_ward_is_known(self, schools):
        place = Location.objects.get(name="Gull Lane Primary School")

        assert (place.latitude, place.longitude) == (51.55216, 0.6778)
        assert place.ward.name == "Gull"

    def test_a_school_without_coordinates_is_reported(self, schools):
        assert "coordinates" in str([row.problems for row in schools.rows.filter(title="Pier Head Centre")])

    def test_an_academy_belongs_to_its_trust(self, schools):
        assert Provider.objects.get(name="Cockle Row School").parent.name == "Estuary Learning Trust"

    def test_an_inspection_visit_has_a_link_and_no_grade(self, schools):
        visit = Provider.objects.get(name="Shrimp House").inspections.get()

        assert (visit.by, visit.on, visit.result) == ("Ofsted", date(2025, 11, 3), "Read the report")

    def test_section_41_is_said_in_words(self, schools):
        assert "Section 41" in Service.objects.get(name="Shrimp House").description

    def test_an_announced_closing_is_said(self, schools):
        assert "proposed that this school closes" in Service.objects.get(name="Whelk High School").description

    def test_a_broken_website_is_reported_and_left_out(self, schools):
        assert "SchoolWebsite" in str(problems(schools))

    def test_a_neighbours_school_is_outside_the_area(self, register):
        register.options = {"authorities": ["882", "881"]}

        applied(looked_at(register))

        assert Service.objects.get(name="Faraway Primary School").outside_area
        assert not Service.objects.get(name="Shrimp House").outside_area


class TestLater:
    def test_a_second_run_writes_nothing(self, schools, register):
        run = looked_at(register)

        with writes_of_listings() as writes:
            applied(run)

        assert writes == []
        assert set(run.counts) <= {"unchanged", "left-out"}

    def test_an_officers_edit_survives_a_third(self, schools, register):
        Service.objects.filter(name="Shrimp House").update(summary="In our words")
        applied(looked_at(register))

        run = applied(looked_at(register, full(lambda row: row | {"Town": "Leigh-on-Sea"})))

        assert Service.objects.get(name="Shrimp House").summary == "In our words"
        assert ("Shrimp House", "summary", True) in changes(run)

    def test_a_school_that_closes_is_proposed_for_closing(self, schools, register):
        def close(row):
            if row["URN"] == "900003":
                row |= {"EstablishmentStatus (name)": "Closed", "CloseDate": "31-08-2026"}
            return row

        run = applied(looked_at(register, full(close)))

        assert run.counts["closed"] == {"service": 1, "provider": 1}
        assert "Closed on 31 August 2026." in str(problems(run))
        assert Service.objects.get(name="Shrimp House").live
        assert SourceRecord.objects.filter(external_id="900003", vanished_at__isnull=False).count() == 2

    def test_a_school_that_becomes_an_academy_keeps_its_listing(self, register):
        def before(row):
            if row["URN"] == "900005":
                return row | {"EstablishmentStatus (name)": "Open"}
            return None if row["URN"] == "900006" else row

        applied(looked_at(register, full(before), links=False))
        old = Service.objects.get(name="Old Town Infant School")

        run = applied(looked_at(register))

        new = Service.objects.get(pk=old.pk)
        assert (new.name, new.external_id, new.slug) == ("Old Town Academy", "900006", "old-town-academy")
        assert SlugHistory.objects.filter(slug=old.slug, object_id=old.pk, kind="service").exists()
        assert {code.value for code in new.provider.identifiers.all()} >= {"900006"}
        assert "900005" not in {code.value for code in new.provider.identifiers.all()}
        assert "vanished" not in run.counts

    @pytest.mark.parametrize("status", ["Open", "Closed"])
    def test_an_older_file_does_not_bring_a_school_again_that_goes_on_under_a_later_number(self, register, status):
        def older(row):
            return row | {"EstablishmentStatus (name)": status} if row["URN"] == "900005" else None

        academy = ProviderFactory(name="Old Town Academy")
        ProviderIdentifier.objects.create(provider=academy, scheme="urn", value="900006")

        run = applied(looked_at(register, full(older)))

        assert Provider.objects.get() == academy
        assert run.passed_over == {"goes on under a later number, which is here already": 1}

    def test_without_its_later_number_an_older_file_brings_the_school(self, register):
        def older(row):
            return row | {"EstablishmentStatus (name)": "Open"} if row["URN"] == "900005" else None

        applied(looked_at(register, full(older)))

        assert Provider.objects.get().name == "Old Town Infant School"
        assert applied(looked_at(register, full(older))).counts == {
            "unchanged": {"location": 1, "provider": 1, "service": 1}
        }


class TestLayouts:
    def test_column_names_of_2017_are_understood(self, register):
        text = (
            "URN,Local authority (code),Local authority (name),Establishment number,Establishment name,Street,"
            "Postcode,Type of establishment,Statutory highest age,Statutory lowest age,Phase of education,Gender,"
            "Website address,Telephone number,Establishment status,Region\n"
            "800001,882,Southend-on-Sea,3329,Sand Lane School,Sand Lane,SS3 9ZZ,Community School,11,4,Primary,Mixed,"
            "NA,01702960150,Open,East of England\n"
        )

        run = applied(looked_at(register, io.BytesIO(text.encode()), links=False))

        school = Service.objects.get()
        assert (school.name, school.min_age, school.max_age) == ("Sand Lane School", 4, 11)
        assert {term.slug for term in school.terms.all()} == {"primary-school"}
        assert_all_accounted(run)

    def test_another_table_is_refused_with_the_missing_columns(self, register):
        with pytest.raises(merge.ImportFailure, match="URN"):
            GiasAdapter(register, open_table(io.BytesIO(b"name,town\nA,B\n")))

    def test_windows_text_is_read(self, register):
        text = full(lambda row: row | {"EstablishmentName": "Café School"} if row["URN"] == "900001" else None)

        applied(looked_at(register, io.BytesIO(text.getvalue().decode().encode("cp1252"))))

        assert Service.objects.filter(name="Café School").exists()

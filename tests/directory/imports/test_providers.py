"""Which provider of a table is which, when names change and numbers stay."""

import pytest

from directory.models import Provider, Service, SourceRecord

from .conftest import table_of
from .steps import changes, checked, imported, problems, writes_of_listings

pytestmark = pytest.mark.django_db

SCHOOL = {"name": "Earls Hall Primary School", "who": "Earls Hall Primary School", "notes": "114001"}
ACADEMY = SCHOOL | {"name": "Earls Hall Academy", "who": "Earls Hall Academy"}


@pytest.fixture
def schools(source, terms):
    """A table of schools whose column of URNs is known; rows arrive as drafts."""
    source.arrives_live = False
    source.column_map["columns"]["notes"] = "provider.identifiers.urn"
    source.save()
    return source


def publish_all():
    for model in (Provider, Service):
        model.objects.update(live=True)


def told_by_name(source):
    """As sources stand that were imported before numbers counted."""
    SourceRecord.objects.filter(source=source, content_type__model="provider").update(
        external_id="name:earls-hall-primary-school"
    )


class TestRenamed:
    @pytest.mark.parametrize("before", [lambda source: None, told_by_name])
    def test_a_school_with_a_number_stays_one_provider_under_its_new_name(self, schools, before):
        imported(schools, SCHOOL)
        publish_all()
        before(schools)

        run = imported(schools, ACADEMY)

        provider = Provider.objects.get()
        assert (provider.name, provider.live) == ("Earls Hall Academy", True)
        assert Service.objects.get().provider == provider
        assert "vanished" not in run.counts

    def test_after_that_a_run_has_nothing_to_write(self, schools):
        imported(schools, SCHOOL)
        told_by_name(schools)
        imported(schools, ACADEMY)

        run = checked(schools, table_of(ACADEMY))

        assert set(run.counts) == {"unchanged"}
        with writes_of_listings() as writes:
            imported(schools, ACADEMY)
        assert writes == []

    def test_a_source_that_told_them_apart_by_name_keeps_its_providers(self, schools):
        imported(schools, SCHOOL)
        told_by_name(schools)

        imported(schools, SCHOOL)

        assert SourceRecord.objects.get(content_type__model="provider").external_id == "urn:114001"
        assert Provider.objects.count() == 1

    def test_a_school_that_keeps_its_name_and_has_a_new_number_stays_one(self, schools):
        imported(schools, SCHOOL)

        run = imported(schools, SCHOOL | {"notes": "148001"})

        assert Provider.objects.get().identifiers.get().value == "148001"
        assert set(run.counts) == {"changed", "unchanged"}

    def test_a_school_of_the_same_name_beside_the_old_one_is_another(self, schools):
        imported(schools, SCHOOL)

        imported(schools, SCHOOL, SCHOOL | {"id": "2", "notes": "148001"})

        assert Provider.objects.count() == 2

    def test_a_table_that_loses_its_column_of_numbers_keeps_its_providers(self, schools):
        imported(schools, SCHOOL)
        schools.column_map["columns"]["notes"] = {"drop": "not needed"}
        schools.save()

        imported(schools, SCHOOL)

        assert SourceRecord.objects.get(content_type__model="provider").external_id == "name:earls-hall-primary-school"


class TestNumbers:
    def providers(self, source, *rows):
        imported(source, *({"id": str(n), "name": f"Service {n}"} | row for n, row in enumerate(rows)))
        return sorted(provider.name for provider in Provider.objects.all())

    def test_rows_without_a_number_belong_to_the_provider_of_their_name(self, schools):
        rows = [{"who": "Sand Lane", "notes": number} for number in ("", "114002", "")]

        assert self.providers(schools, *rows) == ["Sand Lane"]

    def test_two_schools_of_one_name_are_two(self, schools):
        rows = [{"who": "St Mary's", "notes": number} for number in ("114003", "114004")]

        assert self.providers(schools, *rows) == ["St Mary's", "St Mary's"]

    def test_branches_that_share_a_number_stay_apart(self, schools):
        rows = [{"who": name, "notes": "114005"} for name in ("First Scouts", "Second Scouts")]

        assert self.providers(schools, *rows) == ["First Scouts", "Second Scouts"]

    def test_a_row_whose_id_stood_there_before_does_not_count(self, schools):
        imported(schools, SCHOOL, ACADEMY)

        assert SourceRecord.objects.get(content_type__model="provider").external_id == "urn:114001"


class TestOutOfSight:
    """The provider has another name and no number, so it is a new one: a draft that families cannot see."""

    @pytest.fixture
    def second(self, schools):
        imported(schools, SCHOOL | {"notes": ""})
        publish_all()
        return imported(schools, SCHOOL | {"who": "Somebody new", "notes": ""})

    def test_a_live_service_does_not_go_there(self, second):
        assert Service.objects.get().provider.name == "Earls Hall Primary School"

    def test_the_officer_reads_why_and_no_key(self, second):
        words = str(problems(second)) + str(changes(second))

        assert "families cannot see “Somebody new” yet" in words
        assert "name:" not in words

    def test_it_goes_there_once_that_provider_is_published(self, second, schools):
        publish_all()

        imported(schools, SCHOOL | {"who": "Somebody new", "notes": ""})

        assert Service.objects.get().provider.name == "Somebody new"

    def test_a_draft_goes_there_at_once(self, schools):
        imported(schools, SCHOOL | {"notes": ""})

        run = checked(schools, table_of(SCHOOL | {"who": "Somebody new", "notes": ""}))

        change = next(row for row in run.rows.filter(kind="service")).changes[0]
        assert (change["old"], change["new"]) == ("Earls Hall Primary School", "Somebody new")


def test_numbers_are_said_in_words(schools):
    imported(schools, SCHOOL)

    run = checked(schools, table_of(SCHOOL | {"notes": "114009"}))

    change = next(change for row in run.rows.all() for change in row.changes if change["field"] == "identifiers")
    assert change["new"] == "School number (URN) 114009"

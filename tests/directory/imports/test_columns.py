"""Saying in a form what the columns of a table are, instead of writing a column map by hand."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from directory.imports.cms.columns import views
from directory.imports.cms.columns.forms import ColumnsForm
from directory.imports.column_maps import DESTINATIONS, read_map
from directory.imports.destinations import BY_NAME, WORDS, guess, guess_id
from directory.imports.sampling import MOST_VALUES, SampleColumn, look_into
from directory.models import ImportSource, Service
from localoffer.core.roles import EDITORS, OFFICERS
from tests.factories.people import person

TABLE = """Ref;Club name;Run by;About;Tel.;For whom;Clerk
1;Chess;Chess Club;Quiet games.;01632 960101;Autistic, Deaf;A. Person
2;Swim;Pool;Warm water.;01632 960102;Deaf;B. Person
3;Judo;Dojo;Soft mats.;01632 960103;Anyone;C. Person
""".replace(", ", "|")
# As a spreadsheet in Britain saves it.
TABLE = TABLE.replace(";", ",")


@pytest.fixture
def source(db, terms):
    return ImportSource.objects.create(slug="clubs", name="Clubs", kind=ImportSource.Kind.TABLE, arrives_live=True)


@pytest.fixture
def officer(client, db):
    client.force_login(person(OFFICERS))
    return client


class Steps:
    """The three forms, one after the other, filled in as they come unless a test says otherwise."""

    def __init__(self, client, source):
        self.client = client
        self.address = reverse("directory_imports:columns", args=[source.slug])
        self.page = None

    def show(self, text=TABLE, name="clubs.csv"):
        self.page = self.client.post(self.address, {"file": SimpleUploadedFile(name, text.encode())})
        return self

    def answer(self, **answers):
        form = self.page.context["form"]
        given = {field.html_name: field.value() or "" for field in form}
        self.page = self.client.post(self.address, given | {"carried": self.page.context["carried"]} | answers)
        return self

    @property
    def form(self):
        return self.page.context["form"]

    def to(self, column):
        """The name of the question where a column goes."""
        return next(f"to_{n}" for n, found in enumerate(self.form.columns) if found.name == column)

    def kind(self, value):
        """The name of the question what a value means."""
        return next(f"kind_{n}" for n, (_column, found) in enumerate(self.form.questions) if found == value)


@pytest.fixture
def steps(officer, source):
    return Steps(officer, source)


def whole(steps):
    """All three steps as an officer would answer them."""
    steps.show()
    steps.answer(
        **{
            steps.to("Club name"): "service.name",
            steps.to("For whom"): "service.terms",
            steps.to("For whom").replace("to_", "separator_"): "|",
            steps.to("Clerk"): "about a private person",
        }
    )
    return steps.answer(**{steps.kind("Autistic"): "Needs: Autism", steps.kind("Anyone"): ""})


class TestSteps:
    def test_lead_to_a_map_with_which_the_table_can_be_imported(self, steps, source, officer):
        whole(steps)

        source.refresh_from_db()
        assert source.column_map == {
            "id": "Ref",
            "columns": {
                "Ref": {"drop": "only the id"},
                "Club name": {"to": "service.name"},
                "Run by": {"to": "provider.name"},
                "About": {"to": "service.description"},
                "Tel.": {"to": "service.contact.phone"},
                "For whom": {
                    "to": "service.terms",
                    "separator": "|",
                    "values": {"Autistic": "needs/autism", "Deaf": "", "Anyone": ""},
                },
                "Clerk": {"drop": "about a private person"},
            },
        }
        file = SimpleUploadedFile("clubs.csv", TABLE.encode())
        page = officer.post(
            reverse("directory_imports:upload", args=["clubs"]), {"file": file, "dated": "2026-03-01"}, follow=True
        )
        officer.post(reverse("directory_imports:accept", args=[page.context["run"].pk]))
        assert set(Service.objects.values_list("name", flat=True)) == {"Chess", "Swim", "Judo"}
        assert [term.slug for term in Service.objects.get(name="Chess").terms.all()] == ["autism"]

    def test_lead_on_to_the_import(self, steps):
        assert whole(steps).page.url == reverse("directory_imports:upload", args=["clubs"])

    def test_the_third_is_left_out_where_no_list_is_chosen(self, steps, source):
        steps.show()
        steps.answer(
            **{steps.to("Club name"): "service.name", steps.to("Clerk"): "not needed"}
            | {steps.to("For whom"): "not needed"}
        )

        assert steps.page.status_code == 302
        source.refresh_from_db()
        assert read_map(source.column_map).columns["For whom"].drop == "not needed"

    def test_begin_with_what_was_said_last_time(self, steps, source):
        whole(steps)

        steps.show()
        before = {column.name: to.value() for column, to, _separator in steps.form.rows}
        assert before["Club name"] == "service.name"
        assert before["Clerk"] == "about a private person"
        steps.answer()
        assert steps.form[steps.kind("Autistic")].value() == "Needs: Autism"
        assert not steps.form[steps.kind("Deaf")].value()

    def test_words_of_lists_that_are_not_in_this_table_keep_their_terms(self, steps, source):
        whole(steps)
        source.refresh_from_db()
        source.column_map["columns"]["For whom"]["values"]["Old word"] = "needs/autism"
        source.save()

        steps.show()
        steps.answer()
        steps.answer()

        source.refresh_from_db()
        assert source.column_map["columns"]["For whom"]["values"]["Old word"] == "needs/autism"

    def test_so_do_those_of_a_list_that_is_too_long_to_ask_about(self, steps, source):
        whole(steps)
        rows = "".join(f"{n},Club {n},Us,x,01632 960101,Kind {n},A\n" for n in range(MOST_VALUES + 5))

        steps.show(TABLE.splitlines()[0] + "\n" + rows)
        steps.answer()

        source.refresh_from_db()
        assert source.column_map["columns"]["For whom"]["values"]["Autistic"] == "needs/autism"

    def test_a_separator_that_the_form_does_not_offer_stays(self, steps, source):
        special = {"to": "service.terms", "separator": " and "}
        source.column_map = {"id": "Ref", "columns": {"For whom": special}}
        source.save()

        steps.show()
        steps.answer(**{steps.to("Club name"): "service.name", steps.to("Clerk"): "not needed"})

        source.refresh_from_db()
        assert source.column_map["columns"]["For whom"] == special

    def test_what_only_the_map_can_say_stays(self, steps, source):
        special = {"to": "service.description", "label": "For", "unless": {"Run by": ["Pool"]}}
        source.column_map = {
            "id": "Ref",
            "constants": {"provider.kind": "charity"},
            "columns": {
                "About": special,
                "Club name": ["service.name", "provider.name"],
                "Ref": {"drop": "only the id"},
            },
        }
        source.save()

        steps.show()
        others = {steps.to(name): "not needed" for name in ("Run by", "Tel.", "For whom", "Clerk")}
        steps.answer(**others)

        source.refresh_from_db()
        assert source.column_map["constants"] == {"provider.kind": "charity"}
        assert source.column_map["columns"]["About"] == special
        assert source.column_map["columns"]["Ref"] == {"drop": "only the id"}
        assert set(source.column_map["columns"]["Club name"]["to"]) == {"service.name", "provider.name"}

    def test_the_page_to_import_leads_here(self, officer, source):
        page = officer.get(reverse("directory_imports:upload", args=["clubs"])).content.decode()

        assert reverse("directory_imports:columns", args=["clubs"]) in page
        assert "does not know the columns of this table yet" in page


class TestMistakes:
    @pytest.mark.parametrize(("text", "words"), [("", "empty"), ("PK\x03\x04 no", "spreadsheet"), ("a,b\n", "no rows")])
    def test_a_file_that_is_no_table_is_told_beside_the_field(self, steps, text, words):
        steps.show(text)

        assert words in " ".join(steps.form.errors["file"])

    def test_no_file(self, officer, source):
        page = officer.post(reverse("directory_imports:columns", args=["clubs"]))

        assert page.context["form"].errors["file"]

    def test_a_column_without_an_answer_is_named(self, steps):
        steps.show()
        steps.answer(**{steps.to("Clerk"): ""})

        assert steps.form.errors[steps.to("Clerk")] == ["Say where “Clerk” goes, or leave it out."]

    def test_nothing_that_was_chosen_is_lost(self, steps):
        steps.show()
        steps.answer(**{steps.to("Clerk"): "", steps.to("About"): "service.who_yes"})

        assert steps.form[steps.to("About")].value() == "service.who_yes"

    def test_two_columns_do_not_overwrite_each_other(self, steps):
        steps.show()
        twice = {steps.to(name): "service.name" for name in ("Club name", "Clerk")}
        steps.answer(**twice)

        assert all("Another column goes there too" in steps.form.errors[name][0] for name in twice)

    def test_a_table_without_names_is_refused(self, steps):
        steps.show()
        steps.answer(**{f"to_{n}": "not needed" for n in range(7)})

        assert "No column gives a name" in steps.form.non_field_errors()[0]

    def test_a_term_that_does_not_exist_is_told_beside_its_value(self, steps, source):
        steps.show()
        steps.answer(
            **{
                steps.to("Club name"): "service.name",
                steps.to("For whom"): "service.terms",
                steps.to("Clerk"): "not needed",
            }
        )
        steps.answer(kind_0="Dragons")

        assert "There is no such term" in steps.form.errors["kind_0"][0]
        source.refresh_from_db()
        assert source.column_map == {}

    def test_a_carried_field_that_is_made_up_starts_again_and_says_so(self, steps):
        page = steps.client.post(steps.address, {"carried": "made-up:by:hand", "id": "Ref"}, follow=True)

        assert "file" in page.context["form"].fields
        assert "Show the table again." in page.content.decode()

    def test_a_carried_field_of_another_source_changes_nothing(self, steps, officer, source):
        other = ImportSource.objects.create(slug="other", name="Other", kind=ImportSource.Kind.TABLE)
        steps.show()
        steps.address = reverse("directory_imports:columns", args=["other"])
        steps.answer(**{steps.to("Clerk"): "not needed", steps.to("For whom"): "not needed"})

        other.refresh_from_db()
        assert other.column_map == {}

    def test_a_table_that_is_too_wide_to_carry_is_told_beside_the_field(self, steps, monkeypatch):
        monkeypatch.setattr(views, "MOST_CARRIED", 100)

        steps.show()

        assert "too many columns" in steps.form.errors["file"][0]

    @pytest.mark.parametrize("kept", [[], {"columns": []}, {"columns": {"About": 3}}])
    def test_a_map_that_is_none_is_begun_anew(self, steps, source, kept):
        ImportSource.objects.filter(pk=source.pk).update(column_map=kept)

        assert steps.show().page.status_code == 200

    def test_a_constant_whose_field_is_gone_is_told(self, steps, source):
        ImportSource.objects.filter(pk=source.pk).update(column_map={"constants": {"service.gone": "x"}})

        steps.show()
        steps.answer(**{steps.to("Club name"): "service.name", steps.to("Clerk"): "not needed"})

        assert "service.gone" in steps.form.non_field_errors()[0]

    def test_an_empty_heading_does_not_become_the_name_of_another_column(self, steps):
        steps.show("column 2,,name\n1,2,3\n")

        assert "Two columns are called “column 2”." in steps.form.errors["file"][0]


class TestPermission:
    @pytest.mark.parametrize(("role", "status"), [(OFFICERS, 200), (EDITORS, 302)])
    def test_only_those_who_import(self, client, source, role, status):
        client.force_login(person(role))
        address = reverse("directory_imports:columns", args=["clubs"])

        assert client.get(address).status_code == status
        assert client.post(address).status_code == status

    def test_other_kinds_of_sources_have_no_columns_to_say(self, officer, db):
        ImportSource.objects.create(slug="register", name="Register", kind=ImportSource.Kind.GIAS)

        assert officer.get(reverse("directory_imports:columns", args=["register"])).status_code == 404


class TestWords:
    def test_every_field_of_the_map_can_be_chosen(self):
        assert set(WORDS) == DESTINATIONS

    def test_no_two_are_called_the_same(self):
        assert len({str(words) for words in WORDS.values()}) == len(WORDS)

    def test_usual_names_lead_to_one_field(self):
        assert set(BY_NAME.values()) <= DESTINATIONS
        assert guess("Tel. No.") == guess("tel_no") == "service.contact.phone"
        assert guess("Colour of the door") == ""

    def test_the_column_of_ids_is_guessed(self):
        assert guess_id(["Club", "URN", "Ref"]) == "Ref"
        assert guess_id(["Club", "Town"]) == ""


class TestNumbersOfSchools:
    def first(self, name, *cells, ids=None):
        column = SampleColumn(name, examples=list(cells))
        form = ColumnsForm(columns=[column, SampleColumn("School")], before={"id": ids} if ids else {})
        return form["to_0"].value()

    @pytest.mark.parametrize("name", ["urn", "URN", "School URN", "urn_of_school"])
    def test_are_guessed_by_name_and_digits_even_where_they_tell_the_rows_apart(self, name):
        assert self.first(name, "114001", "114002") == "provider.identifiers.urn"
        assert self.first(name, "114001", ids=name) == "provider.identifiers.urn"

    @pytest.mark.parametrize(("name", "cell"), [("URN", "A-17"), ("URN", "1140011"), ("Return", "114001")])
    def test_are_not_guessed_from_one_of_them_alone(self, name, cell):
        assert self.first(name, cell) != "provider.identifiers.urn"

    def test_a_map_that_says_otherwise_counts(self):
        before = {"id": "urn", "columns": {"urn": {"drop": "only the id"}}}
        form = ColumnsForm(columns=[SampleColumn("urn", examples=["114001"])], before=before)

        assert form["to_0"].value() == "only the id"


class TestSamples:
    def test_few_values_are_kinds_and_many_are_not(self):
        few, many = look_into(BytesIO(b"a,b\n" + b"".join(b"%d,%d\n" % (n % 3, n) for n in range(MOST_VALUES + 1))))

        assert few.kinds() == ["0", "1", "2"]
        assert many.kinds() == []
        assert many.examples == ["0", "1", "2"]

    @given(st.lists(st.text(max_size=200), max_size=80))
    def test_what_is_carried_comes_back(self, cells):
        column = SampleColumn("c")
        for cell in cells:
            column.add(cell)
        carried = SampleColumn.from_plain(column.as_plain())

        assert carried.examples == column.examples
        assert carried.as_plain() == column.as_plain()
        assert carried.has_many or carried.kinds(";") == column.kinds(";")

    def test_the_form_never_offers_a_lists_question_without_its_column(self):
        form = ColumnsForm(columns=[SampleColumn("a"), SampleColumn("b")], before={})

        assert [column.name for column, _to, _separator in form.rows] == ["a", "b"]

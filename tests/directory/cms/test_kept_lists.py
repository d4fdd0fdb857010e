"""The lists that officers keep: terms, questions, teams, import sources."""

import json

import pytest
from django.urls import reverse

from directory.models import (
    ImportSource,
    LocalOfferQuestion,
    Location,
    ServiceAnswer,
    Term,
)
from localoffer.core.models import StatutoryItem, Team
from tests.factories.core import StatutoryItemFactory, TeamFactory
from tests.factories.directory import (
    LocationFactory,
    ServiceFactory,
    TermFactory,
    VocabularyFactory,
)

pytestmark = pytest.mark.django_db


class TestLists:
    def delete(self, cms, record):
        name = f"wagtailsnippets_{record._meta.app_label}_{record._meta.model_name}:delete"
        return cms.post(reverse(name, args=[record.pk]))

    def test_a_term_in_use_stays_and_the_officer_learns_by_how_many(self, cms):
        term = TermFactory()
        ServiceFactory(terms=[term])

        response = self.delete(cms, term)

        assert response.status_code == 409
        assert "is used by 1 record" in response.content.decode()
        assert Term.objects.filter(pk=term.pk).exists()

    def test_a_parent_whose_part_is_in_use_stays_too(self, cms):
        vocabulary = VocabularyFactory()
        parent = TermFactory(vocabulary=vocabulary)
        ServiceFactory(terms=[TermFactory(vocabulary=vocabulary, parent=parent)])

        assert self.delete(cms, parent).status_code == 409

    def test_many_at_once_are_guarded_as_well(self, cms):
        term = TermFactory()
        ServiceFactory(terms=[term])

        cms.post(f"/cms/bulk/directory/term/delete/?id={term.pk}")

        assert Term.objects.filter(pk=term.pk).exists()

    def test_a_term_that_nobody_uses_goes(self, cms):
        term = TermFactory()

        self.delete(cms, term)

        assert not Term.objects.filter(pk=term.pk).exists()

    def test_what_others_hang_on_stays(self, cms):
        team = TeamFactory()
        service = ServiceFactory(owner=team, at=[LocationFactory()])
        question = LocalOfferQuestion.objects.create(text="How do you involve parents?")
        ServiceAnswer.objects.create(service=service, question=question, answer="Twice a year.")

        for record in (team, question):
            assert self.delete(cms, record).status_code == 409

        assert Team.objects.exists()

    @pytest.mark.parametrize("of_the_part", [False, True])
    def test_a_statutory_item_with_evidence_stays(self, cms, of_the_part):
        item = StatutoryItemFactory()
        part = StatutoryItemFactory(parent=item)
        ServiceFactory(statutory_items=[part if of_the_part else item])

        response = self.delete(cms, item)

        assert response.status_code == 409
        assert "is used by 1 record." in response.content.decode()

    def test_a_statutory_item_without_evidence_goes(self, cms):
        item = StatutoryItemFactory()

        self.delete(cms, item)

        assert not StatutoryItem.objects.filter(pk=item.pk).exists()

    def test_a_place_that_only_a_draft_names_stays(self, cms):
        hall = LocationFactory(live=False)
        service = ServiceFactory()
        service.service_locations.add(service.service_locations.model(location=hall))
        service.save_revision()

        assert self.delete(cms, hall).status_code == 409
        assert Location.objects.exists()

    def test_the_list_of_terms_counts_their_use(self, cms):
        term = TermFactory(label="Used by three")
        ServiceFactory.create_batch(2, terms=[term])
        place = LocationFactory()
        place.terms.set([term])
        place.save()

        rows = cms.get(reverse("wagtailsnippets_directory_term:list")).context["object_list"]

        assert next(row for row in rows if row.pk == term.pk).uses == 3

    def test_empty_boxes_for_codes_and_rules_mean_none(self, cms):
        vocabulary = VocabularyFactory()
        data = {
            "vocabulary": vocabulary.pk,
            "label": "Swimming",
            "slug": "swimming",
            "order": "1",
            "public": "on",
            "external_codes": "",
            "rule": "",
        }

        cms.post(reverse("wagtailsnippets_directory_term:add"), data)

        term = Term.objects.get(slug="swimming")
        assert (term.external_codes, term.rule) == ({}, {})
        assert term in Term.objects.picked_by_hand()

    def test_an_import_source_without_columns_can_be_saved(self, cms):
        data = {"name": "Register", "slug": "register", "kind": "table", "review_months": "6", "column_map": ""}

        cms.post(reverse("wagtailsnippets_directory_importsource:add"), data)

        assert ImportSource.objects.get().column_map == {}


class TestColumnMaps:
    """A map that cannot be used is refused when it is saved."""

    def save(self, cms, column_map, **facts):
        data = {"name": "Clubs", "slug": "clubs", "kind": "table", "review_months": "6", "options": ""}
        return cms.post(
            reverse("wagtailsnippets_directory_importsource:add"), data | {"column_map": json.dumps(column_map)} | facts
        )

    def test_a_good_one_is_kept(self, cms):
        TermFactory(vocabulary=VocabularyFactory(slug="needs"), slug="autism")
        column = {"to": "service.terms", "values": {"ASD": "needs/autism", "none": ""}}

        self.save(cms, {"id": "number", "columns": {"club": "service.name", "for": column}})

        assert ImportSource.objects.filter(slug="clubs").exists()

    @pytest.mark.parametrize(
        ("column_map", "words"),
        [
            ({"columns": {}}, "needs “id”"),
            ([1, 2], "needs “id”"),
            ({"id": "n", "columns": {"club": "service.nam"}}, "Did you mean service.name?"),
            ({"id": "n", "columns": {"club": {"to": [["x"]]}}}, "does not exist"),
            ({"id": "n", "columns": {"club": {}}}, "neither “to” nor “drop”"),
            ({"id": "n", "columns": {"club": {"to": "service.name", "values": ["x"]}}}, "table of words"),
            ({"id": "n", "columns": {"club": {"to": "service.name", "unless": {"kind": "x"}}}}, "lists of values"),
            ({"id": "n", "columns": {}, "constants": "x"}, "table of words"),
            ({"id": "n", "columns": {}, "constants": {"x": "y"}}, "does not exist"),
            ({"id": "n", "columns": {}, "blanks": "x"}, "list of words"),
            ({"id": ["n"], "columns": {}}, "name of a column"),
            ({"id": "n", "columns": {"f": {"to": "service.terms", "values": {"A": "needs/x"}}}}, "needs/x"),
        ],
    )
    def test_a_broken_one_is_explained(self, cms, column_map, words):
        response = self.save(cms, column_map)

        assert words in "".join(response.context["form"].errors["column_map"])
        assert not ImportSource.objects.filter(slug="clubs").exists()

    @pytest.mark.parametrize("options", [[1], {"authorities": "882"}, {"terms": ["x"]}])
    def test_broken_options_are_explained(self, cms, options):
        response = self.save(cms, {}, options=json.dumps(options))

        assert list(response.context["form"].errors) == ["options"]

    def test_the_help_can_be_typed_as_it_stands(self, cms):
        example = ImportSource._meta.get_field("options").help_text.partition("Like ")[2].partition(" for the")[0]

        self.save(cms, {}, options=example)

        assert ImportSource.objects.get().options == {"authorities": ["882"]}

    def test_curly_quotes_of_a_keyboard_are_as_good_as_straight_ones(self, cms):
        self.save(cms, {}, options="{“authorities”: [“882”]}")

        assert ImportSource.objects.get().options == {"authorities": ["882"]}

    def test_curly_quotes_inside_of_words_stay(self, cms):
        self.save(cms, {}, options='{"terms": {"the “big” one": "needs/autism"}}')

        assert ImportSource.objects.get().options == {"terms": {"the “big” one": "needs/autism"}}

    def test_what_is_broken_in_another_way_is_refused(self, cms):
        response = self.save(cms, {}, options="{“authorities”: ")

        assert response.context["form"].errors["options"]

    def test_other_layouts_have_no_map_to_check(self, cms):
        self.save(cms, {"anything": 1}, kind="gias")

        assert ImportSource.objects.filter(slug="clubs").exists()


class TestListsOfTheSoftware:
    """They have commands of their own: nothing can be uploaded for them."""

    def kinds(self, response):
        return [value for value, _label in response.context["form"].fields["kind"].choices]

    def test_are_not_offered_as_a_layout(self, cms):
        data = {"name": "Lists", "slug": "lists", "kind": "seeds", "review_months": "6"}
        address = reverse("wagtailsnippets_directory_importsource:add")

        assert "seeds" not in self.kinds(cms.get(address))
        assert cms.post(address, data).context["form"].errors["kind"]

    def test_a_source_that_is_one_stays_one(self, cms):
        source = ImportSource.objects.create(name="Lists", slug="lists", kind=ImportSource.Kind.SEEDS)
        address = reverse("wagtailsnippets_directory_importsource:edit", args=[source.pk])

        assert "seeds" in self.kinds(cms.get(address))
        cms.post(address, {"name": "Our lists", "slug": "lists", "kind": "seeds", "review_months": "6"})
        source.refresh_from_db()
        assert (source.name, source.kind) == ("Our lists", "seeds")


class TestCodesOfSources:
    ADDRESS = "wagtailsnippets_directory_importsource"

    def send(self, cms, name, *, slug="", address=None):
        data = {"name": name, "slug": slug, "kind": "table", "review_months": "6"}
        return cms.post(address or reverse(f"{self.ADDRESS}:add"), data)

    def test_are_made_from_the_name_where_left_empty(self, cms):
        self.send(cms, "Clubs of the county")
        self.send(cms, "Clubs of the county")

        codes = ImportSource.objects.values_list("slug", flat=True)
        assert sorted(codes) == ["clubs-of-the-county", "clubs-of-the-county-2"]

    @pytest.mark.parametrize(("name", "code"), [("Areas", "areas-2"), ("Клубы", "source"), ("x" * 120, "x" * 52)])
    def test_are_made_from_any_name(self, cms, name, code):
        self.send(cms, name)

        assert ImportSource.objects.get().slug == code

    def test_are_explained(self, cms):
        html = cms.get(reverse(f"{self.ADDRESS}:add")).content.decode()

        assert "Leave it empty to have it made from the name" in html

    def test_stay_when_the_box_is_emptied_later(self, cms):
        source = ImportSource.objects.create(name="Clubs", slug="clubs", kind=ImportSource.Kind.TABLE)

        self.send(cms, "Clubs and groups", address=reverse(f"{self.ADDRESS}:edit", args=[source.pk]))

        source.refresh_from_db()
        assert (source.name, source.slug) == ("Clubs and groups", "clubs")

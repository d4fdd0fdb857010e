"""Lists that every council starts with."""

import pytest
from django.core.management import call_command

from directory.models import LocalOfferQuestion, SourceRecord, Synonym, Term, Vocabulary
from directory.seeds import load_seeds, loading
from directory.seeds.reading import HERE, Seed, entries, read_seeds
from directory.seeds.sources import seed_sources
from localoffer.core.models import StatutoryItem
from tests.made_once import starting_lists

FILTERS = ["type", "route", "needs", "cost", "where", "when", "access", "language", "plan", "level", "help-there"]
SAFETY = "Worried about a child's safety"


@pytest.fixture
def seeds(db):
    starting_lists()


@pytest.mark.usefixtures("seeds")
class TestWhatIsThere:
    def test_filters_stand_in_the_order_of_the_results_page(self):
        assert list(Vocabulary.objects.filters().values_list("slug", flat=True)) == FILTERS

    def test_terms_are_at_most_two_levels_deep(self):
        assert not Term.objects.filter(parent__parent__isnull=False).exists()

    def test_every_term_passes_the_officers_checks(self):
        for term in Term.objects.select_related("vocabulary", "parent"):
            term.full_clean()

    def test_proposals_that_are_not_law_stay_hidden(self):
        assert not Term.objects.filter(slug__in=["isp", "targeted-plus"], public=True).exists()

    def test_every_vocabulary_has_a_source_and_a_date(self):
        assert not Vocabulary.objects.filter(source="").exists()
        assert not Vocabulary.objects.filter(as_of=None).exists()

    def test_terms_that_are_worked_out_have_rules(self):
        assert Term.objects.get(vocabulary__slug="cost", slug="free").rule == {"free": True}
        assert not Term.objects.filter(vocabulary__slug__in=["where", "when"], rule={}).exists()

    def test_each_code_of_the_school_census_leads_to_one_need(self):
        codes = [
            code
            for term in Term.objects.filter(vocabulary__slug="needs")
            for code in term.external_codes.get("dfe", [])
        ]

        assert sorted(codes) == sorted("SPLD MLD SLD PMLD SEMH SLCN ASD HI VI MSI PD OTH NSA DS".split())

    def test_every_statutory_item_has_words_and_a_reference(self):
        assert StatutoryItem.objects.filter(parent=None).count() == 21
        assert not StatutoryItem.objects.filter(legal_reference="").exists()
        assert not StatutoryItem.objects.filter(source_url="").exists()
        assert not StatutoryItem.objects.filter(source="").exists()

    def test_what_the_code_of_practice_lists_is_advice_and_what_the_schedule_lists_is_not(self):
        advised = StatutoryItem.objects.filter(is_advice=True)

        assert set(advised) == set(StatutoryItem.objects.filter(legal_reference__contains="Code of Practice"))
        assert advised.values("source").distinct().count() == 1
        assert StatutoryItem.objects.filter(is_advice=False).values("source").distinct().count() == 1

    def test_an_unconfirmed_paragraph_number_is_not_shown(self):
        assert StatutoryItem.objects.get(slug="travel").public_reference == ""
        assert StatutoryItem.objects.get(slug="complaints").public_reference.endswith("paragraph 17")

    def test_there_are_questions_for_every_service(self):
        assert LocalOfferQuestion.objects.count() >= 10


@pytest.mark.usefixtures("seeds")
class TestSynonyms:
    def rows(self, words):
        return {row.one_way: row for row in Synonym.objects.filter(words=words)}

    def test_there_are_more_than_two_hundred(self):
        assert Synonym.objects.filter(one_way=False).count() > 200

    def test_an_abbreviation_and_its_words_find_each_other(self):
        assert "SALT" in self.rows("Speech and language therapy")[False].same_as.splitlines()

    def test_old_words_lead_one_way(self):
        autism = self.rows("Autism")

        assert "Aspergers" in autism[True].same_as.splitlines()
        assert "Aspergers" not in autism[False].same_as

    def test_an_ambiguous_abbreviation_stands_with_each_of_its_meanings(self):
        meanings = [row.words for row in Synonym.objects.all() if "CP" in row.ambiguous.splitlines()]

        assert sorted(meanings) == ["Cerebral palsy", "Child protection"]

    def test_no_ambiguous_abbreviation_is_expanded_inside_a_longer_search(self):
        ambiguous = {word.lower() for row in Synonym.objects.all() for word in row.ambiguous.splitlines()}
        same = {word.lower() for row in Synonym.objects.all() for word in row.same_as.splitlines()}

        assert not ambiguous & same

    def test_common_english_words_are_not_abbreviations(self):
        same = {word.lower() for row in Synonym.objects.all() for word in row.same_as.splitlines()}

        assert not same & {"hi", "he", "co", "hub", "the plan", "contact"}

    def test_everyday_words_lead_to_words_of_the_kinds_of_help(self):
        types = Term.objects.filter(vocabulary__slug__in=("type", "needs"))
        labels = " ".join(f"{label} {definition}" for label, definition in types.values_list("label", "definition"))
        targets = {row["words"] for row in entries(HERE / "synonyms" / "everyday.toml")}

        assert not {words for words in targets if words.lower() not in labels.lower()}

    def test_every_two_way_row_that_is_not_about_old_words_has_a_meaning(self):
        assert not Synonym.objects.filter(one_way=False, definition="").exists()


class TestLoadingAgain:
    def test_a_second_run_changes_nothing(self, seeds):
        again = load_seeds()

        assert again.new.total() == again.updated.total() == again.kept.total() == 0

    def test_the_command_says_how_many_are_new(self, seeds, capsys):
        call_command("load_seeds")

        assert "0 new" in capsys.readouterr().out

    def test_a_row_that_an_officer_deleted_does_not_come_back(self, seeds):
        Term.objects.get(vocabulary__slug="cost", slug="donation").delete()

        load_seeds()

        assert not Term.objects.filter(vocabulary__slug="cost", slug="donation").exists()

    def test_a_row_that_an_officer_made_first_is_left_alone(self, db):
        Vocabulary.objects.create(slug="type", label="What kind of help?", order=3)

        load_seeds()

        assert Vocabulary.objects.get(slug="type").label == "What kind of help?"
        assert Term.objects.filter(vocabulary__slug="type", slug="health").exists()


class TestNewWordsOfTheSoftware:
    """A later version of the software brings other words for the same row."""

    @pytest.fixture
    def newer(self, seeds, monkeypatch):
        def read():
            for seed in read_seeds():
                if seed.key == "vocabulary/cost/free":
                    seed = Seed(seed.key, seed.model, seed.natural, seed.values | {"label": "No charge"})
                yield seed

        monkeypatch.setattr(loading, "read_seeds", read)

    def test_they_arrive_where_nobody_touched_the_row(self, newer):
        report = load_seeds()

        assert Term.objects.get(vocabulary__slug="cost", slug="free").label == "No charge"
        assert report.updated.total() == 1

    def test_they_do_not_replace_an_officers_words(self, newer):
        Term.objects.filter(vocabulary__slug="cost", slug="free").update(label="Costs nothing")

        report = load_seeds()

        assert Term.objects.get(vocabulary__slug="cost", slug="free").label == "Costs nothing"
        assert report.kept.total() == 1

    def test_another_field_of_the_same_row_still_arrives(self, newer):
        Term.objects.filter(vocabulary__slug="cost", slug="free").update(definition="Ours")

        load_seeds()

        free = Term.objects.get(vocabulary__slug="cost", slug="free")
        assert (free.label, free.definition) == ("No charge", "Ours")

    def test_a_field_that_the_lists_did_not_have_before_is_filled_where_it_is_empty(self, seeds):
        lives, safety = (Synonym.objects.get(words=words, one_way=True) for words in ("Mental health", SAFETY))
        for row, ours in ((lives, ""), (safety, "not safe here")):
            Synonym.objects.filter(pk=row.pk).update(urgent=ours)
        for record in SourceRecord.objects.filter(source__slug="seeds", object_id__in=[lives.pk, safety.pk]):
            record.said.pop("urgent", None)
            record.save()

        load_seeds()

        lives.refresh_from_db()
        safety.refresh_from_db()
        assert "want to die" in lives.urgent.splitlines()
        assert safety.urgent == "not safe here"

    def test_the_memory_has_one_record_a_row(self, seeds):
        load_seeds()

        seeds = [*read_seeds(), *(seed for source in seed_sources for seed in source.read())]
        assert SourceRecord.objects.filter(source__slug="seeds").count() == len(seeds)

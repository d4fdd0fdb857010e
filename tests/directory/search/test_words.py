"""The contract of the word index: the same tests run on PostgreSQL and on SQLite."""

import pytest

from directory.models import SearchDocument
from directory.search import current_index, search
from directory.search.freshness import read
from directory.search.query import SearchQuery
from directory.search.words import Atom, Posting, postings
from tests.factories.directory import AreaFactory, LocationFactory, ProviderFactory, ServiceFactory, TermFactory

pytestmark = pytest.mark.django_db


def look_for(kind, text):
    """{part: ids of services} of one atom."""
    index = current_index()
    atom = Atom(kind, text)
    found: Posting = postings(index, [atom], read([atom])[1])[atom]
    return {part: {index.ids[n] for n in range(len(index.ids)) if bits >> n & 1} for part, bits in vars(found).items()}


class TestWordIndex:
    def test_a_word_is_found_by_its_stem(self):
        service = ServiceFactory(name="Swimming for families")

        assert look_for("word", "swim")["name"] == {service.pk}
        assert look_for("word", "family")["name"] == {service.pk}

    def test_parts_are_told_apart(self):
        name = ServiceFactory(name="Judo")
        brief = ServiceFactory(name="Club", summary="We teach judo")
        body = ServiceFactory(name="Sport", description="Come and try judo.")

        assert look_for("word", "judo") == {
            "name": {name.pk},
            "brief": {name.pk, brief.pk},
            "anywhere": {name.pk, brief.pk, body.pk},
        }

    def test_a_start_finds_longer_words(self):
        service = ServiceFactory(name="Physiotherapy")

        assert look_for("start", "physio")["name"] == {service.pk}
        assert look_for("word", "physio")["name"] == set()

    def test_a_phrase_needs_its_words_together(self):
        together = ServiceFactory(description="We offer short breaks at weekends.")
        ServiceFactory(description="Breaks are short.")

        assert look_for("phrase", "short breaks")["anywhere"] == {together.pk}

    def test_a_phrase_may_hold_stop_words(self):
        service = ServiceFactory(description="Speech and language therapy")

        assert look_for("phrase", "speech and language therapy")["anywhere"] == {service.pk}

    def test_other_alphabets_are_found(self):
        service = ServiceFactory(name="Wsparcie dla rodziców", description="الدعم للعائلات")

        assert look_for("word", "rodzicow")["name"] == {service.pk}
        assert look_for("word", "الدعم")["anywhere"] == {service.pk}

    def test_a_change_and_a_deletion_are_followed(self):
        service, other = ServiceFactory(name="Judo"), ServiceFactory(name="Judo")
        service.name = "Karate"
        service.save()
        other.delete()

        assert look_for("word", "judo")["anywhere"] == set()
        assert look_for("word", "karate")["name"] == {service.pk}

    @pytest.mark.parametrize(
        "text", ['"', "a OR b", "*", "name : x", "' ; --", "NEAR(a b)", "a & !b", ":A", "\\", "<->"]
    )
    def test_signs_of_query_languages_mean_nothing(self, text):
        ServiceFactory(name="Judo")

        assert search(SearchQuery(words=f"judo {text}")).total == 1


class TestDocuments:
    def document(self, service):
        current_index()
        return SearchDocument.objects.get(pk=service.pk)

    def test_everything_that_families_read_is_there(self):
        parent = TermFactory(label="Health")
        term = TermFactory(label="Paediatrics", parent=parent, vocabulary=parent.vocabulary)
        place = LocationFactory(name="Blue Hall", town="Shoebury", address_1="1 Ness Road")
        provider = ProviderFactory(name="Estuary Trust")
        service = ServiceFactory(
            name="Clinic",
            summary="For walking",
            description="Long text",
            what_happens="Quiet room",
            who_yes="Toddlers",
            provider=provider,
            terms=[term],
            at=[place],
        )
        service.steps.create(title="Ring us", text="We ring back")
        service.save()

        document = self.document(service)

        assert document.name == "clinic"
        assert set(document.brief.split()) == set("for walking estuary trust health paediatrics".split())
        for word in "long quiet toddlers blue hall shoebury ness ring back".split():
            assert word in document.body.split()

    def test_a_place_whose_address_is_not_shown_gives_only_its_ward(self):
        ward = AreaFactory(name="Prittlewell")
        place = LocationFactory(name="Secret House", town="Hidden", address_1="9 Lane", visibility="area", ward=ward)

        body = self.document(ServiceFactory(at=[place])).body.split()

        assert "prittlewell" in body
        assert not {"secret", "house", "hidden", "lane"} & set(body)

    def test_who_it_is_not_for_and_hidden_terms_stay_out(self):
        service = ServiceFactory(who_no="Adults", terms=[TermFactory(label="Internal", public=False)])

        document = self.document(service)

        assert "adults" not in document.body
        assert "internal" not in document.brief

    @pytest.mark.parametrize("state", [{"live": False}, {"status": "closed"}])
    def test_an_unpublished_service_has_none(self, state):
        service = ServiceFactory(**state)
        current_index()

        assert not SearchDocument.objects.filter(pk=service.pk).exists()

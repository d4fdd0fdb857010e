import pytest
from django.urls import reverse

from directory.models import Location
from tests.factories.directory import LocationFactory, ProviderFactory

pytestmark = pytest.mark.django_db


def choices(cms, model, **query):
    """Names on offer in the chooser, as the editor's search box gets them."""
    address = reverse(f"wagtailsnippetchoosers_directory_{model}:choose_results")
    return [row.name for row in cms.get(address, query).context["results"]]


class TestWords:
    def test_a_provider_is_found_by_part_of_its_name(self, cms):
        ProviderFactory(name="Leigh Play Trust")
        ProviderFactory(name="Another")

        assert choices(cms, "provider", q="play tr") == ["Leigh Play Trust"]

    def test_a_place_is_found_by_its_postcode_however_it_is_typed(self, cms):
        LocationFactory(name="Hall", postcode="SS9 1AB")
        LocationFactory(name="Other hall", postcode="SS2 6ER")

        assert choices(cms, "location", q="ss91ab") == ["Hall"]

    def test_a_row_written_in_bulk_is_found_at_once(self, cms):
        Location.objects.bulk_create([Location(name="Imported hall")])

        assert choices(cms, "location", q="imported") == ["Imported hall"]

    def test_without_words_all_are_on_offer(self, cms):
        ProviderFactory(name="One")
        ProviderFactory(name="Two")

        assert choices(cms, "provider") == ["One", "Two"]

    @pytest.mark.parametrize("words", ["\0", "'; --", "%", "x" * 5000, "🎈", "😀 \u202e"])
    def test_odd_words_find_nothing_and_break_nothing(self, cms, words):
        ProviderFactory(name="One")

        assert choices(cms, "provider", q=words) in ([], ["One"])


class TestRows:
    def test_halls_of_the_same_name_are_told_apart(self, cms):
        LocationFactory(name="Hall", address_1="1 High Street", town="Leigh", postcode="SS9 1AB")

        page = cms.get(reverse("wagtailsnippetchoosers_directory_location:choose_results"))

        assert "1 High Street, Leigh, SS9 1AB" in page.content.decode()

    def test_drafts_are_marked(self, cms):
        ProviderFactory(name="Draft", live=False)

        page = cms.get(reverse("wagtailsnippetchoosers_directory_provider:choose_results"))

        assert "Draft" in page.content.decode()

    def test_the_number_of_queries_does_not_grow(self, cms, django_assert_max_num_queries):
        ProviderFactory.create_batch(10)
        address = reverse("wagtailsnippetchoosers_directory_provider:choose_results")
        cms.get(address)

        with django_assert_max_num_queries(9):
            cms.get(address)


def test_editors_of_nothing_may_not_look(client):
    assert client.get(reverse("wagtailsnippetchoosers_directory_provider:choose")).status_code == 302

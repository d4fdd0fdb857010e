"""The home page: every top task starts here."""

import re

import pytest
from django.utils import timezone

from directory.models import SearchCount
from localoffer.core.models import CouncilSettings
from tests.factories.directory import ServiceFactory, TermFactory, VocabularyFactory


@pytest.fixture
def council(site_tree):
    return CouncilSettings.objects.create(
        site=site_tree,
        place_name="Southend-on-Sea",
        forum_name="Southend SEND Independent Forum",
        sendiass_name="Southend SENDIASS",
    )


@pytest.fixture
def health(db):
    vocabulary = VocabularyFactory(slug="type")
    return TermFactory(vocabulary=vocabulary, slug="health", label="Health", definition="NHS services.")


@pytest.mark.django_db
class TestHome:
    def test_says_what_it_is_and_where(self, client, council):
        html = client.get("/").content.decode()

        assert html.count("<h1") == 1
        assert "special educational needs and disabilities in Southend-on-Sea" in html

    def test_searches_by_words_and_place(self, client, council):
        form = re.search(r'<form class="lo-search" action="/find/".*?</form>', client.get("/").content.decode(), re.S)[
            0
        ]

        assert 'name="q"' in form
        assert 'name="postcode"' in form

    def test_topics_lead_to_their_services(self, client, council, health):
        html = client.get("/").content.decode()

        assert '<a href="/find/?type=health">Health</a>' in html
        assert "NHS services." in html

    def test_ages_lead_to_their_services(self, client, council):
        bands = VocabularyFactory(slug="age-band", is_filter=False)
        TermFactory(vocabulary=bands, label="5 to 10", external_codes={"ages": ["5", "10"]})

        assert '<a href="/find/?age=5-10">5 to 10</a>' in client.get("/").content.decode()

    def test_examples_are_what_families_looked_for(self, client, council, health):
        counted = {"day": timezone.localdate(), "results": 4, "known": True}
        SearchCount.objects.create(words="speech therapy", searches=6, **counted)
        SearchCount.objects.create(words="seldom", searches=4, **counted)
        SearchCount.objects.create(words="sally smith", searches=9, **counted | {"known": False})
        SearchCount.objects.create(words="in vain", searches=9, **counted | {"results": 0})

        html = client.get("/").content.decode()

        assert '<a href="/find/?q=speech+therapy">speech therapy</a>' in html
        assert not any(words in html for words in ("seldom", "sally", "in vain"))

    def test_before_anybody_searched_the_largest_kinds_of_help_are_the_examples(self, client, council, health):
        therapy = TermFactory(vocabulary=health.vocabulary, parent=health, label="Speech therapy")
        ServiceFactory(terms=[therapy])

        html = client.get("/").content.decode()

        assert "Often looked for" not in html
        assert "Speech therapy" in html.split("For example:", 1)[1].split("</ul>", 1)[0]

    def test_before_that_officers_words_are_the_examples(self, client, council, health):
        council.search_examples = "short breaks\n\n autism \nautism"
        council.save()

        shown = client.get("/").content.decode().split("For example:", 1)[1].split("</ul>", 1)[0]

        assert shown.count("<a ") == 2
        assert '<a href="/find/?q=short+breaks">short breaks</a>' in shown
        assert '<a href="/find/?q=autism">autism</a>' in shown

    def test_what_families_looked_for_comes_before_officers_words(self, client, council, health):
        council.search_examples = "short breaks"
        council.save()
        SearchCount.objects.create(day=timezone.localdate(), results=4, known=True, words="speech therapy", searches=6)

        assert "q=short+breaks" not in client.get("/").content.decode()

    def test_names_who_else_helps(self, client, council):
        html = client.get("/").content.decode()

        assert "Southend SEND Independent Forum" in html
        assert "Southend SENDIASS" in html

    def test_an_empty_portal_still_has_a_home(self, client, db):
        assert client.get("/").status_code == 200

    def test_sets_no_cookie(self, client, council):
        assert not client.get("/").cookies

    def test_costs_no_query_once_it_is_warm(self, client, council, health, django_assert_num_queries):
        client.get("/")

        with django_assert_num_queries(0):
            client.get("/")

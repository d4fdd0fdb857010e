"""Pages on the results page, and the list of all pages that match."""

import pytest
from django.utils import timezone

from localoffer.core.models import CouncilSettings
from localoffer.pages.models import GlossaryPage, GlossaryTerm
from tests.factories.core import TeamFactory
from tests.factories.directory import ServiceFactory
from tests.factories.pages import GuidePageFactory, HubPageFactory, InformationPageFactory, body, site_home

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def council(site_tree):
    return CouncilSettings.objects.create(site=site_tree, place_name="Southend-on-Sea", phone="01632 960100")


def find(client, **query):
    return client.get("/find/", query).content.decode()


def pages(client, **query):
    return client.get("/find/pages/", query)


class TestOnTheResultsPage:
    def test_a_guide_that_answers_stands_above_the_services_and_others_below(self, client):
        ServiceFactory(name="Review club", summary="An annual review of clay.")
        InformationPageFactory(title="Annual review")
        InformationPageFactory(title="Plans", body=body("There is an annual review."))

        html = find(client, q="annual review")

        assert html.index("Guides that answer this") < html.index(">Annual review</a>") < html.index("Review club")
        assert html.index("Review club") < html.index("Pages about this") < html.index(">Plans</a>")

    def test_at_most_three_above_and_five_below_and_a_way_to_all(self, client):
        ServiceFactory(name="Review club")
        hub = HubPageFactory()
        for number in range(12):
            InformationPageFactory(parent=hub, title=f"Annual review {number}")

        html = find(client, q="annual review")

        above, below = html.split("Pages about this")
        assert above.count(">Annual review") == 3
        assert below.count(">Annual review") == 5
        assert 'href="/find/pages/?q=annual+review"' in below
        assert "See all 12 pages" in below

    def test_a_search_for_a_service_shows_no_weak_guide_above(self, client):
        ServiceFactory(name="Swimming club")
        InformationPageFactory(title="Sport for everyone", body=body("There is swimming."))

        html = find(client, q="swimming")

        assert "Guides that answer this" not in html
        assert html.index("Swimming club") < html.index("Sport for everyone")

    def test_pages_stand_first_where_no_service_is_found(self, client):
        ServiceFactory(name="Clay club")
        InformationPageFactory(title="Leaving custody")

        html = find(client, q="custody")

        said = "No service matches, but these pages may help"
        assert html.index("No services") < html.index(said) < html.index(">Leaving custody</a>")
        assert html.index(">Leaving custody</a>") < html.index("No service matches these words")
        assert "Without the words" not in html
        assert html.count(">Leaving custody</a>") == 1

    def test_rather_strong_pages_stand_above_services_that_have_the_words_in_their_texts_only(self, client):
        ServiceFactory(name="Clay club", description="We meet in the hall by the harbour.")
        InformationPageFactory(title="Long walks", summary="Along the harbour.")

        html = find(client, q="harbour")

        assert html.index("Pages about this") < html.index(">Long walks</a>") < html.index("Clay club")
        assert "Guides that answer this" not in html

    def test_they_stand_below_a_service_that_says_it_in_its_name(self, client):
        ServiceFactory(name="Harbour club")
        InformationPageFactory(title="Long walks", summary="Along the harbour.")

        html = find(client, q="harbour")

        assert html.index("Harbour club") < html.index("Pages about this") < html.index(">Long walks</a>")

    def test_what_is_not_nearly_as_good_as_the_best_stays_below(self, client):
        ServiceFactory(name="Clay club", description="The council is our host.")
        InformationPageFactory(title="If the council says no")
        InformationPageFactory(title="Members, meetings and minutes of the council and who sits on it")

        html = find(client, q="council said no")

        above, below = html.split("Clay club")[0], html.split("Clay club")[-1]
        assert ">If the council says no</a>" in above
        assert ">Members, meetings" in below

    def test_a_slip_is_put_right_with_words_of_pages_once_for_both(self, client):
        ServiceFactory(name="Clay club")
        InformationPageFactory(title="The tribunal")

        html = find(client, q="tribunel")

        assert "Showing results for <strong>tribunal</strong>" in html
        assert ">The tribunal</a>" in html

    def test_a_word_of_a_page_is_no_slip(self, client):
        ServiceFactory(name="Meditation group")
        InformationPageFactory(title="Help", body=body("There is mediation."))

        html = find(client, q="mediation")

        assert "Showing results for" not in html
        assert ">Help</a>" in html

    def test_words_as_typed_stay_as_typed_on_the_way_to_all_pages(self, client):
        InformationPageFactory(title="The tribunal")
        for number in range(5):
            InformationPageFactory(title=f"Tribunel {number}")

        assert 'href="/find/pages/?q=tribunel&amp;exact=1"' in find(client, q="tribunel", exact="1")

    def test_short_forms_of_the_glossary_find_services(self, client):
        glossary = GlossaryPage(
            title="Glossary",
            slug="glossary",
            summary="Words.",
            owner_team=TeamFactory(),
            review_due=timezone.localdate(),
        )
        site_home().add_child(instance=glossary)
        GlossaryTerm.objects.create(term="Clay modelling", slug="clay", also_called="CLM", meaning="With clay.")
        ServiceFactory(name="Clay modelling for all")

        html = find(client, q="clm")

        assert "Clay modelling for all" in html
        assert "<strong>CLM</strong> means <strong>Clay modelling</strong>" in html

    def test_what_was_published_shows_on_a_page_that_is_remembered(self, client):
        page = InformationPageFactory(title="Rivers")
        find(client, q="rivers")

        page.title = "Rivers and lakes"
        page.save_revision().publish()

        assert ">Rivers and lakes</a>" in find(client, q="rivers")

    def test_an_age_from_14_brings_pages_for_young_people_up(self, client):
        audience = {"for_parents": False, "for_young_people": True}
        InformationPageFactory(title="My plan", **audience)
        ServiceFactory(name="Plan club")

        assert "Guides that answer this" not in find(client, q="my plan")
        assert "Guides that answer this" in find(client, q="my plan", age="15")

    def test_many_pages_cost_as_many_queries_as_one(self, client, django_assert_num_queries):
        hub = HubPageFactory()
        for number in range(30):
            GuidePageFactory(parent=hub, title=f"River {number}")
        find(client, q="rivers")

        with django_assert_num_queries(1):  # the version of the directory
            find(client, q="river")


class TestAllPages:
    def test_twenty_a_page_each_with_its_kind_and_summary(self, client):
        hub = HubPageFactory()
        for number in range(23):
            InformationPageFactory(parent=hub, title=f"River {number:02}", summary=f"Water {number}.")

        first, second = pages(client, q="river"), pages(client, q="river", page=2)

        assert first.content.decode().count(">River ") == 20
        assert second.content.decode().count(">River ") == 3
        assert "23 pages" in first.content.decode()
        assert "Guide</span>" in first.content.decode()
        assert 'start="21"' in second.content.decode()

    def test_it_corrects_words_like_the_results_page(self, client):
        InformationPageFactory(title="The tribunal")

        assert ">The tribunal</a>" in pages(client, q="tribunel").content.decode()
        assert ">The tribunal</a>" not in pages(client, q="tribunel", exact="1").content.decode()

    @pytest.mark.parametrize(
        "query", [{}, {"q": ""}, {"q": "zebra"}, {"q": "a", "page": "x"}, {"q": "b", "page": "99"}]
    )
    def test_nothing_found_or_odd_values_still_help(self, client, query):
        response = pages(client, **query)

        assert response.status_code == 200
        assert "Look for services" in response.content.decode()

    def test_other_filters_are_left_alone(self, client):
        InformationPageFactory(title="Rivers")

        response = pages(client, q="rivers", postcode="ZZ1", age="x", price="-1")

        assert ">Rivers</a>" in response.content.decode()

    def test_only_the_visitor_may_keep_it_and_no_search_engine(self, client):
        response = pages(client, q="river")

        assert "private" in response["Cache-Control"]
        assert 'content="noindex, follow"' in response.content.decode()

    def test_only_get(self, client):
        assert client.post("/find/pages/").status_code == 405

    def test_many_pages_cost_as_many_queries_as_one(self, client, django_assert_num_queries):
        hub = HubPageFactory()
        for number in range(30):
            InformationPageFactory(parent=hub, title=f"River {number}", summary=f"As of {timezone.localdate()}.")
        pages(client, q="rivers")

        with django_assert_num_queries(1):  # the version of the directory
            pages(client, q="river")
